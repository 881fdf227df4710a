/** The rows that tests begin with are put back as they were, whatever a test did to them. */
import { expect, it } from 'vitest';
import { KEY, load, loadAll, OUTFALLS, PARTS, RECORDS, TOWNS } from '../district/small-district.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';

let first: Record<string, unknown>[] | undefined;

const db = await emptiedDatabase(async (db) => {
  expect(first).toBeUndefined(); // filled once
  await loadAll(db, PARTS);
  await db.query(`insert into register.removed_district (key, version) values ('gone', 5)`);
});

/** By psql's eyes: every table with its rows as text. */
async function held(): Promise<Record<string, unknown>[]> {
  const tables = await db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('register', 'tiles') order by 1`,
  );
  const rows = [];
  for (const { name } of tables)
    rows.push({ name, rows: await db.query(`select md5(t::text) as row from ${name} t order by 1`) });
  return rows;
}

const EDITS = {
  none: async () => {},
  'a district deleted': async () => {
    await db.query('delete from register.district where key = $1', [KEY]);
  },
  'an import': async () => {
    await load(db, RECORDS);
  },
  'another district': async () => {
    await loadAll(db, [TOWNS, OUTFALLS], 'other');
  },
  'edits without triggers': async () => {
    await db.transaction((tx) =>
      tx.run(`set local session_replication_role = replica;
        update register.route set length_mm = length_mm + 1; delete from register.import_batch`),
    );
  },
  'the last look': async () => {},
};

it.each(Object.entries(EDITS))('after %s', async (_, edit) => {
  const now = await held();
  first ??= now;
  expect(now).toEqual(first);
  expect(now.filter(({ rows }) => (rows as unknown[]).length > 0).length).toBeGreaterThan(12);
  await edit();
});
