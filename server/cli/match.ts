/** `atlas match`: outfalls of two batches compared, near duplicates decided, codes checked. */
import { Command, Option } from 'commander';
import { getDistrict } from '../district/district.ts';
import { MATCH_LIMITS } from '../engine/match/evidence.ts';
import type { Verdict } from '../engine/match/match-outfalls.ts';
import { DomainError } from '../errors.ts';
import { codeFindings, codeIssue } from '../import/store/outfall-codes.ts';
import { matchReport, matchRows, VERDICTS } from '../report/matches.ts';
import { PAIR_STATUSES, type PairStatus, pairReport, pairRows } from '../report/outfall-pairs.ts';
import type { Column } from '../report/report.ts';
import { type AnswerOptions, answer, footer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { decisionCommands } from './match-decisions.ts';
import { parseBatch } from './undo.ts';
import { refuseBeside, unusable } from './unusable.ts';
import { wrongValue } from './usage-refusal.ts';

interface CompareOptions extends AnswerOptions {
  review?: boolean | PairStatus;
  verdict?: Verdict;
  same?: number;
  within?: number;
  far?: number;
}

export function matchCommand(context: CommandContext): Command {
  const command = new Command('match')
    .description('compare the outfalls of two batches, decide about near duplicates, check codes')
    .addCommand(compareCommand(context), { isDefault: true });
  for (const decision of decisionCommands(context)) command.addCommand(decision);
  return command.addCommand(
    withAnswerOptions(new Command('codes'))
      .description('codes that have not the format of their issuer, name another county or type, or occur twice')
      .action((options: AnswerOptions) => printCodes(context, options)),
  );
}

function compareCommand(context: CommandContext): Command {
  return withAnswerOptions(new Command('compare'))
    .description('which outfalls of two batches are the same, moved, doubtful, or only in one')
    .argument('[a]', 'a batch of outfalls, as `atlas batches` numbers it')
    .argument('[b]', 'the batch to compare it with')
    .addOption(new Option('--verdict <verdict>', 'only rows of this verdict').choices(VERDICTS))
    .addOption(
      distance(
        'same',
        'up to this distance outfalls are the same, unless something speaks against it',
        MATCH_LIMITS.sameMm,
      ),
    )
    .addOption(
      distance(
        'within',
        'farther apart in a straight line only code or name make a pair; nearer, but farther along the river, is doubtful',
        MATCH_LIMITS.withinMm,
      ),
    )
    .addOption(distance('far', 'farther apart nothing makes a pair', MATCH_LIMITS.farMm))
    .addOption(
      new Option('--review [status]', 'the list of near duplicates: proposed wait for a person')
        .choices(PAIR_STATUSES)
        .preset('proposed'),
    )
    .action((a: string | undefined, b: string | undefined, options: CompareOptions) =>
      options.review ? printPairs(context, a, options) : printMatches(context, a, b, options),
    );
}

/** Given in metres, and what counts without it said in them. */
function distance(name: string, description: string, defaultMm: number): Option {
  return new Option(`--${name} <m>`, `${description} (${defaultMm / 1000})`).argParser(metres);
}

async function printMatches(
  context: CommandContext,
  a: string | undefined,
  b: string | undefined,
  { same, within, far, ...options }: CompareOptions,
): Promise<void> {
  if (a === undefined || b === undefined) throw twoNeeded();
  const batches = { a: parseBatch(a), b: parseBatch(b) };
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const { sameMm, withinMm, farMm } = MATCH_LIMITS;
  const limits = { sameMm: same ?? sameMm, withinMm: within ?? withinMm, farMm: far ?? farMm };
  const rows = await matchRows(db, district.key, batches, limits);
  const notes = await footer(context, district);
  const report = matchReport(rows, { ...batches, verdict: options.verdict }, notes);
  await answer(context, { ...report, of: district }, options);
}

/** Near duplicates were proposed at import: of all batches, by limits of their own. */
async function printPairs(context: CommandContext, a: string | undefined, options: CompareOptions): Promise<void> {
  if (a !== undefined)
    throw unusable(
      a,
      'does not go with --review: it lists pairs of all batches',
      '不能与 --review 同用：该清单包括所有批次',
    );
  refuseBeside('--review', options, ['verdict', 'same', 'within', 'far']);
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const pairs = await pairRows(db, district.key, options.review as PairStatus);
  await answer(context, { ...pairReport(pairs, await footer(context, district)), of: district }, options);
}

const CODE_REPORT: { title: { zh: string; en: string }; columns: Column[] } = {
  title: { zh: '编码核查', en: 'Codes checked' },
  columns: [
    { key: 'id', zh: '序号', en: 'id' },
    { key: 'code', zh: '问题', en: 'finding' },
    { key: 'field', zh: '字段', en: 'field' },
    { key: 'value', zh: '编码', en: 'value' },
    { key: 'detail', zh: '应为', en: 'detail' },
    { key: 'reason_zh', zh: '说明', en: 'reason (zh)' },
    { key: 'reason_en', zh: '说明（英文）', en: 'reason' },
  ],
};

async function printCodes(context: CommandContext, options: AnswerOptions): Promise<void> {
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const rows = (await codeFindings(db, district.key, 'all')).map((finding) => {
    const { id, code, value, detail } = finding;
    const { field, reason_zh, reason_en } = codeIssue(finding, null);
    return { id, code, field, value, detail, reason_zh, reason_en };
  });
  await answer(context, { ...CODE_REPORT, rows, notes: await footer(context, district), of: district }, options);
}

/** Millimetres of metres as written. */
function metres(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 100_000) return Math.round(value * 1000);
  throw wrongValue('metres from 0 to 100000 are expected.', '应为 0 到 100000 的米数。');
}

function twoNeeded(): DomainError {
  return new DomainError(
    'batches_needed',
    'Name two batches of outfalls, like atlas match 4 9; or ask for the near duplicates with --review.',
    '请给出两个排污口批次，如 atlas match 4 9；或用 --review 查看疑似重复。',
  );
}
