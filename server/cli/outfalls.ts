/** `atlas outfalls`: the register's outfalls, one by one and as a list; edits stand in outfalls-edit.ts. */
import { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import { outfallFieldsAt, outfallHistory } from '../register/outfall-history.ts';
import { bodyLines } from '../report/bodies/lines.ts';
import { flagLines, linkLines, recordLines } from '../report/dossier/card-lines.ts';
import { dossierHtml } from '../report/dossier/dossier.ts';
import type { OutfallFlag } from '../report/dossier/outfall-flags.ts';
import { parseScope } from '../report/facets/scope.ts';
import { type OutfallCard, outfallCard } from '../report/outfall-card.ts';
import {
  fieldColumn,
  OUTFALL_COLUMNS,
  OUTFALL_SHOWN,
  OUTFALL_TABLE_COLUMNS,
  type OutfallQuery,
  outfallRows,
} from '../report/outfall-list.ts';
import { outfallsInScope } from '../report/outfall-scope.ts';
import type { Report, Row } from '../report/report.ts';
import { type CardLine, surroundingLines } from '../report/surroundings/lines.ts';
import type { Surrounding } from '../report/surroundings/surroundings.ts';
import type { Bodies } from '../rules/bodies/bodies-of.ts';
import { type AnswerOptions, answer, footer, openSnapshot, withAnswerOptions, withScopeOption } from './answer.ts';
import type { CommandContext } from './context.ts';
import { type AroundOptions, printDepartments, printOutfallList, withAroundOptions } from './outfalls-around.ts';
import { addCommand, editCommand, parseDay } from './outfalls-edit.ts';
import { type FlagOptions, printFlags, withFlagOptions } from './outfalls-flags.ts';
import { wrongValue } from './usage-refusal.ts';

interface ListOptions extends AnswerOptions, OutfallQuery, FlagOptions, AroundOptions {
  stage?: string;
  scope?: string;
}

interface ShowOptions extends AnswerOptions {
  private?: boolean;
  knownAt?: string;
}

export function outfallsCommand(context: CommandContext): Command {
  const list = withScopeOption(withAroundOptions(withFlagOptions(withAnswerOptions(new Command('list')))))
    .description('outfalls by id, with what anyone may see of them; with --flag those in or near protected zones')
    .option('--status <status>', 'suspect, confirmed or rejected')
    .option('--type <type>', 'industrial, urban_wwtp, agricultural or other')
    .option('--stage <stage>', 'not_started, in_work or done')
    .option('--river <name>', 'linked to a river of this name')
    .option('--town <name>', 'in the town of this name')
    .option('--limit <count>', 'at most so many rows', parseCount)
    .option('--after <id>', 'only ids above this one: the last of the page before', parseCount)
    .action((options: ListOptions) => printerOf(options)(context, options));
  const show = withAnswerOptions(new Command('show'))
    .description('one outfall')
    .argument('<id>', 'its id', parseCount)
    .option('--private', 'also parties, permit and phones, which are not public')
    .option('--known-at <date>', 'as the register stood at the end of this day', parseDay)
    .action((id: number, options: ShowOptions) => printOutfall(context, id, options));
  const history = withAnswerOptions(new Command('history'))
    .description('who changed which field of an outfall when; not public')
    .argument('<id>', 'its id', parseCount)
    .action((id: number, options: AnswerOptions) => printHistory(context, id, options));
  return new Command('outfalls')
    .description('the outfalls of a district: list, show, edit, add, history')
    .addCommand(list, { isDefault: true })
    .addCommand(show)
    .addCommand(editCommand(context))
    .addCommand(addCommand(context))
    .addCommand(history);
}

function printerOf({
  flag,
  list,
  group,
}: ListOptions): (context: CommandContext, options: ListOptions) => Promise<void> {
  if (flag) return printFlags;
  if (list) return printOutfallList;
  return group ? printDepartments : printList;
}

export function parseCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw wrongValue('write a whole number.', '请写整数。');
}

async function printList(context: CommandContext, { stage, ...options }: ListOptions): Promise<void> {
  const scope = parseScope(options.scope);
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const scoped = scope ? await outfallsInScope(db, await openSnapshot(context, options), scope) : undefined;
  // what is not listed must not be read as none, whatever the format
  for (const note of scoped?.unchecked ?? []) context.err(`${note}\n`);
  const rows = await outfallRows(db, district.key, { ...options, handleStage: stage, ids: scoped?.ids });
  const columns = options.format === 'table' ? OUTFALL_TABLE_COLUMNS : OUTFALL_COLUMNS;
  const notes = [...(scoped?.notes ?? []), ...(await footer(context, district))];
  const next = rows.length > 0 && rows.length === options.limit ? String(rows[rows.length - 1].id) : null;
  if (next !== null) notes.unshift(`续页 next page: --after ${next}`);
  const title = { zh: '排污口', en: 'Outfalls' };
  const geometries = () => rows.map(pointOf);
  await answer(context, { title, columns, rows, notes, geometries, of: district, beside: { next } }, options);
}

function pointOf({ lon, lat }: Row): object | null {
  return typeof lon === 'number' ? { type: 'Point', coordinates: [lon, lat] } : null;
}

async function printOutfall(context: CommandContext, id: number, options: ShowOptions): Promise<void> {
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const row = options.knownAt
    ? await knownRow(context, district.key, id, options)
    : await currentRow(context, district.key, id, options);
  const title = { zh: `排污口 ${id}`, en: `Outfall ${id}` };
  const known = options.knownAt ? [`截至 known at ${options.knownAt}${row ? '' : '：当时没有 there was none'}`] : [];
  const notes = [...known, ...(await footer(context, district))];
  const rows = row ? [row] : [];
  const whole = { title, columns: rows.flatMap((each) => Object.keys(each).map(fieldColumn)), rows, notes };
  const isRead = options.format === 'table' || options.format === 'html';
  if (options.format === 'html' && !options.knownAt) {
    const embedded = notes.filter((note) => note.endsWith('embedded database'));
    const page = await dossierHtml(db, district.key, id, { reveal: options.private ?? false, notes: embedded });
    return answer(context, { ...whole, page: () => page }, options);
  }
  await answer(context, isRead ? upright(whole) : { ...whole, geometries: () => rows.map(pointOf) }, options);
}

async function currentRow(context: CommandContext, district: string, id: number, options: ShowOptions): Promise<Row> {
  const card = await outfallCard(await context.open(), district, id, { reveal: options.private ?? false });
  const { link, private: hidden, records, flags, surroundings, bodies, ...fields } = card;
  const place = { river: link?.river, measure_m: link?.measure_m, bank: link?.bank, link_status: link?.status };
  const row = inOrder({ ...fields, ...hidden, ...place });
  return { ...row, records: records.length > 0 ? records : null, link, flags, surroundings, bodies };
}

async function knownRow(
  context: CommandContext,
  district: string,
  id: number,
  options: ShowOptions,
): Promise<Row | null> {
  const fields = await outfallFieldsAt(await context.open(), district, id, options.knownAt!);
  if (fields === null) return null;
  const publicOnly = new Set(OUTFALL_COLUMNS.map(({ key }) => key)).add('merged_into');
  const seen = Object.entries(fields).filter(([key]) => options.private || publicOnly.has(key));
  return inOrder({ id, ...Object.fromEntries(seen) });
}

function inOrder(row: Row): Row {
  return Object.fromEntries(OUTFALL_SHOWN.filter((key) => key in row).map((key) => [key, row[key] ?? null]));
}

/** One field a line: what a person reads; empty fields are left out. */
function upright({ title, columns, rows, notes }: Report): Report {
  const [row] = rows;
  const filled = columns.filter(({ key }) => row[key] !== null);
  return {
    title,
    columns: [
      { key: 'field', zh: '字段', en: 'field' },
      { key: 'label', zh: '名称', en: 'label' },
      { key: 'value', zh: '值', en: 'value' },
    ],
    rows: filled.flatMap(({ key, zh }) => linesOf(key, row[key]) ?? [{ field: key, label: zh, value: row[key] }]),
    notes,
  };
}

/** What is more than a value is a line for each of its parts. */
function linesOf(key: string, value: unknown): Row[] | undefined {
  return CARD_LINES[key]?.(value).map(({ field, label, value: said }) => ({ field, label: label.zh, value: said.zh }));
}

const CARD_LINES: Record<string, (value: unknown) => CardLine[]> = {
  records: (value) => recordLines(value as OutfallCard['records']),
  link: (value) => linkLines(value as OutfallCard['link']),
  flags: (value) => flagLines(value as OutfallFlag[]),
  surroundings: (value) => surroundingLines(value as Surrounding[]),
  bodies: (value) => bodyLines(value as Bodies),
};

const HISTORY: Pick<Report, 'title' | 'columns'> = {
  title: { zh: '变更历史', en: 'History' },
  columns: [
    { key: 'version', zh: '数据版本', en: 'version' },
    { key: 'at', zh: '时间', en: 'at' },
    { key: 'author', zh: '作者', en: 'author' },
    { key: 'kind', zh: '来源', en: 'kind' },
    { key: 'batch', zh: '批次', en: 'batch' },
    { key: 'field', zh: '字段', en: 'field' },
    { key: 'before', zh: '原值', en: 'before' },
    { key: 'after', zh: '新值', en: 'after' },
    { key: 'reason', zh: '理由', en: 'reason' },
  ],
};

/** One row per field that changed; a change without one still has its row. */
async function printHistory(context: CommandContext, id: number, options: AnswerOptions): Promise<void> {
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const rows = (await outfallHistory(db, district.key, id)).flatMap(({ changes, ...entry }) =>
    (changes.length > 0 ? changes : [{ field: null, before: null, after: null }]).map((change) => ({
      ...entry,
      ...change,
    })),
  );
  await answer(context, { ...HISTORY, rows, notes: await footer(context, district), of: district }, options);
}
