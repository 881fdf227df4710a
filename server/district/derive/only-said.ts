/** Edits of what is only said of rivers, towns and waters: their lines and areas are derived from nothing of it. */
import type { Executor } from '../../db/database.ts';
import type { Touched } from '../../import/touched.ts';
import { followLakes } from './lakes.ts';

type Rows = Touched['rows'];

/** Columns that nothing is cut, measured or tied by. Of names follow spellings, and of rivers' names links. */
const SAID = {
  river: ['batch_id', 'code', 'name', 'level', 'official_length_mm', 'chief'],
  town: ['batch_id', 'source_id', 'name'],
  water_body: ['batch_id', 'source_id', 'name', 'level', 'official_length_mm'],
} as const;
const TABLES = Object.keys(SAID) as (keyof typeof SAID)[];

/** Rivers that bear another name than when links were made, and their names then and now. */
export interface Renamed {
  rivers: number[];
  names: (string | null)[];
}

export interface SaidAside {
  /** Without rows of which only that is another than before. */
  rows: Rows;
  renamed: Renamed;
}

/** Entries of lakes say what their lakes say when this is done. */
export async function setSaidAside(tx: Executor, { district, version, rows }: Touched): Promise<SaidAside> {
  const left = { ...rows };
  const renamed: Renamed = { rivers: [], names: [] };
  for (const table of TABLES) {
    const said = await onlySaid(tx, { district, version, rows }, table);
    left[table] = without(rows[table], said);
    if (left[table] === undefined) delete left[table];
    if (table === 'river') note(renamed, said);
    if (table === 'water_body') note(renamed, await entriesOf(tx, district, said));
  }
  return { rows: left, renamed };
}

interface Named {
  id: number;
  was: string | null;
  name: string | null;
}

function note({ rivers, names }: Renamed, list: readonly Named[]): void {
  for (const { id, was, name } of list)
    if (was !== name) {
      rivers.push(id);
      names.push(was, name);
    }
}

/** Held against the row as it was when all was derived last. What the history does not tell of is another row for all we know. */
async function onlySaid(
  tx: Executor,
  { district, version, rows }: Pick<Touched, 'district' | 'version' | 'rows'>,
  table: keyof typeof SAID,
): Promise<Named[]> {
  const changed = rows[table]?.changed ?? [];
  if (changed.length === 0) return [];
  return tx.query<Named>(
    `select t.id, f.before ->> 'name' as was, t.name
       from (select distinct on (c.row_id) c.row_id, c.operation, c.before
               from register.change c join register.district d on d.key = c.district
              where c.district = $1 and c.table_name = '${table}' and c.row_id = any($3::int[])
                and c.version > d.derived_version and c.version <= $2
              order by c.row_id, c.id) f
       join register.${table} t on t.district = $1 and t.id = f.row_id
      where f.operation = 'update' and jsonb_populate_record(t, f.before - $4::text[]) = t`,
    [district, version, changed, [...SAID[table]]],
  );
}

function without(touched: Rows[keyof Rows], said: readonly Named[]): Rows[keyof Rows] {
  if (!touched || said.length === 0) return touched;
  const ids = new Set(said.map(({ id }) => id));
  const changed = touched.changed.filter((id) => !ids.has(id));
  const isLeft = touched.new.length + changed.length + touched.removed.length > 0;
  return isLeft ? { ...touched, changed } : undefined;
}

async function entriesOf(tx: Executor, district: string, waters: readonly Named[]): Promise<Named[]> {
  const ids = waters.map(({ id }) => id);
  if (ids.length === 0) return [];
  const named = () =>
    tx.query<Omit<Named, 'was'>>(
      `select v.id, v.name from register.river v
        where v.district = $1 and v.id in (select river_id from register.water_body where district = $1 and id = any($2::int[]))`,
      [district, ids],
    );
  const before = new Map((await named()).map(({ id, name }) => [id, name]));
  await followLakes(tx, district, ids);
  return (await named()).map(({ id, name }) => ({ id, was: before.get(id)!, name }));
}
