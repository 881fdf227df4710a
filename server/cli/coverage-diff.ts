/** `atlas coverage diff`: what changed between two days, or between two states of the register. */
import { Command } from 'commander';
import { lastDay } from '../report/as-of.ts';
import { DIFF_GROUPS, laterOf, parseDiffGroup } from '../report/diff/coverage-diff.ts';
import { diffReport } from '../report/diff/report.ts';
import { type AnswerOptions, answer, footer, openSnapshot, parseMode, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { refuseBeside } from './unusable.ts';

interface DiffOptions extends AnswerOptions {
  from?: string;
  to?: string;
  knownFrom?: string;
  knownTo?: string;
  mode?: string;
  group?: string;
  ranges?: boolean;
}

export function coverageDiffCommand(context: CommandContext): Command {
  return withAnswerOptions(new Command('diff'))
    .description('what was newly covered, newly repeated or lost; after = before + new - lost, to the millimetre')
    .option('--from <date>', 'before: surveys up to and with this local day')
    .option('--to <date>', 'after: surveys up to and with this local day; all surveys when left out')
    .option('--known-from <moment>', 'before: as the register was known at this day or data version')
    .option('--known-to <moment>', 'after: as the register was known at this day or data version')
    .option('--mode <mode>', 'above_water or under_water; both when left out')
    .option('--group <group>', `${DIFF_GROUPS.join('|')}; district when left out`)
    .option('--ranges', 'every stretch that changed, with its lines in geojson')
    .action((options: DiffOptions) => printDiff(context, options));
}

async function printDiff(context: CommandContext, options: DiffOptions): Promise<void> {
  const ranges = options.ranges || options.format === 'geojson';
  if (ranges) refuseBeside(options.ranges ? '--ranges' : '--format geojson', options, ['group']);
  const mode = parseMode(options.mode);
  const group = parseDiffGroup(options.group ?? 'district');
  const { district, format, from: fromDay, to: toDay, knownFrom, knownTo } = options;
  const before = await openSnapshot(context, { district, format, knownAt: knownFrom });
  const after = knownTo === knownFrom ? before : await openSnapshot(context, { district, format, knownAt: knownTo });
  const from = { snapshot: before, lastDay: lastDay(fromDay) };
  const to = { snapshot: after, lastDay: lastDay(toDay) };
  const notes = [
    ...(await footer(context, from.snapshot.district, fromDay)).map((note) => `前 before: ${note}`),
    ...(await footer(context, to.snapshot.district, toDay)).map((note) => `后 after: ${note}`),
  ];
  const ledgers = { from, to, mode };
  await answer(context, { ...diffReport(ledgers, { group, ranges, notes }), of: laterOf(ledgers) }, options);
}
