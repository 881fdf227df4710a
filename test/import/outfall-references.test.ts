/** References to outfalls are checked by the outfall's key, whatever the planner was told of the table before. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { importFile } from '../../server/import/import.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf } from './files.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const ROWS = 2000;

it('finds an outfall by its key after many came into a table that was known as empty', async () => {
  await db.run('vacuum analyze register.outfall'); // as autovacuum leaves it after a district was deleted
  const rows = Array.from({ length: ROWS }, (_, i) => `${i},${(121 + i / 1e4).toFixed(4)},31.1`);
  const file = fileOf('many-outfalls.csv', `编号,经度,纬度\n${rows.join('\n')}\n`);
  const report = await importFile(db, { file, district: { key: 'many' }, layer: 'outfalls', crs: 'EPSG:4490' });
  expect(report.rows_new).toBe(ROWS);
  // as PostgreSQL asks for each row that references one
  const plan = await db.transaction(async (tx) => {
    await tx.run(`prepare reference (text, int) as
      select 1 from only register.outfall x where district = $1 and id = $2 for key share of x`);
    return JSON.stringify(await tx.query(`explain (format json) execute reference ('many', 7)`));
  });
  expect(plan).toContain('"Index Name":"outfall_pkey"');
  const [{ kept }] = await db.query<{ kept: number }>('select count(*)::int as kept from register.outfall_batch');
  expect(kept).toBe(ROWS);
});

it('finds an outfall by the number under whose header both registers and samples keep it', async () => {
  const register = fileOf('register.csv', '排污口编号,排污口名称,经度,纬度\nW1,甲,121.01,31.1\n');
  const district = { key: 'numbers' };
  await importFile(db, { file: register, district, layer: 'outfalls', crs: 'EPSG:4490' });
  const samples = fileOf('samples.csv', '排污口编号,监测日期,pH\nW1,2023-05-01,7.2\n');
  expect(await importFile(db, { file: samples, district, layer: 'samples' })).toMatchObject({
    rows_new: 1,
    issues: [],
  });
  const both = fileOf('both.csv', '排污口编号,编号,经度,纬度\nW2,7,121.02,31.1\n');
  const { mapping } = await importFile(db, { file: both, district, layer: 'outfalls', crs: 'EPSG:4490' });
  expect(mapping).toMatchObject({ source_id: '编号' });
});
