/** What is wrong or written otherwise in the files of the smaller layers, and what becomes of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import type { LayerName } from '../../server/import/fields.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { testDatabase } from '../support/database.ts';
import { loadLayer } from '../support/layer-files.ts';

const QP = 'qp';

let db: Database;
const batches: Record<string, number> = {};
beforeAll(async () => {
  db = await testDatabase();
  const lines = [
    '编号,排污口编码,省级编码,排污口名称,经度,纬度',
    '1001,FA-999118-0001-QT-00,FA9991180071QT00,陆家口1号,121.11,31.1001',
    '1002,FA-999118-0002-GY-00,,同名口,121.12,31.1001',
    '1003,,,同名口,121.13,31.1001',
  ];
  for (const layer of ['rivers', 'sections'] as const) batches[layer] = (await load(layer)).id!;
  batches.outfalls = (await load('outfalls', lines)).id!;
});
afterAll(() => db.close());

const load = (layer: LayerName, lines?: string[]) => loadLayer(db, QP, layer, { lines });
const codes = (report: Awaited<ReturnType<typeof load>>) =>
  report.issues.map(({ row, code, field }) => [row, code, field]);

describe('samples', () => {
  it('beyond what can be measured are refused, pH 20.00 by name; the other rows are taken', async () => {
    const report = await load('samples', [
      '排污口编码,采样日期,pH值,COD,水温',
      'FA-999118-0001-QT-00,2022-06-01,20.00,48,19.5',
      'FA-999118-0001-QT-00,2022-06-02,14.00,0,19.5',
      'FA-999118-0001-QT-00,2022-06-03,7.0,-3,19.5',
      'FA-999118-0001-QT-00,2022-06-04,7.0,48,195',
      'FA-999118-0001-QT-00,,7.0,48,19.5',
      'FA-999118-0001-QT-00,2022-06-06,7.0,48 左右,19.5',
    ]);
    expect([report.rows_new, report.rows_rejected]).toEqual([1, 5]);
    expect(codes(report)).toEqual([
      [1, 'number_out_of_bounds', 'ph'],
      [3, 'number_out_of_bounds', 'cod_mg_l'],
      [4, 'number_out_of_bounds', 'temperature_c'],
      [5, 'missing_field', 'date'],
      [6, 'bad_number', 'cod_mg_l'],
    ]);
    expect(report.issues[0]).toMatchObject({ value: '20.00', reason_zh: 'pH值 20.00 超出可能的范围（0 … 14）' });
    expect(report.issues[0].original).toMatchObject({ pH值: '20.00' });
  });

  it('with too little to detect are taken without the value, which is said; a negative amount is none', async () => {
    const report = await load('samples', [
      '排污口编码,采样日期,氨氮,总磷,挥发酚,总氮,COD',
      'FA-999118-0001-QT-00,2022-06-21,<0.025,0.01L,未检出,＜0.05,ND',
      'FA-999118-0001-QT-00,2022-06-22,0.6,0.01,0.001,0.05,-4',
    ]);
    expect(report.rows_new).toBe(1);
    expect(report.issues.map(({ row, code, value }) => [row, code, value])).toEqual([
      [1, 'below_detection', 'ND'],
      [1, 'below_detection', '<0.025'],
      [1, 'below_detection', '0.01L'],
      [1, 'below_detection', '＜0.05'],
      [1, 'below_detection', '未检出'],
      [2, 'number_out_of_bounds', '-4'],
    ]);
    expect(
      await db.query(`select nh3n_mg_l, tp_mg_l, cod_mg_l from register.sample where date = '2022-06-21'`),
    ).toEqual([{ nh3n_mg_l: null, tp_mg_l: null, cod_mg_l: null }]);
  });

  it('find their outfall by code, provincial code, number, id or name, with hyphens or without', async () => {
    const report = await load('samples', [
      '排污口编码,采样日期,监测类型',
      'FA-999118-0002-GY-00,2022-07-01,快检',
      'fa9991180002GY00,2022-07-02,快检',
      'FA-999118-0071-QT-00,2022-07-03,化验',
      '1003,2022-07-04,化验',
      '#2,2022-07-05,化验',
      '陆家囗1号,2022-07-06,化验',
      '同名口,2022-07-07,化验',
      'FA-999118-0009-QT-00,2022-07-08,化验',
    ]);
    expect(codes(report)).toEqual([
      [2, 'name_variant', 'outfall'],
      [3, 'name_variant', 'outfall'],
      [6, 'glyph_repaired', 'outfall'],
      [7, 'outfall_ambiguous', 'outfall'],
      [8, 'outfall_unknown', 'outfall'],
    ]);
    const found = await db.query(
      `select extract(day from date)::int as day, outfall_id as id from register.sample where date >= '2022-07-01' order by date`,
    );
    expect(found.map(({ day, id }) => [day, id])).toEqual([
      [1, 2],
      [2, 2],
      [3, 1],
      [4, 3],
      [5, 2],
      [6, 1],
    ]);
    expect(report.issues[4].original).toMatchObject({ 采样日期: '2022-07-08' });
  });

  it('of a record that was found to be another outfall go to that one', async () => {
    await db.query('update register.outfall set merged_into = 2 where district = $1 and id = 3', [QP]);
    const report = await load('samples', ['排污口编码,采样日期', '1003,2022-08-01', '同名口,2022-08-02']);
    expect(report.issues).toEqual([]);
    expect(await db.query(`select outfall_id as id from register.sample where date >= '2022-08-01'`)).toEqual([
      { id: 2 },
      { id: 2 },
    ]);
    await db.query('update register.outfall set merged_into = null where district = $1 and id = 3', [QP]);
  });

  it('of sections find them by name in variant forms too', async () => {
    const report = await load('section-samples', [
      '断面名称,监测日期,水质类别',
      '青浦塘 大桥,2022-06-01,Ⅲ',
      'dm2,2022-06-01,劣Ⅴ类',
      '青浦塘小桥,2022-06-01,Ⅲ',
      ',2022-06-01,Ⅲ',
    ]);
    expect(codes(report)).toEqual([
      [1, 'name_variant', 'section'],
      [2, 'name_variant', 'section'],
      [3, 'section_unknown', 'section'],
      [4, 'missing_field', 'section'],
    ]);
    expect(await db.query('select section_id as id, class from register.section_sample order by id')).toEqual([
      { id: 1, class: 3 },
      { id: 2, class: 6 },
    ]);
    expect(await db.query('select name, latest_class from atlas.sections order by id')).toEqual([
      { name: '青浦塘大桥', latest_class: 3 },
      { name: '白果坪', latest_class: 6 },
    ]);
  });

  it('stand in the way of undoing the outfalls and sections they are of', async () => {
    for (const layer of ['outfalls', 'sections'])
      await expect(undoBatch(db, QP, batches[layer], 'test', derive)).rejects.toMatchObject({
        code: 'batch_built_upon',
      });
  });
});

describe('a word that is none of the values', () => {
  it('costs an optional field its value, said with row, field and value', async () => {
    const report = await load('levees', ['堤防名称,堤防类型,wkt', '甲,潜坝,"LINESTRING(121.1 31.1, 121.2 31.1)"']);
    expect(codes(report)).toEqual([[1, 'value_left_empty', 'kind']]);
    expect(report.issues[0]).toMatchObject({ severity: 'warning', value: '潜坝' });
    expect(await db.query(`select name, kind from register.levee where name = '甲'`)).toEqual([
      { name: '甲', kind: null },
    ]);
  });

  it.each<[LayerName, string, string[]]>([
    ['sites', 'which is required', ['名称,类型,经度,纬度', '甲,飞船,121.1,31.1']],
    ['sections', 'which the law goes by', ['断面名称,水质目标,经度,纬度', '甲,优良,121.1,31.1']],
    [
      'coastline',
      'which has a value of its own when empty',
      ['名称,海侧,wkt', '甲,海那边,"LINESTRING(121.1 31.1, 121.2 31.1)"'],
    ],
    [
      'zones',
      'by which a zone is one',
      ['名称,保护区类型,wkt', '甲,饭店,"POLYGON((121 31, 121.1 31, 121.1 31.1, 121 31))"'],
    ],
  ])('keeps the row of %s out where it stands in a field %s', async (layer, _why, lines) => {
    const report = await load(layer, lines);
    expect([report.rows_new, report.issues.map(({ code }) => code)]).toEqual([0, ['unknown_value']]);
  });

  it('of a number of people is a number with a fraction', async () => {
    const square = '"POLYGON((121 31, 121.1 31, 121.1 31.1, 121 31))"';
    expect(codes(await load('residential', ['名称,人口,wkt', `甲,3.5,${square}`]))).toEqual([
      [1, 'bad_number', 'population'],
    ]);
  });
});

describe('lines and areas', () => {
  it('a coastline has the sea on its right where nothing is said', async () => {
    await load('coastline', ['名称,wkt', '默认岸线,"LINESTRING(121.1 31.3, 121.2 31.3)"']);
    expect(await db.query(`select sea_side from atlas.coastlines where name = '默认岸线'`)).toEqual([
      { sea_side: 'right' },
    ]);
  });

  it('keep the words for outfalls and rivers that are not there yet, and find them once they are', async () => {
    const line = '"LINESTRING(121.11 31.1, 121.11 31.11)"';
    const report = await load('conduits', [
      '编号,通道类型,排污口编码,wkt',
      `C1,沟渠,7001,${line}`,
      `C2,隧洞,同名口,${line}`,
    ]);
    expect(codes(report).filter(([, code]) => code !== 'duplicate_position')).toEqual([
      [1, 'name_unmatched', 'outfall'],
      [2, 'name_ambiguous', 'outfall'],
    ]);
    const firms = await load('dischargers', ['编号,企业名称,排污口编码,经度,纬度', 'D1,甲厂,7001,121.11,31.1']);
    expect(codes(firms)).toEqual([[1, 'name_unmatched', 'outfall']]);
    await load('outfalls', ['编号,排污口名称,经度,纬度', '7001,新口,121.14,31.1001']);
    expect(await db.query(`select source_id, outfall, outfall_id from atlas.conduits order by id`)).toEqual([
      { source_id: 'C1', outfall: '7001', outfall_id: 4 },
      { source_id: 'C2', outfall: '同名口', outfall_id: null },
    ]);
  });

  it('a self-crossing area is mended and said so, once, beside earlier ones too', async () => {
    await load('basins', ['名称,wkt', '甲,"POLYGON((121 31, 121.1 31, 121.1 31.1, 121 31))"']);
    const bow = '"POLYGON((121.3 31, 121.4 31.1, 121.4 31, 121.3 31.1, 121.3 31))"';
    expect(codes(await load('basins', ['名称,wkt', `乙,${bow}`]))).toEqual([[1, 'polygon_repaired', null]]);
  });
});
