/** `atlas report cells`: the strip of land along the rivers, square by square. */
import { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import { parseMoment } from '../district/known/moment.ts';
import { loadSnapshot } from '../district/snapshot.ts';
import { INLAND_M, parseInland } from '../report/cells/cells.ts';
import { cellAnswer, cellReport, knownCellAnswer } from '../report/cells/report.ts';
import { parseScope } from '../report/facets/scope.ts';
import { type AnswerOptions, answer, embeddedNotes, KNOWN_AT, withAnswerOptions, withScopeOption } from './answer.ts';
import type { CommandContext } from './context.ts';
import { sayKnown } from './say-known.ts';

interface CellOptions extends AnswerOptions {
  inland: string;
  scope?: string;
  town?: string;
  asOf?: string;
  knownAt?: string;
}

export function cellReportCommand(context: CommandContext): Command {
  return withScopeOption(withAnswerOptions(new Command('cells')))
    .description('squares of 250 m along the banks (QJ-1): where crews were, and where to go first')
    .option('--inland <metres>', 'how far from the bank the strip reaches', String(INLAND_M))
    .option('--town <town>', 'only squares whose middle is in the town: its key, its name, or outside')
    .option('--as-of <date>', 'count tracks up to and with this local day, YYYY-MM-DD')
    .option('--known-at <moment>', KNOWN_AT)
    .action((options: CellOptions) => printCells(context, options));
}

async function printCells(
  context: CommandContext,
  { inland, scope, town, asOf, knownAt, ...options }: CellOptions,
): Promise<void> {
  const query = { inlandM: parseInland(inland), scope: parseScope(scope), town, asOf };
  const db = await context.open();
  const { key } = await getDistrict(db, options.district);
  const moment = knownAt === undefined ? undefined : parseMoment(knownAt);
  const found = await (moment
    ? knownCellAnswer(db, key, moment, query)
    : cellAnswer(db, () => loadSnapshot(db, key), query));
  if (moment) sayKnown(context, moment, { district: found.district, format: options.format });
  const report = cellReport(found, query, await embeddedNotes(context));
  await answer(context, { ...report, beside: { sums: found.sums } }, options, {
    name: 'cells',
    district: found.district,
  });
}
