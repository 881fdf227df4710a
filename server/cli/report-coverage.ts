/** `atlas report coverage`: river by river how far the survey is; as html with maps and strips, to print. */
import { Command } from 'commander';
import { parseScope } from '../report/facets/scope.ts';
import { PICK_LEVELS, parseLevel } from '../report/river-strips/pick-rivers.ts';
import { riverCoverage } from '../report/river-strips/river-coverage.ts';
import { parseSort, RIVER_SORTS } from '../report/river-strips/sort-rivers.ts';
import { stripReport } from '../report/river-strips/strip-report.ts';
import {
  answer,
  embeddedNotes,
  openSnapshot,
  type PeriodOptions,
  parseMode,
  sayLayers,
  withPeriodOptions,
  withScopeOption,
} from './answer.ts';
import type { CommandContext } from './context.ts';

interface RiverOptions extends PeriodOptions {
  scope?: string;
  level?: string;
  search?: string;
  sort: string;
}

export function riverReportCommand(context: CommandContext): Command {
  return withScopeOption(withPeriodOptions(new Command('coverage')))
    .description('coverage river by river; --format html has maps and strips, to print on A4')
    .option('--level <level>', PICK_LEVELS.join('|'))
    .option('--search <text>', "part of the river's name or key")
    .option('--sort <order>', RIVER_SORTS.join('|'), 'level')
    .action((options: RiverOptions) => printRivers(context, options));
}

async function printRivers(context: CommandContext, options: RiverOptions): Promise<void> {
  const { search, asOf, format } = options;
  const [mode, level, sort] = [parseMode(options.mode), parseLevel(options.level), parseSort(options.sort)];
  const query = { mode, asOf, scope: parseScope(options.scope), level, search, sort };
  const snapshot = await openSnapshot(context, options);
  sayLayers(context, snapshot, query, options);
  const found = riverCoverage(snapshot, query);
  const notes = await embeddedNotes(context);
  const report = await stripReport(await context.open(), snapshot, found, { ...query, format, notes });
  const beside = { total: found.total, rivers: snapshot.rivers.size };
  await answer(context, { ...report, beside }, options, { name: 'river-coverage', district: snapshot.district });
}
