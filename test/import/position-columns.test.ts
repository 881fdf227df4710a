/** Tables that say their positions twice: which columns are read, what is said of the others, and what no row may be read as. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { importFile } from '../../server/import/import.ts';
import { previewFile } from '../../server/import/preview/preview.ts';
import type { FileRequest } from '../../server/import/request.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf, geojsonOf } from './files.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

type Options = Pick<FileRequest, 'crs' | 'mapping' | 'layer'>;
let files = 0;

async function load(text: string, options: Partial<Options> = {}) {
  const district = `twice-${++files}`;
  const request = { file: fileOf(`${district}.csv`, text), district: { key: district }, layer: 'outfalls', ...options };
  const preview = await previewFile(db, request as FileRequest);
  const report = await importFile(db, request as FileRequest).catch((refusal: Error & { code: string }) => refusal);
  if ('code' in report) return { refused: report.code, message: report.message, previewed: preview.refusal?.code };
  expect(preview).toMatchObject({ mapping: report.mapping, issues_by_code: report.issues_by_code });
  const places = await db.query(
    `select source_id as id, round(st_x(geom)::numeric, 4)::float8 as lon, round(st_y(geom)::numeric, 4)::float8 as lat
       from register.outfall where district = $1 order by 1`,
    [district],
  );
  const said = report.issues.map(({ row, code, value }) => [row, code, value]);
  return {
    places: places.map(({ id, lon, lat }) => [id, lon, lat]),
    said,
    mapping: report.mapping,
    issues: report.issues,
  };
}

const BOTH = [
  '编号,经度,纬度,X,Y',
  'B1,121.1,31.1,3442861.1,604958.2',
  'B2,121.11,31.1,3442870.7,605912.3',
  'B3,,,3442870.7,606000.1',
  'B4,121.12,31.1,,',
].join('\n');
const AT_B1 = ['B1', 121.1001, 31.1025];

describe('lon and lat beside x and y', () => {
  it('are read in a system of degrees, and it is said that x and y are not', async () => {
    const { places, said, mapping, issues } = await load(BOTH, { crs: 'EPSG:4490' });
    expect(places).toEqual([
      ['B1', 121.1, 31.1],
      ['B2', 121.11, 31.1],
      ['B4', 121.12, 31.1],
    ]);
    expect(said).toEqual([
      [null, 'position_columns_left', 'X, Y'],
      [3, 'position_elsewhere', '3442870.7, 606000.1'],
    ]);
    expect(issues![1].reason_zh).toContain('位置取自 经度, 纬度，该行此处为空，只有 X, Y 有值');
    expect(mapping).toEqual({ source_id: '编号', lon: '经度', lat: '纬度' });
  });

  it('give way to x and y in a plane system', async () => {
    const { places, said, mapping } = await load(BOTH, { crs: 'EPSG:4549' });
    expect(places!.map(([id]) => id)).toEqual(['B1', 'B2', 'B3']);
    expect(places![0]).toEqual(AT_B1);
    expect(said).toEqual([
      [null, 'position_columns_left', '经度, 纬度'],
      [null, 'axes_told_apart', '3442870.7, 605912.3'],
      [4, 'position_elsewhere', '121.12, 31.1'],
    ]);
    expect(mapping).toEqual({ source_id: '编号', x: 'X', y: 'Y' });
  });

  it('give way to x and y that were asked for, also to what those then are not', async () => {
    const mapping = { x: 'Y', y: 'X' };
    const asked = await load(BOTH, { crs: 'EPSG:4549', mapping });
    expect(asked.places![0]).toEqual(AT_B1);
    expect(asked.said![0]).toEqual([null, 'position_columns_left', '经度, 纬度']);
    expect(await load(BOTH, { mapping })).toMatchObject({
      refused: 'crs_needed',
      message: expect.stringMatching(/605/),
    });
    const degrees = await load(BOTH, { crs: 'EPSG:4490', mapping });
    expect(degrees).toMatchObject({ refused: 'nothing_to_import' });
  });

  it('are refused where they are all there is, or were asked for, and the system is a plane one', async () => {
    const only = '编号,经度,纬度\nB1,121.1,31.1';
    expect(await load(only, { crs: 'EPSG:4549' })).toMatchObject({
      refused: 'degrees_in_plane',
      previewed: 'degrees_in_plane',
    });
    const mapping = { lon: '经度', lat: '纬度' };
    expect(await load(BOTH, { crs: 'EPSG:4549', mapping })).toMatchObject({ refused: 'degrees_in_plane' });
    expect(await load(BOTH, { crs: 'EPSG:4490', mapping })).toMatchObject({
      places: expect.arrayContaining([['B1', 121.1, 31.1]]),
    });
  });

  it('half asked for are no position', async () => {
    expect(await load('编号,经度,纬度,甲\nB1,121.1,31.1,5', { crs: 'EPSG:4490', mapping: { x: '甲' } })).toMatchObject({
      refused: 'no_position',
    });
  });
});

it('columns asked for as another kind are not said to be left', async () => {
  const csv = '编号,经度,纬度\nB1,121.1,31.1';
  const { places, said, mapping } = await load(csv, { crs: 'EPSG:4326', mapping: { x: '经度', y: '纬度' } });
  expect([places, said, mapping]).toEqual([[['B1', 121.1, 31.1]], [], { source_id: '编号', x: '经度', y: '纬度' }]);
});

describe('a second pair of the same kind', () => {
  const TWICE = '编号,经度,longitude,纬度,latitude\nB1,,121.05,,31.15\nB2,121.06,,31.15,\nB3,,,,';
  it('is named, and so are the rows that have only it', async () => {
    const { places, said, issues } = await load(TWICE, { crs: 'EPSG:4490' });
    expect(places).toEqual([['B2', 121.06, 31.15]]);
    expect(said).toEqual([
      [null, 'position_columns_left', 'longitude, latitude'],
      [1, 'position_elsewhere', '121.05, 31.15'],
      [3, 'missing_geometry', null],
    ]);
    expect(issues![1].reason_zh).toContain('位置取自 经度, 纬度，该行此处为空，只有 longitude, latitude 有值');
  });

  it('is what other columns asked for took the place of', async () => {
    const csv = '编号,经度,纬度,X坐标,Y坐标\nB1,121.05,31.15,121.1,31.1\nB3,121.06,31.15,,';
    const mapping = { lon: 'X坐标', lat: 'Y坐标' };
    const read = await load(csv, { crs: 'EPSG:4490', mapping });
    expect(read).toMatchObject({ places: [['B1', 121.1, 31.1]], mapping: { ...mapping, source_id: '编号' } });
    expect(read.said).toEqual([
      [null, 'position_columns_left', '经度, 纬度'],
      [2, 'position_elsewhere', '121.06, 31.15'],
    ]);
  });
});

it('well-known text is what a plane system is read from beside lon and lat', async () => {
  const csv = '编号,lon,lat,wkt\nB1,121.1,31.1,POINT (604958.2 3442861.1)';
  expect((await load(csv, { crs: 'EPSG:4549' })).places).toEqual([AT_B1]);
  expect((await load(csv, { crs: 'EPSG:4490' })).said).toEqual([[null, 'position_columns_left', 'wkt']]);
});

it('measures that were asked for place a stretch, not the line beside them', async () => {
  const rivers = geojsonOf('twice-rivers.geojson', [
    [
      { key: 'A', name: '甲河' },
      'LineString',
      [
        [121, 31],
        [121.1, 31],
      ],
    ],
  ]);
  await importFile(db, { file: rivers, district: { key: 'reach' }, layer: 'rivers' });
  const file = fileOf('reach.csv', '河道编码,起点,终点,wkt\nA,100,200,"LINESTRING (121.01 31, 121.09 31)"');
  const mapping = { from_m: '起点', to_m: '终点' };
  const report = await importFile(db, {
    file,
    district: { key: 'reach' },
    layer: 'key-reaches',
    mapping,
    crs: 'EPSG:4490',
  });
  expect(report.issues).toMatchObject([{ code: 'position_columns_left', value: 'wkt' }]);
  expect(report.mapping).not.toHaveProperty('wkt');
});

/** A list of rejected rows of a file with geometry that kept lon and lat as words too. */
const mended = (...rows: string[]) => ['编号,经度,纬度,atlas_wkt,atlas_issue_row,atlas_issue_crs', ...rows].join('\n');

describe('lon and lat beside the geometry of a rejected row', () => {
  it('that differ from it are never passed over: the row says both', async () => {
    const csv = mended(
      'P1,121.1,31.1,POINT (121.1 31.1),1,EPSG:4490',
      'P2,121.2,31.2,POINT (121.11 31.15),2,EPSG:4490',
      'P3,,,POINT (121.12 31.1),3,EPSG:4490',
      'P4,121.13,31.13,,4,EPSG:4490',
      'P5,121.14,31.1,POINT (121.14 31.100006),5,EPSG:4490',
      'P6,121.15,31.1,POINT (121.15 31.100004),6,EPSG:4490',
      'P7,121.16,31.1,POINT (0 0),7,EPSG:4490',
    );
    const { places, said, issues } = await load(csv);
    expect(places).toEqual([
      ['P1', 121.1, 31.1],
      ['P3', 121.12, 31.1],
      ['P4', 121.13, 31.13],
      ['P6', 121.15, 31.1],
    ]);
    expect(said).toEqual([
      [2, 'position_contradicts', '121.2, 31.2'],
      [4, 'position_from_columns', '121.13, 31.13'],
      [5, 'position_contradicts', '121.14, 31.1'],
      [7, 'position_contradicts', '121.16, 31.1'],
    ]);
    expect(issues![0].reason_zh).toContain('atlas_wkt 与 经度, 纬度 所指位置不同');
    expect(issues![0].original).toMatchObject({ 经度: '121.2', atlas_wkt: 'POINT (121.11 31.15)' });
  });

  it('are compared in degrees where the geometry is in a plane', async () => {
    const csv = mended(
      'P1,121.100137,31.102518,POINT (604958.2 3442861.1),1,EPSG:4549',
      'P2,121.09,31.1,POINT (604958.2 3442861.1),2,EPSG:4549',
      'P3,121.09,31.1,,3,EPSG:4549',
    );
    const { places, said } = await load(csv);
    expect(places).toEqual([['P1', ...AT_B1.slice(1)]]);
    expect(said).toEqual([
      [2, 'position_contradicts', '121.09, 31.1'],
      [3, 'position_elsewhere', '121.09, 31.1'],
    ]);
  });

  it('count where they are asked for, and the geometry where that is', async () => {
    const csv = mended('P1,121.2,31.2,POINT (121.11 31.15),1,EPSG:4490');
    const asked = await load(csv, { mapping: { lon: '经度', lat: '纬度' } });
    expect(asked).toMatchObject({
      places: [['P1', 121.2, 31.2]],
      said: [[null, 'position_columns_left', 'atlas_wkt']],
    });
    const other = await load(csv, { mapping: { wkt: 'atlas_wkt' } });
    expect(other).toMatchObject({
      places: [['P1', 121.11, 31.15]],
      said: [[null, 'position_columns_left', '经度, 纬度']],
    });
  });
});
