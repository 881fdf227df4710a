/** The rows of the register as they stood at a version, put under another key: what stands now, less what came after. */
import type { Executor } from '../../db/database.ts';
import type { TouchedTable } from '../../import/touched.ts';

/** What the ledger follows from, in an order in which rows may refer to those before; records come after them. */
export const NETWORK_TABLES = [
  'town',
  'river',
  'source_segment',
  'water_body',
  'survey_track',
] as const satisfies readonly TouchedTable[];
/** What the ledger does not follow from, and scopes and the net of squares ask. */
export const AREA_TABLES = ['park', 'residential_area'] as const satisfies readonly TouchedTable[];
export type LedgerTable = (typeof NETWORK_TABLES)[number] | (typeof AREA_TABLES)[number] | 'survey_record';
/** Rows that are looked at only: nothing is derived from them. */
export type PlainTable = 'outfall' | 'target';

export interface Past {
  district: string;
  version: number;
  /** The key the past is put under. */
  under: string;
}

/**
 * Rows no change after the version touched stand as they are; of the others the first such change kept what they were
 * (nothing, when it inserted them).
 * @returns the ids, ascending
 */
export async function copyPastRows(tx: Executor, past: Past, table: LedgerTable | PlainTable): Promise<number[]> {
  const columns = await columnsOf(tx, table);
  await tx.query(
    `with after as (${FIRST_AFTER})
     insert into register.${table} (district, ${columns})
     select $2, ${columns} from register.${table} t
      where t.district = $1 and not exists (select from after a where a.row_id = t.id)
      union all
     select $2, ${columns}
       from after a cross join lateral jsonb_populate_record(null::register.${table}, a.before) b
      where a.operation <> 'insert'`,
    [past.district, past.under, table, past.version],
  );
  const rows = await tx.query<{ id: number }>(`select id from register.${table} where district = $1 order by id`, [
    past.under,
  ]);
  return rows.map(({ id }) => id);
}

/** The first change of each row after a version. $1 district, $3 table, $4 version */
const FIRST_AFTER = `
  select distinct on (row_id) row_id, operation, before from register.change_row
   where district = $1 and table_name = $3 and version > $4 order by row_id, id`;

async function columnsOf(tx: Executor, table: string): Promise<string> {
  const columns = await tx.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'district' order by attnum`,
    [`register.${table}`],
  );
  return columns.map(({ name }) => name).join(', ');
}

/**
 * The district's own row, with the settings it had.
 * @returns whether they are others than today's
 */
export async function copyPastDistrict(tx: Executor, { district, version, under }: Past): Promise<boolean> {
  const [{ changed }] = await tx.query<{ changed: boolean }>(
    `with was as (
       select before from register.change
        where district = $1 and table_name = 'district' and version > $2 order by id limit 1),
     placed as (
       insert into register.district
       select r.* from register.district d cross join lateral jsonb_populate_record(d, coalesce((select before from was), '{}')
                || jsonb_build_object('key', $3::text, 'number', $4::int, 'version', $2::bigint, 'derived_version', $2::bigint,
                                      'version_xid', null, 'derived_tables', '{}'::text[], 'edited_tables', '{}'::text[])) r
        where d.key = $1)
     select exists (select from was) as changed`,
    [district, version, under, freeNumber()],
  );
  return changed;
}

/** Stands beside the numbers of real districts for the length of a transaction that is rolled back. */
function freeNumber(): number {
  return 1_000_001 + Math.floor(Math.random() * 1_000_000);
}
