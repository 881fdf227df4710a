/** `atlas report targets`: how far the district is with what its plan asks, by town, and where ledger and drawing differ. */
import { Command, Option } from 'commander';
import { getDistrict } from '../district/district.ts';
import { parseMoment } from '../district/known/moment.ts';
import { loadSnapshot } from '../district/snapshot.ts';
import { targetReport, VIEWS, type View } from '../report/targets/report.ts';
import { knownTargetAnswer, parsePack, targetAnswer } from '../report/targets/targets.ts';
import { type AnswerOptions, answer, embeddedNotes, KNOWN_AT, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { sayKnown } from './say-known.ts';

interface TargetReportOptions extends AnswerOptions {
  asOf?: string;
  knownAt?: string;
  pack?: string;
  by: View;
}

export function reportTargetsCommand(context: CommandContext): Command {
  return withAnswerOptions(new Command('targets'))
    .description(
      "the plan's targets: reached, missing, late; --by town: who is behind; --by river: ledger and drawn km",
    )
    .option('--as-of <date>', 'surveys and states up to and with this day, YYYY-MM-DD; today when left out')
    .option('--known-at <moment>', KNOWN_AT)
    .option('--pack <plan>', "the plan asked: QP, SC, JY, NT, QJ; the district's own when left out")
    .addOption(
      new Option('--by <what>', 'a row per target, per target and town, or per river')
        .choices([...VIEWS])
        .default('target'),
    )
    .action((options: TargetReportOptions) => printTargets(context, options));
}

async function printTargets(context: CommandContext, options: TargetReportOptions): Promise<void> {
  const pack = parsePack(options.pack);
  const moment = options.knownAt === undefined ? undefined : parseMoment(options.knownAt);
  const db = await context.open();
  const { key } = await getDistrict(db, options.district);
  const asked = { asOf: options.asOf, pack };
  const found = await (moment
    ? knownTargetAnswer(db, key, moment, asked)
    : targetAnswer(db, () => loadSnapshot(db, key), asked));
  if (moment) sayKnown(context, moment, { district: found.district, format: options.format });
  const notes = await embeddedNotes(context);
  const report = targetReport(found, { view: options.by, format: options.format, notes });
  const beside = { pack: found.pack, as_of: found.asOf };
  await answer(context, { ...report, beside }, options, { name: `targets-by-${options.by}`, district: found.district });
}
