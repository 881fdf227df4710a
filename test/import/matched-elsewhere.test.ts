/** A row that a number alone puts onto an outfall far away is taken and said, never silently. */
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

const load = (name: string, rows: string) =>
  importFile(db, {
    file: fileOf(name, `编号,名称,经度,纬度\n${rows}`),
    district: { key: 'numbers' },
    layer: 'outfalls',
    crs: 'EPSG:4490',
  });

it('warns where the number of another register meets an outfall of ours', async () => {
  await load('survey-2016.csv', '1,东桥南,121.10000,31.10000\n2,西桥,121.11000,31.10000\n3,北闸,121.12000,31.10000\n');
  const { issues, rows_changed } = await load(
    'signs-2022.csv',
    // remeasured by 30 m, another outfall 955 m off, the same place renamed
    '1,东桥南,121.10031,31.10000\n2,镇中心,121.12001,31.10000\n3,北闸泵站,121.12000,31.10000\n',
  );
  expect(rows_changed).toBe(3);
  expect(issues.map(({ row, code, field, value }) => [row, code, field, value])).toEqual([
    [2, 'matched_elsewhere', 'source_id', '2'],
  ]);
  expect(issues[0].reason_en).toMatch(/outfall 2 \(西桥, which lay 95\d m away\).*--map source_id=/);
  expect(issues[0].reason_zh).toMatch(/排污口 2（西桥，原位置相距 95\d 米）/);
});
