/** Takes an import back: its before-images are replayed and what follows from the rows is derived again. */
import type { Database, Executor } from '../db/database.ts';
import { REANCHORED } from '../district/derive/author.ts';
import { DomainError } from '../errors.ts';
import type { Issue } from '../import/issues.ts';
import type { Progress } from '../import/request.ts';
import type { Touched, TouchedRows, TouchedTable } from '../import/touched.ts';
import { builtUpon } from './built-upon.ts';
import { laterChanges } from './later-changes.ts';

export interface UndoReport {
  district: string;
  batch: number;
  layer: string;
  file_name: string;
  /** Rows of the file, as the import counted them: the new ones are gone, the changed ones are as they were. */
  rows_removed: number;
  rows_restored: number;
  /** The same in rows of the register's tables. */
  tables: { table: string; removed: number; restored: number }[];
  /** Reviewed links, records and zones that moved with the routes, found or lost their place. */
  issues: Issue[];
}

export type Derive = (tx: Executor, touched: Touched) => Promise<readonly Issue[]>;

/**
 * Undoes one batch in one transaction.
 * @throws DomainError `batch_unknown`, `batch_undone`, `batch_built_upon` (a later batch or a person changed the same rows).
 */
export async function undoBatch(
  db: Database,
  district: string,
  batch: number,
  author: string,
  derive: Derive,
  progress?: Progress,
): Promise<UndoReport> {
  return db.transaction(async (tx) => {
    const [{ version }] = await tx.query<{ version: number }>('select register.write_version($1) as version', [
      district,
    ]);
    const { layer, file_name, rows_new, rows_changed } = await getUndoable(tx, district, batch);
    await refuseIfBuiltUpon(tx, district, batch);
    // the history then knows whose rows these were: an undone batch stands in nobody's way
    await tx.query(`select set_config('atlas.author', $1, true), set_config('atlas.batch_id', $2, true)`, [
      author,
      String(batch),
    ]);
    progress?.step('restore');
    const rows: Touched['rows'] = {};
    for (const table of await touchedTables(tx, district, batch))
      rows[table] = await replay(tx, district, batch, table);
    progress?.done(Object.values(rows).reduce((sum, each) => sum + countOf(each), 0));
    await tx.query('update register.import_batch set undone_at = now() where district = $1 and id = $2', [
      district,
      batch,
    ]);
    progress?.step('derive');
    const issues = await derive(tx, { district, version, batchId: null, rows, undone: batch });
    progress?.done();
    const counts = { rows_removed: rows_new, rows_restored: rows_changed, tables: tablesOf(rows) };
    return { district, batch, layer, file_name, ...counts, issues: [...issues] };
  });
}

const countOf = ({ new: brought, changed, removed }: TouchedRows) => brought.length + changed.length + removed.length;

interface Undoable {
  layer: string;
  file_name: string;
  undone_at: string | null;
  rows_new: number;
  rows_changed: number;
}

async function getUndoable(tx: Executor, district: string, batch: number): Promise<Undoable> {
  const [row] = await tx.query<Undoable>(
    `select layer, file_name, undone_at, rows_new, rows_changed from register.import_batch
      where district = $1 and id = $2`,
    [district, batch],
  );
  if (!row) throw new DomainError('batch_unknown', `There is no batch ${batch}.`, `没有批次 ${batch}。`, 404);
  if (row.undone_at !== null)
    throw new DomainError('batch_undone', `Batch ${batch} is undone already.`, `批次 ${batch} 已经撤销。`, 409);
  return row;
}

async function refuseIfBuiltUpon(tx: Executor, district: string, batch: number): Promise<void> {
  const later = await laterChanges(tx, district, batch);
  if (later.length > 0) throw builtUpon(batch, later);
}

async function touchedTables(tx: Executor, district: string, batch: number): Promise<TouchedTable[]> {
  const rows = await tx.query<{ table_name: TouchedTable }>(
    `select distinct table_name from register.change
      where district = $1 and batch_id = $2 and author <> $3 order by 1`,
    [district, batch, REANCHORED],
  );
  return rows.map(({ table_name }) => table_name);
}

/** The state of a row before the batch is what its first change by the batch says. */
async function replay(tx: Executor, district: string, batch: number, table: TouchedTable): Promise<TouchedRows> {
  const firsts = await tx.query<{ operation: string; ids: number[] }>(
    `select operation, array_agg(row_id order by row_id)::int[] as ids
       from (select distinct on (row_id) row_id, operation from register.change_row
              where district = $1 and batch_id = $2 and table_name = $3 and author <> $4 order by row_id, id) f
      group by operation`,
    [district, batch, table, REANCHORED],
  );
  const ids = (operation: string) => firsts.find((first) => first.operation === operation)?.ids ?? [];
  const [removed, changed, brought] = [ids('insert'), ids('update'), ids('delete')];
  await tx.query(`delete from register.${table} where district = $1 and id = any($2::int[])`, [district, removed]);
  await restore(tx, district, batch, table, [...changed, ...brought]);
  return { new: brought, changed, removed };
}

async function restore(
  tx: Executor,
  district: string,
  batch: number,
  table: TouchedTable,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  const columns = await tx.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [`register.${table}`],
  );
  const assignments = columns.map(({ name }) => `${name} = excluded.${name}`).join(', ');
  await tx.query(
    `insert into register.${table}
     select (jsonb_populate_record(null::register.${table}, f.before)).*
       from (select distinct on (row_id) row_id, before from register.change
              where district = $1 and batch_id = $2 and table_name = $3 and author <> $4 and row_id = any($5::int[])
              order by row_id, id) f
         on conflict (district, id) do update set ${assignments}`,
    [district, batch, table, REANCHORED, ids],
  );
}

function tablesOf(rows: Touched['rows']): UndoReport['tables'] {
  return Object.entries(rows).map(([table, { new: brought, changed, removed }]) => ({
    table,
    removed: removed.length,
    restored: brought.length + changed.length,
  }));
}
