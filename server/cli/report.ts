/** `atlas report`: answers for a bureau that are more than one list. */
import { Command } from 'commander';
import { drinkingWater } from '../report/drinking-water/drinking-water.ts';
import { drinkingReport, MOST_MAPS, refuseMaps } from '../report/drinking-water/report.ts';
import { type AnswerOptions, answer, embeddedNotes, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { cellReportCommand } from './report-cells.ts';
import { riverReportCommand } from './report-coverage.ts';
import { fundingReportCommand } from './report-funding.ts';
import { reportTargetsCommand } from './report-targets.ts';
import { wrongValue } from './usage-refusal.ts';

interface DrinkingOptions extends AnswerOptions {
  asOf?: string;
  closedBy?: string;
  banInQuasi?: boolean;
  levels?: boolean;
  maps?: number;
}

export function reportCommand(context: CommandContext): Command {
  const drinking = withAnswerOptions(new Command('drinking-water'))
    .description('outfalls in drinking-water protection areas by level, and how many were closed out by a day')
    .option('--as-of <date>', 'zones valid on this day, YYYY-MM-DD; today when left out')
    .option('--closed-by <date>', "closed out up to and with this day; the plan's own when left out, else --as-of")
    .option('--ban-in-quasi', 'rules of the place ban outfalls in quasi areas too')
    .option('--levels', 'only the sums by level, as rows')
    .option('--maps <count>', 'with --format html: only the first so many outfalls get a map', parseMaps)
    .action((options: DrinkingOptions) => printDrinkingWater(context, options));
  return new Command('report')
    .description('printable answers: coverage, cells, drinking-water, targets, funding')
    .addCommand(riverReportCommand(context))
    .addCommand(cellReportCommand(context))
    .addCommand(drinking)
    .addCommand(reportTargetsCommand(context))
    .addCommand(fundingReportCommand(context));
}

function parseMaps(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) <= MOST_MAPS) return Number(text);
  throw wrongValue(`write a whole number up to ${MOST_MAPS}.`, `请写不超过 ${MOST_MAPS} 的整数。`);
}

async function printDrinkingWater(context: CommandContext, options: DrinkingOptions): Promise<void> {
  const { district, format, asOf, closedBy, banInQuasi, maps, levels: onlyLevels } = options;
  refuseMaps({ format, maps, onlyLevels });
  const db = await context.open();
  const found = await drinkingWater(db, district, { asOf, closedBy, banInQuasi });
  // an empty list must not be read as clear, whatever the format
  if (found.missing)
    context.err(
      `未核查 not checked: drinking_water — 没有在 ${found.asOf} 有效的图层 no zone valid on ${found.asOf} is loaded\n`,
    );
  const notes = await embeddedNotes(context);
  const report = await drinkingReport(db, found, { format, maps, onlyLevels, notes });
  const { levels, missing } = found;
  const beside = { levels, missing, as_of: found.asOf, closed_by: found.closedBy };
  await answer(context, { ...report, beside }, options, { name: 'drinking-water', district: found.district });
}
