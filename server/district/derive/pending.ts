/** Edits that no import made (psql, QGIS): found in the history since the version that was last derived from. */
import type { Executor } from '../../db/database.ts';
import type { Touched, TouchedRows, TouchedTable } from '../../import/touched.ts';
import { everyRow, spoiltTables } from './everything.ts';
import { type Renamed, setSaidAside } from './only-said.ts';

type Rows = Touched['rows'];

/** Tables from which nothing is derived. */
const LEAVES_NOTHING = ['outfall_pair', 'review_decision', 'river_set', 'target', 'latin_name'] as const;

interface Edit {
  table_name: TouchedTable | 'district' | 'outfall_link' | (typeof LEAVES_NOTHING)[number];
  operation: 'insert' | 'update' | 'delete';
  ids: number[];
}

const LIST: Record<Edit['operation'], keyof TouchedRows> = { insert: 'new', update: 'changed', delete: 'removed' };

/** What an import touched together with every edit before it that is still to be derived from. */
export interface Pending {
  /** Those of which only what is said of them was edited are not among them. */
  rows: Rows;
  renamed: Renamed;
  /** Settings of the district changed: everything measured with them is made again. */
  settings: boolean;
  /** Outfalls whose link was edited: the link is the editor's, what follows from it is not. */
  links: number[];
  /** Names of rivers, water bodies or towns may be others than those spelled. */
  names: boolean;
  /** All of it is made again; `rows` then has every river, area and town. */
  everything: boolean;
}

/** Everything there is, where a derived table was edited or emptied behind our back: the history does not tell what was in it. */
export async function withPending(tx: Executor, touched: Touched): Promise<Pending> {
  const pending = await editedBefore(tx, touched);
  const spoilt = await spoiltTables(tx, touched.district);
  const everything = touched.isAnew ?? spoilt.some((table) => table !== 'latin_name');
  if (!everything) {
    const aside = await setSaidAside(tx, { ...touched, rows: pending.rows });
    return { ...pending, ...aside, everything, names: pending.names || spoilt.length > 0 };
  }
  const rows = { ...pending.rows, ...(await everyRow(tx, touched, pending.rows)) };
  return { ...pending, rows, renamed: { rivers: [], names: [] }, everything, names: true };
}

async function editedBefore(
  tx: Executor,
  { district, version, rows }: Touched,
): Promise<Omit<Pending, 'renamed' | 'everything'>> {
  const edits = await tx.query<Edit>(
    `select c.table_name, c.operation, coalesce(array_agg(distinct c.row_id) filter (where c.row_id is not null), '{}')::int[] as ids
       from register.change_row c join register.district d on d.key = c.district
      where c.district = $1 and c.version > d.derived_version and c.version < $2
      group by 1, 2`,
    [district, version],
  );
  const merged: Rows = { ...rows };
  for (const edit of edits) if (edit.table_name !== 'district') add(merged, edit);
  const links = edits.flatMap(({ table_name, ids }) => (table_name === 'outfall_link' ? ids : []));
  const isEdited = (table: Edit['table_name']) => edits.some(({ table_name }) => table_name === table);
  const names = Boolean(merged.river || merged.water_body || merged.town) || isEdited('latin_name');
  return { rows: merged, settings: isEdited('district'), links, names };
}

/** A link that was deleted is made again with its outfall; one that was edited is the editor's, as every pair and decision is. */
function add(rows: Rows, { table_name, operation, ids }: Edit): void {
  if ((LEAVES_NOTHING as readonly string[]).includes(table_name)) return;
  if (table_name === 'outfall_link' && operation !== 'delete') return;
  const table = table_name === 'outfall_link' ? 'outfall' : (table_name as TouchedTable);
  const list = table_name === 'outfall_link' ? 'changed' : LIST[operation];
  const held = rows[table] ?? { new: [], changed: [], removed: [] };
  const joined = [...new Set([...held[list], ...ids])].sort((a, b) => a - b);
  rows[table] = { ...held, [list]: joined };
}

/** From now on nothing up to this version is pending. */
export async function markDerived(tx: Executor, district: string, version: number): Promise<void> {
  await tx.query('update register.district set derived_version = $2 where key = $1', [district, version]);
}
