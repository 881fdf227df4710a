/** Rows into one table: new ones by binary COPY, matched ones compared and updated by the database in one statement. */
import type { Executor } from '../db/database.ts';
import { type CopyType, encodeCopy } from './pgcopy.ts';
import { type EditedValue, keepEdited } from './store/edited-values.ts';
import { Identities, type Identity, matchRows } from './store/match.ts';
import type { TouchedRows, TouchedTable } from './touched.ts';

/** The batch that writes. */
export interface Writing {
  tx: Executor;
  district: string;
  batchId: number;
}

export interface Column {
  name: string;
  type: CopyType;
  /** The column of its day, emptied where this one takes another value: the old day was the old value's. */
  datedBy?: string;
  /** What a new row starts with; the file says nothing of it, so rows that stand keep theirs. */
  onlyNew?: boolean;
  /** What stands where a cell is empty. */
  fallback?: string | number;
}

export interface LoadRow {
  /** Rows of the file it stands for: 0 for the second part of a multi-line. */
  weight: number;
  /** In the order of the columns. */
  cells: unknown[];
  /** Columns whose cell of the file is empty although a fallback stands in `cells`. */
  silent?: readonly string[];
}

export interface IdentifiedRow extends LoadRow {
  identity: Identity;
}

export interface Counts {
  new: number;
  changed: number;
  same: number;
}

export interface Loaded {
  touched: TouchedRows;
  counts: Counts;
  /** The id of each row, in their order. */
  ids: Int32Array;
  /** What people had written by hand in the rows that changed. */
  edited: EditedValue[];
}

/** Matches, then writes. Columns the file does not have keep what earlier batches or people put there. */
export async function loadRows(
  writing: Writing,
  table: TouchedTable,
  columns: Column[],
  rows: IdentifiedRow[],
): Promise<Loaded> {
  const ids = await matchRows(writing, table, Identities.of(rows.map(({ identity }) => identity)));
  return writeRows(writing, table, columns, { rows, ids });
}

/** Writes rows whose ids are known (0 = new; filled in here). */
export async function writeRows(
  writing: Writing,
  table: TouchedTable,
  columns: Column[],
  { rows, ids }: { rows: LoadRow[]; ids: Int32Array },
): Promise<Loaded> {
  const isNew = Uint8Array.from(ids, (id) => (id === 0 ? 1 : 0));
  const added = await insertNew(writing, table, columns, { rows, ids });
  const { changed, edited } = await updateMatched(writing, table, columns, { rows, ids, isNew });
  const counts: Counts = { new: 0, changed: 0, same: 0 };
  for (let i = 0; i < rows.length; i++)
    counts[isNew[i] ? 'new' : changed.has(ids[i]) ? 'changed' : 'same'] += rows[i].weight;
  return { touched: { new: added, changed: [...changed].sort((a, b) => a - b), removed: [] }, counts, ids, edited };
}

const KEYS: CopyType[] = ['text', 'int4', 'int4']; // district, id, batch_id

async function insertNew(
  { tx, district, batchId }: Writing,
  table: TouchedTable,
  columns: Column[],
  { rows, ids }: { rows: LoadRow[]; ids: Int32Array },
): Promise<number[]> {
  const added: number[] = [];
  const unnumbered = rows.map((_row, i) => i).filter((i) => ids[i] === 0);
  if (unnumbered.length === 0) return added;
  let id = await nextIds(tx, district, table, unnumbered.length);
  for (const i of unnumbered) {
    ids[i] = id++;
    added.push(ids[i]);
  }
  await tx.copyIn(
    `register.${table}`,
    ['district', 'id', 'batch_id', ...columns.map(({ name }) => name)],
    encodeCopy(
      [...KEYS, ...columns.map(({ type }) => type)],
      numbered(unnumbered, { rows, ids, keys: [district, batchId] }),
    ),
  );
  return added;
}

/** Hot: one array serves all rows, since each is encoded before the next is asked for (bench: import). */
function* numbered(
  indexes: readonly number[],
  { rows, ids, keys: [district, batchId] }: { rows: LoadRow[]; ids: Int32Array; keys: [string, number] },
): Generator<readonly unknown[]> {
  const row: unknown[] = [district, 0, batchId];
  for (const i of indexes) {
    row[1] = ids[i];
    const { cells } = rows[i];
    for (let c = 0; c < cells.length; c++) row[KEYS.length + c] = cells[c];
    yield row;
  }
}

function* prefixed(indexes: Iterable<number>, row: (i: number) => unknown[]): Generator<unknown[]> {
  for (const i of indexes) yield row(i);
}

/** The first of `count` consecutive ids. */
export async function nextIds(tx: Executor, district: string, table: string, count: number): Promise<number> {
  const [{ first }] = await tx.query<{ first: number }>('select register.next_ids($1, $2, $3) as first', [
    district,
    table,
    count,
  ]);
  return first;
}

/** Stages the matched rows beside the table and lets the database find and write the ones that differ. */
async function updateMatched(
  writing: Writing,
  table: TouchedTable,
  columns: Column[],
  { rows, ids, isNew }: { rows: LoadRow[]; ids: Int32Array; isNew: Uint8Array },
): Promise<{ changed: Set<number>; edited: EditedValue[] }> {
  const matched = rows.map((_row, i) => i).filter((i) => !isNew[i]);
  const said = columns.filter(({ onlyNew }) => !onlyNew);
  if (matched.length === 0 || said.length === 0) return { changed: new Set(), edited: [] };
  const staged = await stage(writing, table, columns, { rows, ids, matched });
  const names = said.map(({ name }) => name);
  const values = new Map(said.map(({ name, fallback }) => [name, stagedValue(name, fallback)]));
  const differs = `row(${names.map((name) => `t.${name}`)}) is distinct from row(${[...values.values()]})`;
  const edited = table === 'outfall' ? await keepEdited(writing, { staged, names, differs }) : [];
  const sets = names.map((name) => `${name} = ${values.get(name)}`);
  const updated = await writing.tx.query<{ id: number }>(
    `update register.${table} as t set ${['batch_id = $2', ...sets, ...undated(said, values)].join(', ')}
       from ${staged} as s
      where t.district = $1 and t.id = s.id and ${differs}
      returning t.id`,
    [writing.district, writing.batchId],
  );
  return { changed: new Set(updated.map(({ id }) => id)), edited };
}

/** The staged value, in SQL: a cell that says nothing is staged as null. */
function stagedValue(name: string, fallback: Column['fallback']): string {
  return fallback === undefined ? `s.${name}` : `coalesce(s.${name}, '${fallback}')`;
}

/** @returns the temporary table with the matched rows */
async function stage(
  { tx }: Writing,
  table: TouchedTable,
  columns: Column[],
  { rows, ids, matched }: { rows: LoadRow[]; ids: Int32Array; matched: number[] },
): Promise<string> {
  const said = columns.map((_column, c) => c).filter((c) => !columns[c].onlyNew);
  const names = said.map((c) => columns[c].name);
  const staged = `import_${table}`;
  await tx.query(
    `create temp table if not exists ${staged} on commit drop as select id, ${names} from register.${table} where false`,
  );
  await tx.query(`truncate ${staged}`); // a piece before this one may have filled it
  const cellOf = ({ cells, silent }: LoadRow, c: number) => (silent?.includes(columns[c].name) ? null : cells[c]);
  await tx.copyIn(
    staged,
    ['id', ...names],
    encodeCopy(
      ['int4', ...said.map((c) => columns[c].type)],
      prefixed(matched, (i) => [ids[i], ...said.map((c) => cellOf(rows[i], c))]),
    ),
  );
  return staged;
}

function undated(columns: Column[], values: Map<string, string>): string[] {
  return columns.flatMap(({ name, datedBy }) =>
    datedBy
      ? [`${datedBy} = case when t.${name} is distinct from ${values.get(name)} then null else t.${datedBy} end`]
      : [],
  );
}
