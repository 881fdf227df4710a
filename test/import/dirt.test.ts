import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { number } from '../../server/import/field.ts';
import type { LayerName } from '../../server/import/fields.ts';
import { importFile } from '../../server/import/import.ts';
import { CellFault, cellReader } from '../../server/import/rows/cells.ts';
import { plainName, tidyText } from '../../server/import/rows/tidy.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf, geojsonOf } from './files.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  const rivers = [[{ key: 'A', name: '陆家口港' }, 'LineString', [at(0, 0), at(3, 0)]]] as [object, string, unknown][];
  await load('rivers', geojsonOf('dirt-rivers.geojson', rivers));
});
afterAll(() => db.close());

// 121°E 31°N, steps of 0.01° (about 1 km)
const at = (x: number, y: number) => [121 + x / 100, 31 + y / 100];

const load = (layer: LayerName, file: string, district = 'qp') =>
  importFile(db, { file, district: { key: district }, layer, crs: file.endsWith('csv') ? 'EPSG:4490' : undefined });

const codes = (report: Awaited<ReturnType<typeof load>>) => report.issues.map(({ row, code }) => [row, code]);

describe('positions that are none', () => {
  it('are refused with a code each: swapped, equal, zero, beyond the globe, unreadable', async () => {
    const csv = [
      '排污口名称,经度,纬度',
      '好,121.001,31.001',
      '写反,31.002,121.002',
      '相同,31.5,31.5',
      '零,0,0',
      '半零,121.003,0',
      '出界,999,31',
      '分秒,１２１°００′１４．４″,31度0分3.6秒',
      '坏,121°61′,31',
    ].join('\n');
    const report = await load('outfalls', fileOf('positions.csv', csv));
    expect(codes(report)).toEqual([
      [2, 'lon_lat_swapped'],
      [3, 'lon_equals_lat'],
      [4, 'zero_coordinate'],
      [5, 'zero_coordinate'],
      [6, 'out_of_range'],
      [8, 'bad_coordinate'],
    ]);
    expect(report.issues[5]).toMatchObject({
      field: 'lon',
      value: '121°61′',
      reason_zh: '“121°61′”不是坐标（经度，列“经度”：分、秒应小于 60）',
      reason_en: '"121°61′" is not a coordinate (lon, column "经度": minutes and seconds are less than 60)',
    });
    expect(await db.query(`select st_x(geom) as x, st_y(geom) as y from register.outfall where name = '分秒'`)).toEqual(
      [{ x: 121.004, y: 31.001 }],
    );
  });

  it('are told to be swapped by the extent of the district, where both numbers could be either', async () => {
    const line = [
      [
        { key: 'R' },
        'LineString',
        [
          [9.5, 47.1],
          [9.51, 47.11],
        ],
      ],
    ] as [object, string, unknown][];
    await load('rivers', geojsonOf('li.geojson', line), 'li');
    const csv = 'name,lon,lat\na,47.105,9.505\nb,9.505,47.105\nc,20,47\n';
    expect(codes(await load('venues', fileOf('li.csv', csv), 'li'))).toEqual([
      [1, 'lon_lat_swapped'],
      [3, 'outside_district'],
    ]);
  });

  it('and positions that come twice are named, not refused', async () => {
    const csv = 'name,lon,lat\na,121.01,31.01\nb,121.02,31.01\nc,121.01,31.01\n';
    const report = await load('venues', fileOf('twice.csv', csv));
    expect([report.rows_new, codes(report)]).toEqual([3, [[3, 'duplicate_position']]]);
  });
});

describe('geometries', () => {
  it('empty, null, of mixed types, with height, with open rings: each is said, heights once for the file', async () => {
    const file = geojsonOf('mixed.geojson', [
      [{ name: '甲' }, 'Polygon', [[at(0, 0), at(1, 0), at(1, 1), at(0, 0)].map((xy) => [...xy, 4.5])]],
      [{ name: '乙' }, 'Polygon', [[at(2, 0), at(3, 0), at(3, 1)].map((xy) => [...xy, 4.5, 1])]],
      [{ name: '丙' }, 'null', null],
      [{ name: '丁' }, 'Polygon', []],
      [{ name: '戊' }, 'Point', at(1, 1)],
      [{ name: '己' }, 'GeometryCollection', []],
      [{ name: '庚' }, 'Polygon', [[at(0, 0), at(1, 0)]]],
    ]);
    expect(codes(await load('towns', file))).toEqual([
      [null, 'dimension_dropped'],
      [2, 'ring_closed'],
      [3, 'missing_geometry'],
      [4, 'missing_geometry'],
      [5, 'wrong_geometry_type'],
      [6, 'wrong_geometry_type'],
      [7, 'bad_geometry'],
    ]);
  });
});

describe('values', () => {
  it('are mended where one thing only can be meant, and said: 囗 for 口, line breaks, full-width blanks, blanks around words', async () => {
    const csv = [
      '编号,排污口名称,排污口类型,经度,纬度',
      'D-1,"陆家囗\n1号",其他排口       ,121.011,31.001',
      'D-2,陆家　口2号,其他排口,121.012,31.001',
    ].join('\n');
    const report = await load('outfalls', fileOf('values.csv', csv));
    expect(codes(report)).toEqual([
      [null, 'blanks_trimmed'],
      [1, 'glyph_repaired'],
      [1, 'newline_removed'],
      [2, 'blank_removed'],
    ]);
    expect(report.issues[0]).toMatchObject({ field: 'type', value: '1', severity: 'warning' });
    expect(await db.query(`select name, type from register.outfall where source_id like 'D-%' order by id`)).toEqual([
      { name: '陆家口1号', type: 'other' },
      { name: '陆家口2号', type: 'other' },
    ]);
  });

  it('and so are the words of enumerations and headers', async () => {
    const csv = [
      '排污囗编码,排污口名称,排污囗类型,口门形式,是否具备采样条件,经度,纬度',
      'FA-310118-0041-GY-00,甲,工业排污囗,开囗,是,121.041,31.001',
      'FA-310118-0042-QT-00,乙,其他排囗,管道,囗,121.042,31.001',
    ].join('\n');
    const report = await load('outfalls', fileOf('mouths.csv', csv));
    expect(report.mapping).toMatchObject({ code: '排污囗编码', type: '排污囗类型' });
    expect(report.issues.map(({ row, code, field, value }) => [row, code, field, value])).toEqual([
      [null, 'glyph_repaired', 'code', '排污囗编码'],
      [null, 'glyph_repaired', 'type', '排污囗类型'],
      [1, 'glyph_repaired', 'type', '工业排污囗'],
      [1, 'glyph_repaired', 'mouth_form', '开囗'],
      [2, 'glyph_repaired', 'type', '其他排囗'],
      [2, 'value_left_empty', 'sampleable', '囗'],
    ]);
    const rows = await db.query(
      `select code, type, mouth_form from register.outfall where code like 'FA-310118-004%' order by id`,
    );
    expect(rows).toEqual([
      { code: 'FA-310118-0041-GY-00', type: 'industrial', mouth_form: '开口' },
      { code: 'FA-310118-0042-QT-00', type: 'other', mouth_form: 'pipe' },
    ]);
  });

  it('say where a code was rounded before the file was saved', async () => {
    const csv = '编号,名称,经度,纬度\n3.10118E+17,甲,121.05,31.01\n3.10118E+17,乙,121.051,31.01';
    const report = await load('outfalls', fileOf('rounded.csv', csv));
    expect(report.issues).toMatchObject([
      { row: null, code: 'digits_lost', field: 'source_id', value: '2' },
      { row: 2, code: 'duplicate_key' },
    ]);
    expect(report.issues[0].reason_zh).toContain('（第 1 行 3.10118E+17；第 2 行 3.10118E+17）');
    expect(report.issues[0].reason_en).toContain('(row 1 3.10118E+17; row 2 3.10118E+17)');
    const many = Array.from({ length: 7 }, (_, i) => `1.2345678901234${i}E+17,甲${i},121.06,31.0${i}`);
    const long = await load('outfalls', fileOf('rounded7.csv', `编号,名称,经度,纬度\n${many.join('\n')}`), 'rounded7');
    expect(long.issues[0]).toMatchObject({ code: 'digits_lost', value: '7' });
    expect(long.issues[0].reason_zh).toContain('第 5 行 1.23456789012344E+17；…）');
  });

  it('beyond what a number can be are refused, as pH 20.00', () => {
    const read = cellReader(number('ph', [], { min: 0, max: 14 }), null);
    expect(read('7.2')).toBe(7.2);
    for (const text of ['20.00', '-1']) expect((read(text) as CellFault).fault.code).toBe('number_out_of_bounds');
    expect(read('20.00')).toBeInstanceOf(CellFault);
  });

  it('leave clean texts and blanks between words alone', () => {
    expect(tidyText('Norfolk outfall 7')).toEqual({ text: 'Norfolk outfall 7', codes: [] });
    expect(tidyText('two\r\n lines').text).toBe('two lines');
    expect(tidyText('“夏阳”\n街道\u2028办\n2号').text).toBe('“夏阳”街道办2号');
  });

  it('that name a town or river are found in their variant forms, and said', async () => {
    expect(plainName('小溪塔街道办事处')).toBe(plainName('小溪塔　街道'));
    expect(plainName('朱家角镇人民政府')).toBe('朱家角镇');
    const square = [[at(0, 3), at(1, 3), at(1, 4), at(0, 3)]];
    await load('towns', geojsonOf('variant.geojson', [[{ name: '小溪塔街道' }, 'Polygon', square]]));
    const csv =
      '河道名称,街镇,排查方式,排查日期\n陆家囗港,小溪塔街道办事处,水上,2022-03-01\n陆家口港,小溪塔街道,水上,2022-03-02\n';
    const report = await load('surveys', fileOf('variants.csv', csv));
    expect([report.rows_new, codes(report)]).toEqual([
      2,
      [
        [1, 'glyph_repaired'],
        [1, 'name_variant'],
      ],
    ]);
  });

  it('of towns are the same towns when they come again with 办事处 or without, with or without codes', async () => {
    const square = (x: number) => [[at(x, 6), at(x + 1, 6), at(x + 1, 7), at(x, 6)]];
    const towns = (name: string, rows: object[]) =>
      geojsonOf(
        name,
        rows.map((properties, i) => [properties, 'Polygon', square(i)] as [object, string, unknown]),
      );
    const coded = [
      { key: '310118001', name: '夏阳街道' },
      { key: '310118101', name: '朱家角镇' },
    ];
    await load('towns', towns('coded.geojson', coded), 'variants');
    const again = towns('again.geojson', [{ name: '夏阳街道办事处' }, { name: '朱家角镇' }, { name: '盈浦街道' }]);
    const report = await load('towns', again, 'variants');
    expect([report.rows_new, report.rows_changed, report.rows_same, codes(report)]).toEqual([
      1,
      0,
      2,
      [[1, 'name_variant']],
    ]);
    expect(report.issues[0]).toMatchObject({ value: '夏阳街道办事处', reason_zh: '“夏阳街道办事处”按“夏阳街道”对应' });
    const shifted = [{ name: '夏阳街道' }, { name: '朱家角镇人民政府' }];
    const back = await load('towns', towns('back.geojson', shifted), 'variants');
    expect([back.rows_new, back.rows_rejected]).toEqual([0, 0]);
    expect(await db.query(`select key, name from register.town where district = 'variants' order by id`)).toEqual([
      ...coded,
      { key: '盈浦街道', name: '盈浦街道' },
    ]);
  });

  it('of towns without 镇 or 街道 are the one town that has the name; other towns in its place are warned about', async () => {
    const square = (x: number) => [[at(x, 10), at(x + 1, 10), at(x + 1, 11), at(x, 10)]];
    const towns = (name: string, rows: [number, object][]) =>
      geojsonOf(
        name,
        rows.map(([x, properties]) => [properties, 'Polygon', square(x)] as [object, string, unknown]),
      );
    const known = ['赵巷镇', '盈浦街道', '城关镇', '城关乡'].map((name, i) => [i, { key: `T${i}`, name }]);
    await load('towns', towns('known.geojson', known as [number, object][]), 'bare');
    const bare = towns('bare.geojson', [
      [0, { name: '赵巷' }],
      [1, { name: '盈浦' }],
      [2, { name: '城关' }],
      [3, { name: '城关街道' }],
    ]);
    const report = await load('towns', bare, 'bare');
    expect([report.rows_new, report.rows_same]).toEqual([2, 2]);
    expect(
      report.issues.map(({ row, code, value, reason_en }) => [
        row,
        code,
        value,
        /"城关.?"/.exec(reason_en.slice(5))?.[0],
      ]),
    ).toEqual([
      [1, 'name_variant', '赵巷', undefined],
      [2, 'name_variant', '盈浦', undefined],
      [3, 'town_over_town', '城关', '"城关镇"'],
      [4, 'town_over_town', '城关街道', '"城关乡"'],
    ]);
  });

  it('of towns in survey rows are the one town that has the name, else the candidates are named', async () => {
    const square = (x: number) => [[at(x, 12), at(x + 1, 12), at(x + 1, 13), at(x, 12)]];
    const known = ['赵巷镇', '盈浦街道', '城关镇', '城关乡'].map(
      (name, i) => [{ key: `T${i}`, name }, 'Polygon', square(i)] as [object, string, unknown],
    );
    await load('towns', geojsonOf('whole.geojson', known), 'bare-rows');
    await load('rivers', geojsonOf('r.geojson', [[{ key: 'A' }, 'LineString', [at(0, 12), at(1, 12)]]]), 'bare-rows');
    const words = ['赵巷', '盈浦街办', '盈浦办事处', '城关', '重固'];
    const rows = words.map((town) => `A,${town},水上,2022-03-01`);
    const csv = ['河道编码,街镇,排查方式,排查日期', ...rows].join('\n');
    const report = await load('surveys', fileOf('bare.csv', csv), 'bare-rows');
    expect(report.issues.map(({ row, code, reason_zh }) => [row, code, reason_zh])).toEqual([
      [1, 'name_variant', '“赵巷”按“赵巷镇”对应'],
      [2, 'name_variant', '“盈浦街办”按“盈浦街道”对应'],
      [3, 'name_variant', '“盈浦办事处”按“盈浦街道”对应'],
      [4, 'town_ambiguous', '“城关”可指不止一个街镇，请写全称或编号：城关镇 (T2), 城关乡 (T3)'],
      [5, 'town_unknown', '找不到街镇“重固”'],
    ]);
  });

  it('of towns with what lies above them in front, or 办事处 behind a 镇, are the one town that ends so', async () => {
    const square = (x: number) => [[at(x, 14), at(x + 1, 14), at(x + 1, 15), at(x, 14)]];
    const towns = (name: string, rows: object[]) =>
      geojsonOf(
        name,
        rows.map((properties, i) => [properties, 'Polygon', square(i)] as [object, string, unknown]),
      );
    const known = ['赵巷镇', '盈浦街道', '城关镇', '城关乡', '北安镇', '市北安镇'].map((name, i) => ({
      key: `T${i}`,
      name,
    }));
    await load('towns', towns('above.geojson', known), 'above');
    await load('rivers', geojsonOf('ra.geojson', [[{ key: 'A' }, 'LineString', [at(0, 14), at(1, 14)]]]), 'above');
    const words = {
      青浦区赵巷镇: 'name_variant 赵巷镇',
      '上海市 青浦区赵巷镇人民政府': 'name_variant 赵巷镇',
      赵巷镇办事处: 'name_variant 赵巷镇',
      青浦区盈浦办事处: 'name_variant 盈浦街道',
      沙县盈浦: 'name_variant 盈浦街道',
      青浦区赵巷街道: 'town_unknown ',
      小赵巷镇: 'town_unknown ',
      青浦区城关: 'town_ambiguous 城关镇 (T2), 城关乡 (T3)',
      上海市北安镇: 'town_ambiguous 北安镇 (T4), 市北安镇 (T5)',
    };
    const rows = Object.keys(words).map((town) => `A,${town},水上,2022-03-01`);
    const csv = ['河道编码,街镇,排查方式,排查日期', ...rows].join('\n');
    const { issues } = await load('surveys', fileOf('above.csv', csv), 'above');
    const told = (reason: string) => /(?<=按“|编号：)[^”]+/.exec(reason)?.[0] ?? '';
    expect(issues.map(({ code, reason_zh }) => `${code} ${told(reason_zh)}`)).toEqual(Object.values(words));
    const again = await load(
      'towns',
      towns('above2.geojson', [{ name: '青浦区赵巷镇' }, { name: '盈浦街道' }]),
      'above',
    );
    expect([again.rows_new, again.rows_same, codes(again)]).toEqual([0, 2, [[1, 'name_variant']]]);
  });

  it('of towns in one file never merge, however alike', async () => {
    const square = [[at(0, 8), at(1, 8), at(1, 9), at(0, 8)]];
    const alike = ['香花桥街道', '香花桥街道办事处'].map(
      (name) => [{ name }, 'Polygon', square] as [object, string, unknown],
    );
    expect((await load('towns', geojsonOf('alike.geojson', alike), 'alike')).rows_new).toBe(2);
    const more = [...alike, [{ name: '香花桥街道办' }, 'Polygon', square] as [object, string, unknown]];
    const report = await load('towns', geojsonOf('alike2.geojson', more), 'alike');
    expect([report.rows_new, report.rows_same, codes(report)]).toEqual([1, 2, []]);
  });
});
