/** `atlas gaps check`: what of a plan is surveyed already, by whom and when. */
import { resolve } from 'node:path';
import { Command } from 'commander';
import { DomainError } from '../errors.ts';
import { planLines } from '../import/plan-lines.ts';
import { fileOnDisk } from '../import/source-file.ts';
import { type CheckQuery, checkPlan } from '../report/gaps/check.ts';
import { checkReport } from '../report/gaps/check-report.ts';
import { knownRiver } from '../report/groups.ts';
import { answer, footer, openSnapshot, type PeriodOptions, parseMode, withPeriodOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { parseNumber } from './gap-options.ts';
import { refuseWithout } from './unusable.ts';

interface CheckOptions extends PeriodOptions {
  river?: string;
  fromM?: string;
  toM?: string;
  private?: boolean;
}

export function checkCommand(context: CommandContext): Command {
  return withPeriodOptions(new Command('check'), 'above_water')
    .description('new and already surveyed river of a plan (GPX, GeoJSON or KML; not stored) or of --river')
    .argument('[file]', 'the plan; each of its routes, tracks or lines is matched to rivers as a track is, by itself')
    .option('--river <id>', 'instead of a file: this river')
    .option('--from-m <metres>', "with --river: from here on its main route, metres from the route's start")
    .option('--to-m <metres>', 'with --river: up to here')
    .option('--private', 'also crews and ids of tracks and records, which are not public')
    .action((file: string | undefined, options: CheckOptions) => printCheck(context, file, options));
}

async function printCheck(context: CommandContext, file: string | undefined, options: CheckOptions): Promise<void> {
  const wish = parseNumber('river', options.river);
  if ((file === undefined) === (wish === undefined)) throw planOrRiver();
  if (wish === undefined) refuseWithout('--river', options, ['fromM', 'toM']);
  const snapshot = await openSnapshot(context, options);
  const [fromM, toM] = [parseNumber('from-m', options.fromM), parseNumber('to-m', options.toM)];
  const plan: CheckQuery['plan'] =
    file === undefined
      ? { riverId: knownRiver(snapshot, wish)!, fromM, toM }
      : await planLines(await fileOnDisk(resolve(context.cwd, file)));
  const reveal = options.private === true;
  const mode = parseMode(options.mode) ?? 'above_water';
  const checked = await checkPlan(await context.open(), snapshot, { mode, asOf: options.asOf, plan, reveal });
  const notes = await footer(context, snapshot.district, options.asOf);
  const report = checkReport(snapshot, checked, reveal, notes);
  await answer(context, { ...report, of: snapshot.district, beside: { totals: checked.totals } }, options);
}

function planOrRiver(): DomainError {
  return new DomainError(
    'plan_needed',
    'Name the file of a plan, or a river with --river: one of the two.',
    '请给出计划文件，或用 --river 指定河道，二者取一。',
  );
}
