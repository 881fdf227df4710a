import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { importFile } from '../../server/import/import.ts';
import type { FileRequest } from '../../server/import/request.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf, geojsonOf } from './files.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  const line = [
    [121, 31],
    [121.03, 31],
  ];
  const file = geojsonOf('rows-rivers.geojson', [[{ key: 'A' }, 'LineString', line]]);
  await importFile(db, { file, district: { key: 'qp' }, layer: 'rivers' });
});
afterAll(() => db.close());

const load = (file: string, more: Partial<FileRequest> = {}) =>
  importFile(db, { file, district: { key: 'qp' }, layer: 'outfalls', ...more });

describe('a file without rows', () => {
  it.each([
    ['header.csv', '名称,经度,纬度\r\n'],
    ['blanks.csv', 'name,lon,lat\n,,\n , ,\n\n'],
    ['sum.csv', 'name,lon,lat\n合计,0,0\n'],
    ['none.geojson', '{"type":"FeatureCollection","features":[]}'],
    ['none.gpx', '<gpx><metadata/></gpx>'],
    ['none.kml', '<kml><Document><name>x</name></Document></kml>'],
  ])('%s is refused as such, with --crs or without', async (name, content) => {
    for (const crs of [undefined, 'EPSG:4490'])
      await expect(load(fileOf(name, content), { crs })).rejects.toMatchObject({
        code: 'no_rows',
        message: `${name} has no rows`,
        messageZh: `${name} 中没有数据行`,
      });
    expect(await db.query('select count(*) as n from register.import_batch')).toEqual([{ n: 1 }]);
  });

  it('of GPX says that there are routes or way points instead of tracks', async () => {
    const [rte, wpt] = [
      '<rte><rtept lat="31" lon="121"/><rtept lat="31" lon="121.1"/></rte>',
      '<wpt lat="31" lon="121"/>',
    ];
    await expect(load(fileOf('r.gpx', `<gpx>${rte}${rte}</gpx>`), { layer: 'rivers' })).rejects.toMatchObject({
      code: 'no_rows',
      message: 'r.gpx has no track (trk), only 2 routes (rte): save them as tracks',
      messageZh: 'r.gpx 中没有轨迹（trk），只有 2 条航线（rte）：请另存为轨迹',
    });
    await expect(load(fileOf('w.gpx', `<gpx>${wpt}${rte}</gpx>`), { layer: 'tracks' })).rejects.toMatchObject({
      code: 'no_rows',
      message: 'w.gpx has no track (trk), only 1 routes (rte), 1 way points (wpt): save them as tracks',
      messageZh: 'w.gpx 中没有轨迹（trk），只有 1 条航线（rte）、1 个航点（wpt）：请另存为轨迹',
    });
  });

  it('of GPX says that there are tracks instead of way points', async () => {
    const trk = '<trk><trkseg><trkpt lat="31" lon="121"/></trkseg></trk>';
    await expect(load(fileOf('t.gpx', `<gpx>${trk}</gpx>`), { layer: 'outfalls' })).rejects.toMatchObject({
      code: 'no_rows',
      message: 't.gpx has no way point (wpt), only 1 tracks (trk): save them as way points',
      messageZh: 't.gpx 中没有航点（wpt），只有 1 条轨迹（trk）：请另存为航点',
    });
  });

  it('after the filter is refused with the filter', async () => {
    const file = fileOf('where.csv', 'name,lon,lat\na,121.01,31\n');
    await expect(load(file, { crs: 'EPSG:4490', where: [{ column: 'name', value: 'b' }] })).rejects.toMatchObject({
      code: 'no_rows',
      message: 'where.csv has no row with name=b',
    });
  });

  it('but with damaged records is a batch that names them', async () => {
    const report = await load(fileOf('damaged.csv', 'name,lon,lat\n"a"x,121.01,31\n'), { crs: 'EPSG:4490' });
    expect(report).toMatchObject({ rows_read: 1, rows_rejected: 1, issues: [{ code: 'bad_quote', row: 1 }] });
  });
});

describe('a column that picks the rows', () => {
  const file = fileOf('nodes.csv', 'name,type,lon,lat\na,OF,121.011,31\nb,MH,121.012,31\nc,工业,121.013,31\n');
  const only = async (value: string, mapping = {}) =>
    load(file, { crs: 'EPSG:4490', where: [{ column: 'type', value }], mapping, dryRun: true });

  it('by a word of another list fills no field of ours', async () => {
    expect(await only('OF')).toMatchObject({ rows_new: 1, mapping: { name: 'name' } });
    expect((await only('OF')).mapping).not.toHaveProperty('type');
  });

  it('by a word of ours does, and so does one that is asked for', async () => {
    expect((await only('工业')).mapping).toHaveProperty('type', 'type');
    expect(await only('OF', { type: 'type' })).toMatchObject({ rows_new: 1, issues: [{ code: 'value_left_empty' }] });
  });
});
