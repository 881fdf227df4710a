/** `atlas coverage`: how far the survey is, or with --ranges every stretch with its state. */
import { Command } from 'commander';
import { COVERAGE_RANGE_COLUMNS } from '../report/columns.ts';
import { coverageRanges } from '../report/coverage-ranges.ts';
import { coverageReport } from '../report/coverage-report.ts';
import { groupNotes } from '../report/facets/notes.ts';
import { parseScope } from '../report/facets/scope.ts';
import { parsePhase } from '../report/funding/payers.ts';
import { ALL_GROUPS, parseGroups } from '../report/groups.ts';
import type { Row } from '../report/report.ts';
import { routeLines } from '../report/route-lines.ts';
import { parseWithin } from '../report/zone-groups.ts';
import { PHASES } from '../rules/funding/rule.ts';
import {
  answer,
  embeddedNotes,
  footer,
  openSnapshot,
  type PeriodOptions,
  parseMode,
  sayLayers,
  withPeriodOptions,
  withScopeOption,
} from './answer.ts';
import type { CommandContext } from './context.ts';
import { coverageDiffCommand } from './coverage-diff.ts';
import { coverageScoreCommand } from './coverage-score.ts';
import { refuseBeside } from './unusable.ts';

interface CoverageOptions extends PeriodOptions {
  group?: string;
  within?: string;
  scope?: string;
  phase?: string;
  ranges?: boolean;
}

export function coverageCommand(context: CommandContext): Command {
  const list = withScopeOption(withPeriodOptions(new Command('list')))
    .description(
      'surveyed length by river, place or survey; covered + gap = length; --format html has maps and strips, to print',
    )
    .option(
      '--group <group>',
      `${ALL_GROUPS.join('|')}; two crossed with a comma: town,level; funding needs --phase; district when left out`,
    )
    .option('--within <metres>', 'with --group venue: how far around a venue (1000)')
    .option('--phase <phase>', `needed by --group funding, the phase paid for: ${PHASES.join('|')}`)
    .option('--ranges', 'every range of every bank with its state instead')
    .action((options: CoverageOptions) =>
      options.ranges ? printRanges(context, options) : printRows(context, options),
    );
  return new Command('coverage')
    .description(
      'how far the survey is, and what changed between two days or two states of the register, and how true it is of tracks whose way is known',
    )
    .addCommand(list, { isDefault: true })
    .addCommand(coverageDiffCommand(context))
    .addCommand(coverageScoreCommand(context));
}

async function printRows(context: CommandContext, options: CoverageOptions): Promise<void> {
  const groups = parseGroups(options.group ?? 'district', ALL_GROUPS);
  const [withinM, scope] = [parseWithin(options.within), parseScope(options.scope)];
  const query = {
    ...groups,
    mode: parseMode(options.mode),
    asOf: options.asOf,
    withinM,
    scope,
    phase: parsePhase(options.phase),
  };
  const snapshot = await openSnapshot(context, options);
  sayLayers(context, snapshot, query, options);
  const shape = { ...query, format: options.format, notes: await embeddedNotes(context) };
  await answer(context, await coverageReport(await context.open(), snapshot, shape), options, {
    name: 'coverage',
    district: snapshot.district,
  });
}

async function printRanges(context: CommandContext, options: CoverageOptions): Promise<void> {
  refuseBeside('--ranges', options, ['group', 'within', 'phase']);
  const [mode, scope] = [parseMode(options.mode), parseScope(options.scope)];
  const snapshot = await openSnapshot(context, options);
  const rows = coverageRanges(snapshot, { mode, asOf: options.asOf, scope }).map((row) => ({ ...row }));
  sayLayers(context, snapshot, { scope, asOf: options.asOf }, options);
  const report = {
    title: { zh: '覆盖分段', en: 'Coverage ranges' },
    columns: COVERAGE_RANGE_COLUMNS,
    rows,
    notes: [
      ...(await footer(context, snapshot.district, options.asOf)),
      ...groupNotes(snapshot, { scope, asOf: options.asOf }),
    ],
    geometries: () => routeLines(snapshot, rows),
    label: ({ river, route, bank, state }: Row) => `${river ?? `#${route}`} ${bank} ${state}`,
  };
  await answer(context, report, options, { name: 'coverage-ranges', district: snapshot.district });
}
