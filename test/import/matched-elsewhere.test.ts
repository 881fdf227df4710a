/** A row that a number alone puts onto an outfall far away is taken and said, never silently. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { importFile } from '../../server/import/import.ts';
import { undoBatch } from '../../server/register/undo.ts';
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

it('names the code where the code matched, and leaving it out is a way out', async () => {
  const codes = (name: string, rows: string, mapping: Record<string, string>) =>
    importFile(db, {
      file: fileOf(name, `标号,名称,经度,纬度,国家级编码\n${rows}`),
      ...{ district: { key: 'codes' }, layer: 'outfalls', crs: 'EPSG:4490', mapping },
    });
  await codes('codes-2016.csv', 'A18,甲口,121.10000,31.10000,FA-310118-0018-GY-00\n', {
    source_id: '标号',
    code: '国家级编码',
  });
  const again = 'B7,乙口,121.13000,31.10000,FA-310118-0018-GY-00\n';
  const { issues, id } = await codes('codes-2022.csv', again, { source_id: '', code: '国家级编码' });
  const [found] = issues.filter(({ code }) => code === 'matched_elsewhere');
  expect([found.field, found.value]).toEqual(['code', 'FA-310118-0018-GY-00']);
  expect([found.reason_en, found.reason_zh]).toEqual([
    expect.stringContaining('--map code='),
    expect.stringContaining('--map code='),
  ]);
  await undoBatch(db, 'codes', id!, 'test', derive);
  const apart = await codes('codes-apart.csv', again, { source_id: '', code: '' });
  expect([apart.rows_new, apart.rows_changed]).toEqual([1, 0]);
});
