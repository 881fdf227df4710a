/** A file that comes again against what people wrote by hand since: empty cells take nothing back, filled ones do and say so. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { importFile } from '../../server/import/import.ts';
import { editOutfall } from '../../server/register/edit-outfall.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf } from './files.ts';

let db: Database;
let [district, made] = ['', 0];
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const load = async (header: string, rows: string, more = {}) => {
  const file = fileOf(`e${++made}.csv`, `编号,经度,纬度,${header}\n${rows}`);
  const report = await importFile(db, {
    file,
    district: { key: district },
    layer: 'outfalls',
    crs: 'EPSG:4490',
    ...more,
  });
  const said = report.issues
    .filter(({ code }) => code.startsWith('edited_'))
    .map(({ code, row, field, value }) => [code, row, field, value]);
  return { ...report, said };
};
const edit = (given: object, on?: string) => editOutfall(db, district, 1, { ...given }, { author: '张工', on });
const stored = async (id = 1) =>
  (
    await db.query(
      `select status, status_on::text, responsible_party, receiving_water from register.outfall where district = $1 and id = $2`,
      [district, id],
    )
  )[0];
const FIRST = 'A,121.1,31.1,疑似,甲厂,甲河\nB,121.2,31.1,确认,甲厂,甲河\n';
const HEADER = '核实状态,责任主体,受纳水体';

beforeEach(async () => {
  district = `edited-${++made}`;
  await load(HEADER, FIRST);
  await edit({ status: 'confirmed', responsible_party: '人工厂' }, '2023-01-01');
});

describe('what was edited by hand', () => {
  it('keeps its day where the row has another day and no state, and the row is told', async () => {
    const before = await stored();
    const { issues } = await load('核实状态,核实日期', 'A,121.1,31.1,,2024-05-05\nB,121.2,31.1,确认,\n');
    expect(await stored()).toEqual(before);
    const codes = issues.map(({ code, row, field, value }) => [code, row, field, value]);
    expect(codes).toContainEqual(['day_without_state', 1, 'status_on', '2024-05-05']);
    expect(codes).toContainEqual(['edited_kept', 1, 'status', 'confirmed']);
  });

  it('that was emptied is filled by the file, and that is told', async () => {
    await edit({ receiving_water: null });
    const { said } = await load(HEADER, 'A,121.1,31.1,,,甲河\n');
    expect(said).toContainEqual(['edited_replaced', 1, 'receiving_water', '—']);
    expect(await stored()).toMatchObject({ receiving_water: '甲河' });
  });

  it('stays where the cell is empty, with its day; what an import had said is replaced', async () => {
    const before = await stored();
    const { said, id, rows_changed } = await load(HEADER, 'A,121.1,31.1,,,\nB,121.2,31.1,,,\n');
    expect(await stored()).toEqual({ ...before, receiving_water: null });
    expect(await stored(2)).toMatchObject({ status: 'suspect', responsible_party: null, receiving_water: null });
    expect(said).toEqual([
      ['edited_kept', 1, 'responsible_party', '人工厂'],
      ['edited_kept', 1, 'status', 'confirmed'],
    ]);
    expect(rows_changed).toBe(2);
    await undoBatch(db, district, id!, 'test', derive);
    expect(await stored()).toEqual(before);
  });

  it('stays also where the file has a column of days, and where nothing else differs the row is the same', async () => {
    const days = await load(`${HEADER},核实日期`, 'A,121.1,31.1,,,甲河,\n');
    expect(days.said.map(([code, , field]) => [code, field])).toEqual([
      ['edited_kept', 'responsible_party'],
      ['edited_kept', 'status'],
      ['edited_kept', 'status_on'],
    ]);
    expect([days.rows_changed, days.rows_same]).toEqual([0, 1]);
    expect(await stored()).toMatchObject({ status: 'confirmed', status_on: '2023-01-01' });
  });

  it('gives way to a filled cell or --set, without the day of the old state, and that is said', async () => {
    const { said } = await load(`${HEADER},核实日期`, 'A,121.1,31.1,排除,乙厂,甲河,\n');
    expect(await stored()).toMatchObject({ status: 'rejected', status_on: null, responsible_party: '乙厂' });
    expect(said).toEqual([
      ['edited_replaced', 1, 'responsible_party', '人工厂'],
      ['edited_replaced', 1, 'status', 'confirmed'],
      ['edited_replaced', 1, 'status_on', '2023-01-01'],
    ]);
    await edit({ status: 'confirmed' });
    await load(HEADER, 'A,121.1,31.1,,乙厂,甲河\n', { defaults: { status: 'suspect' } });
    expect(await stored()).toMatchObject({ status: 'suspect' });
  });

  it('counts again once the batch that replaced it is undone, and no more once an import has said it', async () => {
    const { id } = await load(HEADER, 'A,121.1,31.1,排除,,\n');
    await undoBatch(db, district, id!, 'test', derive);
    expect((await load(HEADER, 'A,121.1,31.1,,,\n')).said).toHaveLength(2);
    await load(HEADER, 'A,121.1,31.1,疑似,丙厂,\n');
    const last = await load(HEADER, 'A,121.1,31.1,确认,,\n');
    expect([last.said, (await stored()) as object]).toEqual([[], expect.objectContaining({ responsible_party: null })]);
  });

  it('is told of a place too', async () => {
    await edit({ lon: '121.101', lat: '31.1' });
    const { said } = await load(HEADER, 'A,121.1,31.1,确认,人工厂,甲河\n');
    expect(said).toEqual([['edited_replaced', 1, 'lon, lat', '121.101 31.1']]);
  });
});

it('files without edits between them go on as before: A, B, A is A', async () => {
  district = `plain-${++made}`;
  await load(HEADER, FIRST);
  const before = await stored();
  await load(HEADER, 'A,121.1,31.1,确认,,乙河\nB,121.2,31.1,,,\n');
  await load(HEADER, `${FIRST}\n`);
  expect(await stored()).toEqual(before);
});
