/** `atlas coverage`: how far the survey is, or with --ranges every stretch with its state. */
import { Command } from 'commander';
import { COVERAGE_COLUMNS, COVERAGE_RANGE_COLUMNS } from '../report/columns.ts';
import { coverageRows } from '../report/coverage.ts';
import { coverageRanges } from '../report/coverage-ranges.ts';
import { GROUPS, parseGroup } from '../report/groups.ts';
import { routeLines } from '../report/route-lines.ts';
import { answer, footer, openSnapshot, type PeriodOptions, parseMode, withPeriodOptions } from './answer.ts';
import type { CommandContext } from './context.ts';

interface CoverageOptions extends PeriodOptions {
  group: string;
  ranges?: boolean;
}

export function coverageCommand(context: CommandContext): Command {
  return withPeriodOptions(new Command('coverage'))
    .description('surveyed length by district, river, town or level; covered + gap = length')
    .option('--group <group>', GROUPS.join('|'), 'district')
    .option('--ranges', 'every range of every bank with its state instead')
    .action((options: CoverageOptions) =>
      options.ranges ? printRanges(context, options) : printRows(context, options),
    );
}

async function printRows(context: CommandContext, options: CoverageOptions): Promise<void> {
  const query = { group: parseGroup(options.group), mode: parseMode(options.mode), asOf: options.asOf };
  const snapshot = await openSnapshot(context, options);
  const rows = coverageRows(snapshot, query).map((row) => ({ ...row }));
  const notes = await footer(context, snapshot.district, options.asOf);
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
