import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import type { LayerName } from '../../server/import/fields.ts';
import { importFile, importRows } from '../../server/import/import.ts';
import { issue } from '../../server/import/issues.ts';
import type { FileRequest } from '../../server/import/request.ts';
import type { Touched } from '../../server/import/touched.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf, geojsonOf } from './files.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

// 121°E 31°N, steps of 0.01° (about 1 km)
const at = (x: number, y: number) => [121 + x / 100, 31 + y / 100];

function load(district: string, layer: LayerName, file: string, more: Partial<FileRequest> = {}) {
  return importFile(db, { file, district: { key: district }, layer, ...more });
}

const counts = (report: { rows_new: number; rows_changed: number; rows_same: number; rows_rejected: number }) => [
  report.rows_new,
  report.rows_changed,
  report.rows_same,
  report.rows_rejected,
];

describe('importing rivers', () => {
  const rivers = (length: number, second = at(2, 0)) =>
    geojsonOf('rivers.geojson', [
      [
        { key: 'A', source_id: 1, name: '青浦塘', level: '区管', official_length_km: length },
        'LineString',
        [at(0, 0), at(1, 0)],
      ],
      [{ key: 'A', source_id: 2, name: '青浦塘', official_length_km: length }, 'LineString', [at(1, 0), second]],
      [
        { source_id: 3, name: '青浦塘' },
        'MultiLineString',
        [
          [at(0, 5), at(1, 5)],
          [at(2, 5), at(3, 5)],
        ],
      ],
    ]);

  it('groups rows by key, leaves a row without key a river of its own, and keeps every line as a segment', async () => {
    const touched: Touched[] = [];
    const report = await importFile(
      db,
      { file: rivers(2), district: { key: 'qp' }, layer: 'rivers' },
      {
        derive: async (_tx, what) => {
          touched.push(what);
          return [issue('river_unknown', { row: null, value: 'said by the derivation' })];
        },
      },
    );
    expect(counts(report)).toEqual([3, 0, 0, 0]);
    expect(report.issues).toMatchObject([{ value: 'said by the derivation' }]);
    expect(touched).toMatchObject([
      {
        district: 'qp',
        version: 1,
        batchId: 1,
        rows: { river: { new: [1, 2] }, source_segment: { new: [1, 2, 3, 4], changed: [], removed: [] } },
      },
    ]);
    expect(await db.query('select key, name, level, official_length_mm from register.river order by id')).toEqual([
      { key: 'A', name: '青浦塘', level: 'district', official_length_mm: 2_000_000 },
      { key: null, name: '青浦塘', level: null, official_length_mm: null },
    ]);
    expect(await db.query(`select plane_srid, utc_offset_minutes from register.district where key = 'qp'`)).toEqual([
      { plane_srid: 4549, utc_offset_minutes: 480 },
    ]);
  });

  it('answers the same file from its first batch and changes nothing', async () => {
    const report = await load('qp', 'rivers', rivers(2));
    expect(report).toMatchObject({ id: 1, repeated: true, rows_new: 3 });
    expect(await db.query(`select version from register.district where key = 'qp'`)).toEqual([{ version: 1 }]);
  });

  it('finds earlier rows by source_id and counts what differs, a changed river included', async () => {
    expect(counts(await load('qp', 'rivers', rivers(2, at(2, 1))))).toEqual([0, 1, 2, 0]);
    expect(counts(await load('qp', 'rivers', rivers(3, at(2, 1))))).toEqual([0, 2, 1, 0]);
    expect(await db.query('select count(*) as n from register.source_segment')).toEqual([{ n: 4 }]);
  });

  it('removes the lines that a source_id no longer has', async () => {
    const file = geojsonOf('fewer.geojson', [[{ source_id: 3, name: '青浦塘' }, 'LineString', [at(0, 5), at(1, 5)]]]);
    expect(counts(await load('qp', 'rivers', file))).toEqual([0, 0, 1, 0]);
    expect(await db.query('select id from register.source_segment order by id')).toEqual([
      { id: 1 },
      { id: 2 },
      { id: 3 },
    ]);
  });

  it('adds up lengths where rows of a river carry those of their parts, and says so', async () => {
    const file = geojsonOf('parts.geojson', [
      [{ key: 'P', official_length_km: 1.2 }, 'LineString', [at(0, 0), at(1, 0)]],
      [{ key: 'P', official_length_km: 0.9 }, 'LineString', [at(1, 0), at(2, 0)]],
    ]);
    const report = await load('parts', 'rivers', file);
    expect(report.issues_by_code).toEqual({ official_length_summed: 1 });
    expect(await db.query(`select official_length_mm as mm from register.river where district = 'parts'`)).toEqual([
      { mm: 2_100_000 },
    ]);
  });

  it('keeps nothing of a dry run', async () => {
    const report = await load('dry', 'rivers', rivers(2), { dryRun: true });
    expect(report).toMatchObject({ id: null, dry_run: true, rows_new: 3 });
    expect(await db.query(`select 1 from register.district where key = 'dry'`)).toEqual([]);
  });
});

describe('importing outfalls', () => {
  it('reads the headers and words of Chinese registers, and names what is wrong with each row', async () => {
    const csv = [
      '排污口编码,排污口名称,排污口类型,受纳水体,经度,纬度,排查日期',
      'FA-1,一号,工业排污口,青浦塘,121.001,31.001,2022年3月1日',
      'FA-2,二号,其他排口 ,青浦塘,121.002,31.001,2022/3/2',
      'FA-1,重号,工业排污口,青浦塘,121.003,31.001,',
      'FA-4,四号,化工厂,青浦塘,121.003,31.001,',
      'FA-5,五号,工业排污口,青浦塘,31.5,31.5,',
      'FA-6,六号,工业排污口,青浦塘,,,',
      'FA-7,七号,工业排污口,青浦塘,abc,31.0,2022-02-30',
      'FA-8,八号,工业排污口,青浦塘,100,31,',
      'FA-9,九号',
    ].join('\r\n');
    const file = fileOf('outfalls.csv', new TextEncoder().encode(`\ufeff${csv}\r\n`));
    const report = await load('qp', 'outfalls', file, { crs: 'EPSG:4490' });
    expect(counts(report)).toEqual([3, 0, 0, 6]);
    expect(report.rows_read).toBe(9);
    expect(report.issues.map(({ row, code, field }) => [row, code, field])).toEqual([
      [null, 'blanks_trimmed', 'type'],
      [1, 'code_format', 'code'],
      [2, 'code_format', 'code'],
      [3, 'duplicate_key', 'code'],
      [4, 'value_left_empty', 'type'],
      [4, 'code_format', 'code'],
      [5, 'lon_equals_lat', null],
      [6, 'missing_geometry', null],
      [7, 'bad_date', 'surveyed_on'],
      [7, 'bad_coordinate', 'lon'],
      [8, 'outside_district', null],
      [9, 'wrong_cell_count', null],
    ]);
    expect(await db.query('select code, type, status, surveyed_on from register.outfall order by id')).toEqual([
      { code: 'FA-1', type: 'industrial', status: 'suspect', surveyed_on: '2022-03-01' },
      { code: 'FA-2', type: 'other', status: 'suspect', surveyed_on: '2022-03-02' },
      { code: 'FA-4', type: null, status: 'suspect', surveyed_on: null },
    ]);
    const stored = await db.query(
      'select code, row_number, original from register.import_issue where batch_id = $1 order by id offset 3 limit 1',
      [report.id],
    );
    expect(stored).toMatchObject([{ code: 'duplicate_key', row_number: 3, original: { 排污口名称: '重号' } }]);
  });

  it('reads GB18030 and UTF-8 to the same rows', async () => {
    // 编,码... of GB18030 as bytes: 名称,x,y / 甲
    const gbk = Buffer.concat([
      Buffer.from([0xc3, 0xfb, 0xb3, 0xc6]),
      Buffer.from(',lon,lat\n'),
      Buffer.from([0xbc, 0xd7]),
      Buffer.from(',121.01,31.01\n'),
    ]);
    await load('qp', 'venues', fileOf('gbk.csv', gbk), { crs: 'EPSG:4490' });
    expect(await db.query('select name from register.venue')).toEqual([{ name: '甲' }]);
  });

  it('matches by code, else by place and name, and never merges two rows of one file', async () => {
    const row = (name: string, code: string | null, x: number) =>
      [{ name, code }, 'Point', at(x, 1)] as [object, string, unknown];
    const first = geojsonOf('first.geojson', [row('甲', 'C1', 1), row('乙', null, 2), row('乙', null, 2)]);
    expect(counts(await load('match', 'outfalls', first))).toEqual([3, 0, 0, 0]);
    const second = geojsonOf('second.geojson', [
      row('甲二', 'C1', 3),
      row('乙', null, 2),
      row('乙', null, 2),
      row('乙', null, 2),
    ]);
    expect(counts(await load('match', 'outfalls', second))).toEqual([1, 1, 2, 0]);
  });
});

describe('importing areas', () => {
  it('repairs a self-crossing polygon, says so, and keeps both systems vertex by vertex', async () => {
    const bowTie = [[at(0, 0), at(4, 4), at(4, 0), at(0, 4), at(0, 0)]];
    const file = geojsonOf('towns.geojson', [
      [{ name: '夏阳街道' }, 'Polygon', bowTie],
      [{ name: '盈浦街道' }, 'Polygon', [[at(5, 0), at(6, 0), at(6, 1)]]],
      [{ name: '线' }, 'LineString', [at(5, 0), at(6, 0)]],
    ]);
    const report = await load('qp', 'towns', file);
    expect(counts(report)).toEqual([2, 0, 0, 1]);
    expect(report.issues.map(({ row, code }) => [row, code])).toEqual([
      [1, 'polygon_repaired'],
      [2, 'ring_closed'],
      [3, 'wrong_geometry_type'],
    ]);
    const [worst] = await db.query<{ off: number }>(
      `select max(st_distance(st_transform(st_setsrid(a.geom, 4490), 4490)::geometry, b.geom)) as off
         from (select id, (st_dumppoints(st_transform(st_setsrid(geom_m, 4549), 4490))).* from register.town) a
         join (select id, (st_dumppoints(geom)).* from register.town) b on a.id = b.id and a.path = b.path`,
    );
    expect(worst.off).toBeLessThan(2e-8);
    expect(await db.query('select key, name from register.town order by id')).toMatchObject([
      { key: '夏阳街道' },
      { key: '盈浦街道' },
    ]);
  });
});

describe('importing surveys', () => {
  it('joins fixes kept as points into tracks by time, in local time', async () => {
    const csv = [
      'track,mode,lon,lat,time',
      'T1,水上,121.002,31.001,2022-03-01 08:00:20',
      'T1,水上,121.001,31.001,2022-03-01 08:00:10',
      'T2,水下,121.001,31.002,2022-03-02T00:00:00Z',
      'T2,水下,oops,31.002,2022-03-02T00:00:10Z',
      'T2,水下,121.002,31.002,2022-03-02T00:00:20Z',
      'T3,水下,121.002,31.002,2022-03-02T00:00:20Z',
    ].join('\n');
    const report = await load('qp', 'tracks', fileOf('tracks.csv', csv), { crs: 'EPSG:4490' });
    expect(counts(report)).toEqual([4, 0, 0, 2]);
    expect(report.issues.map(({ row, code }) => [row, code])).toEqual([
      [1, 'fixes_sorted'],
      [4, 'bad_coordinate'],
      [6, 'too_few_fixes'],
    ]);
    const rows = await db.query(
      `select track, mode, has_time, st_m(st_startpoint(line_m)) as m, st_x(st_startpoint(geom)) as x
         from register.survey_track order by id`,
    );
    expect(rows).toEqual([
      { track: 'T1', mode: 'above_water', has_time: true, m: Date.parse('2022-03-01T08:00:10+08:00'), x: 121.001 },
      { track: 'T2', mode: 'under_water', has_time: true, m: Date.parse('2022-03-02T00:00:00Z'), x: 121.001 },
    ]);
  });

  it('asks for the date of tracks without times', async () => {
    const file = geojsonOf('lines.geojson', [[{ track: 'L' }, 'LineString', [at(0, 0), at(1, 0)]]]);
    const defaults = { mode: '水上' };
    expect((await load('qp', 'tracks', file, { defaults })).issues).toMatchObject([
      { code: 'missing_field', field: 'date' },
    ]);
    expect(counts(await load('qp', 'tracks', file, { defaults: { mode: '水上', date: '2022-05-01' } }))).toEqual([
      1, 0, 0, 0,
    ]);
  });

  it('takes the way points of a GPX for a layer of points and its tracks for one of lines', async () => {
    const mixed = `<gpx version="1.1"><wpt lon="121.01" lat="31.1"><name>疑似口</name><sym>Flag</sym></wpt>
      <wpt lon="121.02" lat="31.1"/><rte><rtept lon="121" lat="31"/></rte>
      <trk><name>走航</name><trkseg><trkpt lon="121.01" lat="31.1"/><trkpt lon="121.02" lat="31.1"/></trkseg></trk></gpx>`;
    const file = fileOf('mixed.gpx', mixed);
    const points = await load('gpx', 'outfalls', file);
    expect([points.rows_new, points.crs, points.mapping]).toEqual([2, 'EPSG:4326', { name: 'name', type: 'type' }]);
    expect(
      await db.query(`select name, st_x(geom) as lon from register.outfall where district = 'gpx' order by id`),
    ).toEqual([
      { name: '疑似口', lon: 121.01 },
      { name: null, lon: 121.02 },
    ]);
    const defaults = { mode: 'above_water', date: '2022-03-01' };
    expect((await load('gpx', 'tracks', file, { defaults })).rows_new).toBe(1);
    await expect(load('gpx', 'outfalls', file, { sourceLayer: 'routes' })).rejects.toMatchObject({
      code: 'unknown_source_layer',
    });
  });

  it('asks for --utc-offset where the local time is not known', async () => {
    const gpx = `<gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Rhein</name><trkseg>
      <trkpt lon="9.5" lat="47.1"><time>2026-05-01T06:00:00Z</time></trkpt>
      <trkpt lon="9.5" lat="47.101"><time>2026-05-01T06:01:00Z</time></trkpt></trkseg></trk></gpx>`;
    const file = fileOf('walk.gpx', gpx);
    const defaults = { mode: 'above_water' };
    await expect(load('li', 'tracks', file, { defaults })).rejects.toMatchObject({ code: 'utc_offset_needed' });
    const report = await load('li', 'tracks', file, { defaults, district: { key: 'li', utcOffsetMinutes: 120 } });
    expect(counts(report)).toEqual([1, 0, 0, 0]);
  });

  it('looks up rivers of records by key or name and names the unknown and the ambiguous', async () => {
    const csv = [
      '河道名称,起点里程,终点里程,排查方式,排查日期',
      'A,100,900,水上,2022-03-01',
      '青浦塘,,,水上,2022-03-01',
      '淀浦河,,,水上,2022-03-01',
      'A,100,,水上,2022-03-01',
      'A,900,200,水下,2022-03-02',
    ].join('\n');
    const report = await load('qp', 'surveys', fileOf('records.csv', csv));
    expect(counts(report)).toEqual([1, 0, 0, 4]);
    expect(report.issues.map(({ row, code }) => [row, code])).toEqual([
      [2, 'river_ambiguous'],
      [3, 'river_unknown'],
      [4, 'bad_range'],
      [5, 'range_reversed'],
    ]);
    expect(await db.query('select from_mm, to_mm, bank from register.survey_record order by id')).toEqual([
      { from_mm: 100_000, to_mm: 900_000, bank: 'both' },
    ]);
  });
});

describe('rows made in the process', () => {
  it('take the same path, and the same fingerprint is answered from the first batch', async () => {
    const request = () => ({
      district: { key: 'demo', name: '演示', synthetic: true },
      layer: 'outfalls' as const,
      name: 'demo outfalls',
      fingerprint: 'seed 1',
      rows: [{ row: 1, properties: { code: 'D1', type: 'other' }, geometry: { type: 'Point', coordinates: at(0, 0) } }],
    });
    expect(counts(await importRows(db, request()))).toEqual([1, 0, 0, 0]);
    expect((await importRows(db, request())).repeated).toBe(true);
    expect(await db.query(`select name, synthetic from register.district where key = 'demo'`)).toEqual([
      { name: '演示', synthetic: true },
    ]);
  });
});
