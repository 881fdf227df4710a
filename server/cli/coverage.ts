/** `atlas coverage`: how far the survey is, or with --ranges every stretch with its state. */
import { Command } from 'commander';
import { COVERAGE_COLUMNS, COVERAGE_RANGE_COLUMNS } from '../report/columns.ts';
import { coverageRows } from '../report/coverage.ts';
import { coverageRanges } from '../report/coverage-ranges.ts';
import { ALL_GROUPS, parseGroup } from '../report/groups.ts';
import { routeLines } from '../report/route-lines.ts';
import { groupNotes, parseWithin } from '../report/zone-groups.ts';
import { answer, footer, openSnapshot, type PeriodOptions, parseMode, withPeriodOptions } from './answer.ts';
import type { CommandContext } from './context.ts';

interface CoverageOptions extends PeriodOptions {
  group: string;
  within?: string;
  ranges?: boolean;
}

export function coverageCommand(context: CommandContext): Command {
  return withPeriodOptions(new Command('coverage'))
    .description('surveyed length by district, river, town, level or zone; covered + gap = length')
    .option('--group <group>', ALL_GROUPS.join('|'), 'district')
    .option('--within <metres>', 'with --group venue: how far around a venue (1000)')
    .option('--ranges', 'every range of every bank with its state instead')
    .action((options: CoverageOptions) =>
      options.ranges ? printRanges(context, options) : printRows(context, options),
    );
}

async function printRows(context: CommandContext, options: CoverageOptions): Promise<void> {
  const group = parseGroup(options.group);
  const withinM = parseWithin(options.within);
  const query = { group, mode: parseMode(options.mode), asOf: options.asOf, withinM };
  const snapshot = await openSnapshot(context, options);
  const rows = coverageRows(snapshot, query).map((row) => ({ ...row }));
  const notes = [...(await footer(context, snapshot.district, options.asOf)), ...groupNotes(group, withinM)];
  await answer(
    context,
    { title: { zh: '排查覆盖', en: 'Survey coverage' }, columns: COVERAGE_COLUMNS, rows, notes },
    options,
  );
}

async function printRanges(context: CommandContext, options: CoverageOptions): Promise<void> {
  const mode = parseMode(options.mode);
  const snapshot = await openSnapshot(context, options);
  const rows = coverageRanges(snapshot, { mode, asOf: options.asOf }).map((row) => ({ ...row }));
  const report = {
    title: { zh: '覆盖分段', en: 'Coverage ranges' },
    columns: COVERAGE_RANGE_COLUMNS,
    rows,
    notes: await footer(context, snapshot.district, options.asOf),
    geometries: () => routeLines(snapshot, rows),
  };
  await answer(context, report, options);
}
