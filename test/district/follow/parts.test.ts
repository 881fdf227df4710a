/** The map from tables to parts is held against the tables that PostgreSQL says were read, and their triggers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Executor } from '../../../server/db/database.ts';
import { getDistrict } from '../../../server/district/district.ts';
import { PART_NAMES, PARTS, type Part, type Parts } from '../../../server/district/follow/parts.ts';
import { testDatabase } from '../../support/database.ts';
import { KEY } from '../small-district.ts';
import { loadSurrounded } from './surrounded.ts';

describe('the parts of a snapshot', () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
    await loadSurrounded(db);
    // where a table is empty a plan may never come to read the next
    for (const table of TABLES)
      expect(
        (await db.query(`select from register.${table} where district = $1`, [KEY])).length,
        table,
      ).toBeGreaterThan(0);
  });
  afterAll(() => db.close());

  it('know every table that they are read from', async () => {
    const read = await readByPart(db);
    expect(read).toEqual(Object.fromEntries(PART_NAMES.map((name) => [name, expect.anything()])));
    for (const name of PART_NAMES)
      expect(
        read[name].filter((table) => !PARTS[name].tables.includes(table)),
        name,
      ).toEqual([]);
    expect(new Set(Object.values(read).flat())).toEqual(new Set(TABLES));
  });

  it('are told by triggers of every statement on them, and tables read again by row note rows', async () => {
    const triggers = await db.query<{ name: string; noted: string }>(
      `select c.relname as name, string_agg(distinct coalesce(encode(t.tgargs, 'escape'), ''), ' ') as noted
         from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where t.tgfoid = 'register.touch_version'::regproc and t.tgenabled = 'O' and not t.tgname ~ 'truncate'
        group by 1 having count(*) = 3`,
    );
    const noted = new Map(triggers.map((each) => [each.name, each.noted.replace('\\000', '')]));
    expect(TABLES.filter((table) => !noted.has(table))).toEqual([]);
    expect(Object.fromEntries([...noted].filter(([, column]) => column !== ''))).toEqual({
      outfall: 'id',
      outfall_link: 'route_id',
      survey_record: 'id',
      survey_track: 'id',
      surveyed_range: 'route_id',
    });
  });
});

const TABLES = [...new Set(PART_NAMES.flatMap((name) => PARTS[name].tables))];

/** Tables of schema register that each part's reading scanned, those inside functions too. */
async function readByPart(db: Database): Promise<Record<Part, string[]>> {
  const { key } = await getDistrict(db, KEY);
  const read: Partial<Record<Part, string[]>> = {};
  const parts: Partial<Parts> = {};
  await db.transaction(async (tx) => {
    for (const name of PART_NAMES) {
      const before = await scansOf(tx);
      Object.assign(parts, { [name]: await PARTS[name].read(tx, key, parts as Parts) });
      const after = await scansOf(tx);
      read[name] = [...after.keys()].filter((table) => after.get(table) !== before.get(table));
    }
  });
  return read as Record<Part, string[]>;
}

/** Scans of each table that this session has counted and not yet handed to the statistics. */
async function scansOf(tx: Executor): Promise<Map<string, number>> {
  const rows = await tx.query<{ name: string; scans: number }>(
    `select relname as name, coalesce(seq_scan, 0) + coalesce(idx_scan, 0) as scans
       from pg_stat_xact_user_tables where schemaname = 'register' order by 1`,
  );
  return new Map(rows.map(({ name, scans }) => [name, scans]));
}
