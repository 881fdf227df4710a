/** The layer inside a file: folders of a KML, and files that have none to choose from. */
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { pickLayer } from '../../server/import/formats/refusals.ts';
import { importFile } from '../../server/import/import.ts';
import { previewFile } from '../../server/import/preview/preview.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf, geojsonOf } from './files.ts';
import { gdalFile, hasGdal } from './gdal.ts';
import { readSource, refusalOf } from './read-source.ts';
import { shapefileOf } from './shapefile-files.ts';

const place = (name: string, x: number, more = '') => {
  const ring = `${x},31.1 ${x + 0.01},31.1 ${x + 0.01},31.11 ${x},31.11 ${x},31.1`;
  return `<Placemark><name>${name}</name>${more}<Polygon><outerBoundaryIs><LinearRing><coordinates>${ring}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`;
};
const folder = (name: string, body: string) => `<Folder><name>${name}</name><open>1</open>${body}</Folder>`;
const kmlOf = (body: string) => `<kml><Document><name>保护区</name>${body}</Document></kml>`;
const ZONES = kmlOf(folder('一级', place('甲', 121.1)) + folder('二级', place('乙', 121.2)) + place('丙', 121.3));

describe('folders of a KML', () => {
  it('are its layers, read together where none is asked for, and a column', async () => {
    const path = fileOf('folders.kml', ZONES);
    const all = await readSource(path);
    expect(all.columns).toEqual(['name', 'folder']);
    expect(all.list.map(({ row, properties }) => [row, properties.name, properties.folder])).toEqual([
      [1, '甲', '一级'],
      [2, '乙', '二级'],
      [3, '丙', undefined],
    ]);
    const second = await readSource(path, '二级');
    expect([second.layer, second.list.map(({ row, properties }) => [row, properties.name])]).toEqual([
      '二级',
      [[2, '乙']],
    ]);
    expect(await refusalOf(path, '三级')).toBe('unknown_source_layer');
  });

  it('inside folders are called by their own name, by their path where two have the same', async () => {
    const inner = (town: string, name: string, x: number) => folder(town, folder('一级', place(name, x)));
    const path = fileOf('nested.kml', kmlOf(inner('东镇', '甲', 121.1) + inner('西镇', '乙', 121.2)));
    const { layers, list } = await readSource(path);
    expect(layers).toEqual(['东镇/一级', '西镇/一级']);
    expect(list.map(({ properties }) => properties.folder)).toEqual(layers);
    expect((await readSource(path, '西镇/一级')).list).toHaveLength(1);
    const deep = fileOf('deep-folders.kml', kmlOf(folder('水源地', folder('二级', place('乙', 121.2)))));
    expect((await readSource(deep)).layers).toEqual(['二级']);
  });

  it('come with the folders inside them', async () => {
    const inner = folder('内层', place('乙', 121.2) + folder('最内层', place('丙', 121.3)));
    const body = folder('排污口', place('甲', 121.1) + inner) + folder('排污口旧', place('丁', 121.4));
    const path = fileOf('inner.kml', kmlOf(body));
    const rows = async (layer: string) =>
      (await readSource(path, layer)).list.map(({ row, properties }) => [row, properties.name, properties.folder]);
    expect((await readSource(path)).layers).toEqual(['排污口', '内层', '最内层', '排污口旧']);
    expect(await rows('排污口')).toEqual([
      [1, '甲', '排污口'],
      [2, '乙', '内层'],
      [3, '丙', '最内层'],
    ]);
    expect((await rows('内层')).map(([row]) => row)).toEqual([2, 3]);
    expect(await rows('排污口旧')).toHaveLength(1);
  });

  it('stay out of the way of a column of that name', async () => {
    const own = '<ExtendedData><Data name="folder"><value>自有</value></Data></ExtendedData>';
    const { columns, list } = await readSource(fileOf('own.kml', kmlOf(folder('一级', place('甲', 121.1, own)))));
    expect([columns.filter((column) => column === 'folder'), list[0].properties.folder]).toEqual([['folder'], '自有']);
  });

  it('are chosen in a KMZ of one document, and in a zip', async () => {
    const kmz = fileOf('folders.kmz', zipSync({ 'doc.kml': Buffer.from(ZONES) }));
    expect((await readSource(kmz, '一级')).list).toHaveLength(1);
    const zip = fileOf('folders.zip', zipSync({ 'a.kml': Buffer.from(ZONES) }));
    expect([(await readSource(zip, '二级')).list.length, (await readSource(zip, 'a')).list.length]).toEqual([1, 3]);
  });
});

describe('a layer asked for where a file has none', () => {
  const points: Parameters<typeof geojsonOf>[1] = [[{ name: '甲' }, 'Point', [121.1, 31.1]]];
  const table = { encoding: 'utf-8' as const, columns: ['name'], width: 20, rows: [['甲']] };
  it.each<[string, string]>([
    ['CSV', fileOf('one.csv', 'name,lon,lat\n甲,121.1,31.1')],
    ['GeoJSON', geojsonOf('one.geojson', points)],
    ['newline-delimited GeoJSON', fileOf('one.geojsonl', '{"type":"Feature","properties":{},"geometry":null}')],
    ['Shapefile', shapefileOf('one', table)],
    ['KML without folders', fileOf('one.kml', kmlOf(place('甲', 121.1)))],
    ['CSV in a zip', fileOf('one.zip', zipSync({ 'a.csv': Buffer.from('name,lon,lat\n甲,121.1,31.1') }))],
    ...(hasGdal ? [['FlatGeobuf', gdalFile('one.fgb', 'FlatGeobuf', points)] as [string, string]] : []),
  ])('is refused: %s', async (_, path) => {
    expect(await refusalOf(path, '一级')).toMatch(/^(no_source_layers|unknown_source_layer)$/);
    expect(await refusalOf(path)).toBe('opened 1');
  });
});

describe('an import', () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());
  const request = { layer: 'zones', district: { key: 'kml' }, defaults: { kind: 'drinking_water' } } as const;

  it('takes the folder asked for and no other, and lists the column of the folders', async () => {
    const file = fileOf('import.kml', ZONES);
    const first = await importFile(db, {
      ...request,
      file,
      sourceLayer: '一级',
      defaults: { ...request.defaults, level: '1' },
    });
    expect(first).toMatchObject({ rows_read: 1, rows_new: 1, columns_left: expect.arrayContaining(['folder']) });
    const all = await importFile(db, { ...request, file, mapping: { level: 'folder' } });
    expect(all).toMatchObject({ rows_read: 3, rows_new: 2, rows_same: 1 });
    expect(await db.query('select name, level from register.protected_zone order by id')).toEqual([
      { name: '甲', level: '1' },
      { name: '乙', level: '2' },
      { name: '丙', level: null },
    ]);
  });

  it('has a preview that offers the folders, and all of them', async () => {
    const file = fileOf('preview.kml', ZONES);
    const offered = { source_layers: ['一级', '二级'], source_layer_optional: true };
    expect(await previewFile(db, { ...request, file })).toMatchObject({ ...offered, source_layer: null, rows_kept: 3 });
    const one = await previewFile(db, { ...request, file, sourceLayer: '二级' });
    expect(one).toMatchObject({ ...offered, source_layer: '二级', rows_kept: 1 });
  });
});

it('a file without any layer says so, asked for one or not', () => {
  for (const asked of [undefined, '一级'])
    expect(() => pickLayer('empty.gpkg', [], asked)).toThrow(expect.objectContaining({ code: 'no_layer_inside' }));
});
