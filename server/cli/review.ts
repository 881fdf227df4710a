/** `atlas review`: what is doubtful about links and flags, what was decided, and how good the links are. */
import { Command, Option } from 'commander';
import { getDistrict } from '../district/district.ts';
import { today } from '../report/as-of.ts';
import { linkQuality, qualityReport } from '../report/link-quality.ts';
import { reviewShapes } from '../report/reviews/shapes.ts';
import { CONSEQUENCES } from '../report/reviews/words.ts';
import {
  REVIEW_STATES,
  type ReviewKind,
  reviewCounts,
  reviewReport,
  reviewRow,
  reviewRows,
} from '../report/reviews.ts';
import { type AnswerOptions, answer, footer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { reviewDecisionCommands } from './review-decisions.ts';
import { refuseBeside } from './unusable.ts';
import { wrongValue } from './usage-refusal.ts';

interface ListOptions extends AnswerOptions {
  kind?: keyof typeof KINDS;
  state?: (typeof REVIEW_STATES)[number];
  limit?: number;
  quality?: boolean;
}

const KINDS = { links: 'link', flags: 'flag', duplicates: 'duplicate' } as const satisfies Record<string, ReviewKind>;

export function reviewCommand(context: CommandContext): Command {
  const command = new Command('review')
    .description('doubtful links and flags, worst consequence first; decide about them; how good the links are')
    .addCommand(listCommand(context), { isDefault: true })
    .addCommand(
      withAnswerOptions(new Command('show'))
        .description('one item with its candidates and reasons')
        .argument('<id>', 'link-12, flag-12-3-edge, duplicate-5')
        .action((id: string, options: AnswerOptions) => printItem(context, id, options)),
    );
  for (const decision of reviewDecisionCommands(context)) command.addCommand(decision);
  return command;
}

function listCommand(context: CommandContext): Command {
  return withAnswerOptions(new Command('list'))
    .description('the review list')
    .addOption(new Option('--kind <kind>', 'only these').choices(Object.keys(KINDS)))
    .addOption(
      new Option('--state <state>', 'open (when left out) waits for a person; decided stays listed').choices(
        REVIEW_STATES,
      ),
    )
    .option('--limit <n>', 'only the first n', parseLimit)
    .option('--quality', 'instead: the link quality of the district and its towns')
    .action((options: ListOptions) => (options.quality ? printQuality(context, options) : printList(context, options)));
}

async function printList(context: CommandContext, options: ListOptions): Promise<void> {
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const asOf = today(district);
  const { state = 'open', limit } = options;
  const { rows, next } = await reviewRows(db, district.key, {
    asOf,
    state,
    kind: options.kind && KINDS[options.kind],
    limit,
  });
  const counts = await reviewCounts(db, district.key, asOf);
  const notes = [...counts.map(countNote), ...consequenceNotes(rows), ...(await footer(context, district, asOf))];
  const report = reviewReport(rows, notes);
  const geometries = await reviewShapes(db, district.key, rows, options.format);
  await answer(context, { ...report, geometries, of: district, beside: { next } }, options);
}

async function printItem(context: CommandContext, id: string, options: AnswerOptions): Promise<void> {
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const rows = [await reviewRow(db, district, id)];
  const report = reviewReport(rows, await footer(context, district));
  if (options.format === 'table') context.out(upright(report.columns, rows[0]));
  else
    await answer(
      context,
      { ...report, geometries: await reviewShapes(db, district.key, rows, options.format) },
      options,
    );
}

async function printQuality(context: CommandContext, options: ListOptions): Promise<void> {
  refuseBeside('--quality', options, ['kind', 'state', 'limit']);
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const report = qualityReport(await linkQuality(db, district.key), await footer(context, district));
  await answer(context, { ...report, of: district }, options);
}

interface Count {
  kind: string;
  state: string;
  decision: string | null;
  items: number;
}

const WORDS: Readonly<Record<string, string>> = {
  link: '挂接',
  flag: '标记',
  duplicate: '疑似重复',
  open: '待核',
  decided: '已核',
};

function countNote({ kind, state, decision, items }: Count): string {
  const decided = decision === null ? '' : ` ${decision}`;
  return `${WORDS[kind]}${WORDS[state]} ${kind} ${state}${decided} ${items}`;
}

/** What the words of the consequence column mean. */
function consequenceNotes(rows: readonly { consequence: string }[]): string[] {
  const words = [...new Set(rows.map(({ consequence }) => consequence))];
  return words.map((word) => `${word}: ${CONSEQUENCES[word].zh} ${CONSEQUENCES[word].en}`);
}

/** One item downwards: a row of twenty columns is nothing to read. */
function upright(columns: readonly { key: string; zh: string; en: string }[], row: object): string {
  const values = row as Record<string, unknown>;
  const more = ['reasons', 'seen'].map((key) => ({ key, zh: key, en: key }));
  const lines = [...columns, ...more].flatMap(({ key, zh, en }) => {
    const value = values[key];
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return [];
    const label = `${zh} ${key === en ? en : key}`;
    if (!Array.isArray(value)) return [`${label}: ${value}`];
    return [
      `${label}:`,
      ...value.map((each, i) => `  ${i + 1}  ${typeof each === 'string' ? each : JSON.stringify(each)}`),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function parseLimit(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw wrongValue('a whole number from 1 is expected.', '应为从 1 起的整数。');
}
