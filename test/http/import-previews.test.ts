/** A file looked at before it is imported: what is said of it, its tiles, who may see it, and that nothing is written. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Previews } from '../../server/http/imports/previews.ts';
import { previewFile } from '../../server/import/preview/preview.ts';
import { hasGdal } from '../import/gdal.ts';
import {
  formOf,
  openUploadService,
  outfallsCsv,
  riversGeojson,
  type UploadService,
  uploadFolders,
} from '../support/upload-service.ts';

let service: UploadService;
beforeAll(async () => {
  service = await openUploadService();
  await service.upload({ layer: 'rivers', district: 'li' }, { 'rivers.geojson': riversGeojson(['甲河', '乙河']) });
});
afterAll(async () => {
  await service.close();
  expect(uploadFolders()).toEqual([]);
});

type Files = Record<string, string | Uint8Array>;
const look = (fields: Record<string, string>, files: Files, role: 'editor' | 'viewer' | 'admin' = 'editor') =>
  service.ask(role, 'imports/previews', { method: 'POST', body: formOf(fields, files) });
const lookAgain = (id: string, fields: Record<string, string>) =>
  service.ask('editor', `imports/previews/${id}`, { method: 'PUT', body: formOf(fields, {}) });
const letGo = (id: string) => service.ask('editor', `imports/previews/${id}`, { method: 'DELETE' });

const outfalls = async () => (await service.db.query('select id from register.outfall')).length;
const POINTS = outfallsCsv([
  ['口一', '9.51', '47.105'],
  ['口二', '9.512', '47.106'],
  ['口三', '200', '95.5'],
]);

/** Places in one tile of the preview, in degrees. */
async function placesIn(address: string, z: number, x: number, y: number) {
  const url = address.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y));
  const response = await fetch(`${service.address}${url}`, {
    headers: { authorization: `Bearer ${service.tokens.editor}` },
  });
  expect(response.status).toBe(200);
  const layer = new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer())) as never).layers.preview;
  return Array.from({ length: layer.length }, (_, i) => layer.feature(i).toGeoJSON(x, y, z));
}

const tileAt = (lon: number, lat: number, z: number): [number, number, number] => {
  const s = Math.sin((lat * Math.PI) / 180);
  return [
    z,
    Math.floor(((lon + 180) / 360) * 2 ** z),
    Math.floor((0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * 2 ** z),
  ];
};

describe('a preview', () => {
  it('counts, names what is wrong, proposes layer and mapping, and writes nothing', async () => {
    const before = [await outfalls(), await service.db.query('select version from register.district')];
    const { status, body, headers } = await look({ crs: 'EPSG:4490' }, { '排口.csv': POINTS });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/imports/previews/${body.preview}`);
    expect(body).toMatchObject({
      file_name: '排口.csv',
      format: 'CSV',
      layer: 'outfalls',
      mapping: { name: 'name', lon: 'lon', lat: 'lat' },
      columns_left: [],
      crs: 'EPSG:4490',
      rows_read: 3,
      rows_kept: 2,
      rows_rejected: 1,
      is_complete: true,
      features: 2,
      bounds: [9.51, 47.105, 9.512, 47.106],
      issues_by_code: { out_of_range: 1 },
      refusal: null,
    });
    expect(body.columns[0]).toEqual({ name: 'name', samples: ['口一', '口二', '口三'] });
    expect(body.issues[0]).toMatchObject({ severity: 'error', row: 3, reason_zh: expect.stringMatching(/[一-鿿]/) });
    const rows = await service.ask('editor', `imports/previews/${body.preview}/issues?format=csv`);
    expect(rows.body).toMatch(/^\ufeff?name,lon,lat,.*\r?\n口三,200,95.5,.*out_of_range/);
    expect([await outfalls(), await service.db.query('select version from register.district')]).toEqual(before);
    await letGo(body.preview);
  });

  it('asks for the layer where headers say as much for several and the name for none', async () => {
    const rows = '排口号,口名,经度,纬度,类别\n1,口一,9.51,47.105,工业排污口';
    const { body } = await look({ crs: 'EPSG:4490' }, { 'again.csv': rows });
    expect(body).toMatchObject({ layer: null, refusal: null });
    await letGo(body.preview);
    const named = await look({ crs: 'EPSG:4490' }, { 'outfalls.csv': rows });
    expect(named.body.layer).toBe('outfalls');
    await letGo(named.body.preview);
  });

  it('says a refusal beside what it knows, with the systems that may be meant, and takes other options', async () => {
    const { body } = await look({ layer: 'outfalls' }, { 'a.csv': 'n,e1,n1\n口,9.51,47.105' });
    expect(body).toMatchObject({
      refusal: { code: 'no_position', detail_zh: expect.stringMatching(/[一-鿿]/) },
      features: 0,
    });
    const mapped = await lookAgain(body.preview, { layer: 'outfalls', map: 'name=n,lon=e1,lat=n1' });
    expect(mapped.body).toMatchObject({
      refusal: { code: 'crs_needed' },
      crs_candidates: ['EPSG:4490 (CGCS2000)', 'EPSG:4326 (WGS 84)'],
      mapping: { name: 'n', lon: 'e1', lat: 'n1' },
    });
    const settled = await lookAgain(body.preview, { layer: 'outfalls', map: 'name=n,lon=e1,lat=n1', crs: 'EPSG:4326' });
    expect(settled.body).toMatchObject({ refusal: null, rows_kept: 1, tiles: expect.stringContaining('reading=3') });
    await letGo(body.preview);
  });

  it('offers the rule that makes rows of a wide table, and takes it; values for all rows as well', async () => {
    const wide = '名称,排口1经度,排口1纬度,排口2经度,排口2纬度\n口,9.51,47.105,9.512,47.106';
    const { body } = await look({ layer: 'outfalls', crs: 'EPSG:4490' }, { '宽.csv': wide });
    expect(body.refusal.code).toBe('wide_table');
    const options = { layer: 'outfalls', crs: 'EPSG:4490', unpivot: body.unpivot_proposed, set: 'type=工业排污口' };
    const taken = await lookAgain(body.preview, options);
    expect(taken.body).toMatchObject({ refusal: null, features: 2, unpivot_proposed: null });
    expect(taken.body.fields.find(({ name }: { name: string }) => name === 'type').values).toContain('工业排污口');
    const wrong = await lookAgain(body.preview, { ...options, set: 'type=城堡' });
    expect(wrong.body.refusal ?? wrong.body).toMatchObject({ code: 'bad_set' });
    await letGo(body.preview);
  });

  it('gives the rows of a wide table to mend as the file has them, to be read by the same rule again', async () => {
    const wide = '名称,排口1经度,排口1纬度,排口2经度,排口2纬度\n口,9.51,47.105,9.512,97.106';
    const { body } = await look({ layer: 'outfalls', crs: 'EPSG:4490' }, { '宽.csv': wide });
    const options = { layer: 'outfalls', crs: 'EPSG:4490', unpivot: body.unpivot_proposed };
    expect((await lookAgain(body.preview, options)).body).toMatchObject({ rows_kept: 1, rows_rejected: 1 });
    const rows = await service.ask('editor', `imports/previews/${body.preview}/issues?format=csv`);
    expect(rows.body.split(/\r?\n/)[0]).toMatch(/^\ufeff?名称,排口1经度,排口1纬度,排口2经度,排口2纬度,atlas_/);
    const mended = await look(options, { '改.csv': rows.body.replace('97.106', '47.106') });
    expect(mended.body).toMatchObject({ refusal: null, rows_kept: 2, rows_rejected: 0 });
    for (const { preview } of [body, mended.body]) await letGo(preview);
  });

  it('that is read anew takes a place among the uploads that may arrive at once', async () => {
    const small = await openUploadService({ IMPORT_JOBS: '1' });
    const fields = { layer: 'outfalls', crs: 'EPSG:4490', district: 'li' };
    const ask = (method: string, path: string, files: Files) =>
      small.ask('editor', `imports/previews${path}`, { method, body: formOf(fields, files) });
    const { preview } = (await ask('POST', '', { 'p.csv': POINTS })).body;
    const stalled = connect(Number(new URL(small.address).port), '127.0.0.1');
    stalled.write(`POST /api/v1/imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${small.tokens.editor}\r\n`);
    stalled.write('Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000\r\n\r\n--x\r\n');
    await expect.poll(() => uploadFolders().length).toBe(2); // it is arriving
    expect((await ask('PUT', `/${preview}`, {})).body).toMatchObject({ status: 429, code: 'too_many_imports' });
    stalled.destroy();
    await expect.poll(async () => (await ask('PUT', `/${preview}`, {})).status, { timeout: 30_000 }).toBe(200);
    await small.close();
  });

  it('draws points, lines and polygons where the file has them, by an independent reader of tiles', async () => {
    const { body: points } = await look({ layer: 'outfalls', crs: 'EPSG:4490' }, { 'p.csv': POINTS });
    const [first] = await placesIn(points.tiles, ...tileAt(9.51, 47.105, 16));
    expect(first.properties).toEqual({ row: 1, name: '口一' });
    expect(first.geometry).toMatchObject({ type: 'Point' });
    const [lon, lat] = (first.geometry as unknown as { coordinates: [number, number] }).coordinates;
    expect([lon, lat]).toEqual([expect.closeTo(9.51, 5), expect.closeTo(47.105, 5)]); // the grid at 16 is 0.15 m

    const square = [
      [9.5, 47.1],
      [9.6, 47.1],
      [9.6, 47.2],
      [9.5, 47.2],
      [9.5, 47.1],
    ];
    const hole = [
      [9.54, 47.14],
      [9.56, 47.14],
      [9.56, 47.16],
      [9.54, 47.16],
      [9.54, 47.14],
    ];
    const zone = {
      type: 'Feature',
      properties: { name: '区' },
      geometry: { type: 'Polygon', coordinates: [square, hole] },
    };
    const { body: zones } = await look(
      { layer: 'zones' },
      { 'z.geojson': JSON.stringify({ type: 'FeatureCollection', features: [zone] }) },
    );
    const [shape] = await placesIn(zones.tiles, ...tileAt(9.55, 47.15, 8));
    expect((shape.geometry as unknown as { coordinates: unknown[] }).coordinates).toHaveLength(2);
    const { body: rivers } = await look({ layer: 'rivers' }, { 'r.geojson': riversGeojson(['丙河', '丁河', '戊河']) });
    expect(await placesIn(rivers.tiles, ...tileAt(9.51, 47.11, 9))).toHaveLength(3);
    for (const { preview } of [points, zones, rivers]) await letGo(preview);
  });

  it.skipIf(!hasGdal)('counts and bounds a GeoPackage in a national grid as GDAL does', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'preview-gdal-'));
    const [json, gpkg] = [join(folder, 'in.geojson'), join(folder, 'points.gpkg')];
    const features = Array.from({ length: 500 }, (_, i) => ({
      type: 'Feature',
      properties: { name: `口${i}` },
      geometry: { type: 'Point', coordinates: [9.5 + (i % 25) * 0.001, 47.1 + Math.floor(i / 25) * 0.001] },
    }));
    writeFileSync(json, JSON.stringify({ type: 'FeatureCollection', features }));
    execFileSync('ogr2ogr', ['-f', 'GPKG', '-t_srs', 'EPSG:2056', '-nln', '排口', gpkg, json]);
    const wgs = execFileSync('ogr2ogr', [
      '-f',
      'CSV',
      '/vsistdout/',
      '-t_srs',
      'EPSG:4326',
      '-lco',
      'GEOMETRY=AS_XY',
      gpkg,
    ]);
    const rows = wgs
      .toString()
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(0, 2).map(Number));
    const { body } = await look({}, { 'points.gpkg': readFileSync(gpkg) });
    rmSync(folder, { recursive: true });
    expect(body).toMatchObject({
      layer: 'outfalls',
      source_layer: '排口',
      crs: 'EPSG:2056',
      rows_read: rows.length,
      features: rows.length,
    });
    const [xs, ys] = [rows.map(([x]) => x), rows.map(([, y]) => y)];
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    // the two ways of Swisstopo's grid differ by decimetres
    expect(body.bounds).toEqual(box.map((ordinate) => expect.closeTo(ordinate, 5)));
    const drawn = await placesIn(body.tiles, 0, 0, 0);
    expect(drawn).toHaveLength(rows.length);
    await letGo(body.preview);
  });

  it.skipIf(!hasGdal)('asks which layer of a file is meant, and reads the one chosen', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'preview-layers-'));
    writeFileSync(join(folder, 'r.geojson'), riversGeojson(['甲河']));
    const gpkg = join(folder, 'two.gpkg');
    execFileSync('ogr2ogr', ['-f', 'GPKG', '-nln', 'rivers', gpkg, join(folder, 'r.geojson')]);
    execFileSync('ogr2ogr', ['-f', 'GPKG', '-update', '-nln', 'other', gpkg, join(folder, 'r.geojson')]);
    const { body } = await look({}, { 'two.gpkg': readFileSync(gpkg) });
    rmSync(folder, { recursive: true });
    expect(body).toMatchObject({ source_layers: ['other', 'rivers'], source_layer: null, columns: [], refusal: null });
    const chosen = await lookAgain(body.preview, { source_layer: 'rivers' });
    expect(chosen.body).toMatchObject({ source_layer: 'rivers', layer: 'rivers', rows_kept: 1 });
    await letGo(body.preview);
  });

  it('becomes an import without a second upload, the numbers those it said', async () => {
    const { body } = await look({ layer: 'outfalls', crs: 'EPSG:4490' }, { 'p.csv': POINTS });
    const job = await service.upload({ preview: body.preview, layer: 'outfalls', crs: 'EPSG:4490' }, {});
    expect(job).toMatchObject({ state: 'done', file_name: 'p.csv' });
    expect(job.result).toMatchObject({ rows_read: 3, rows_new: body.rows_kept, rows_rejected: body.rows_rejected });
    const again = await service.upload({ preview: body.preview, layer: 'outfalls', crs: 'EPSG:4490' }, {});
    expect(again.result.repeated).toBe(true);
    await letGo(body.preview);
    const gone = await service.post({ preview: body.preview, layer: 'outfalls' }, {});
    expect([gone.status, gone.body.code]).toEqual([404, 'preview_unknown']);
  });

  it('is for editors, and for the token that brought the file alone', async () => {
    expect((await look({}, { 'p.csv': POINTS }, 'viewer')).body.code).toBe('role_insufficient');
    const { body } = await look({ layer: 'outfalls', crs: 'EPSG:4490' }, { 'p.csv': POINTS });
    const tile = body.tiles.replace('/api/v1/', '').replace('{z}/{x}/{y}', '0/0/0');
    expect((await service.ask('editor', tile)).status).toBe(200);
    expect((await service.ask('admin', tile)).body.code).toBe('preview_unknown');
    expect((await service.ask('viewer', tile)).body.code).toBe('role_insufficient');
    expect((await service.ask(undefined, tile)).status).toBe(401);
    await letGo(body.preview);
  });
});

describe('files that mean harm or nothing', () => {
  it.each([
    [{ 'x.gpkg': 'not a database' }, 'wrong_extension'],
    [{ 'x.exe': 'MZ' }, 'unknown_format'],
    [{ 'x.shp': new Uint8Array(100) }, 'wrong_extension'],
    [{ 'x.geojson': '{"type":"FeatureCollection","features":[' }, 'unreadable_file'],
    [{ 'x.csv': '' }, 'empty_file'],
    [{}, 'upload_file'],
    [{ '..': 'a' }, 'upload_name'],
  ] as [Files, string][])('are refused in words, case %#', async (files, code) => {
    const { status, body } = await look({}, files);
    expect([status, body.code ?? body.refusal?.code]).toEqual([400, code]);
    expect(body.detail_zh).toMatch(/[一-鿿]/);
  });

  it('are read to a limit and no further', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'preview-limit-'));
    const file = join(folder, 'many.csv');
    writeFileSync(file, outfallsCsv(Array.from({ length: 5000 }, (_, i) => [`口${i}`, i % 2 ? 'x' : '9.51', '47.1'])));
    const limits = { rows: 1000, vertices: 1e6, shapes: 100, shapeVertices: 1e6, issues: 10 };
    const request = { file, layer: 'outfalls' as const, district: { key: 'li' }, crs: 'EPSG:4490' };
    const preview = await previewFile(service.db, request, limits);
    rmSync(folder, { recursive: true });
    expect(preview).toMatchObject({ is_complete: false, is_drawn_whole: false });
    expect(preview.rows_read).toBeLessThan(3000);
    expect(preview.rows_kept + preview.rows_rejected).toBe(preview.rows_read);
    expect([preview.features.length, preview.issues.length]).toEqual([100, 10]);
    expect(preview.issues_by_code.bad_coordinate ?? preview.issues_by_code.not_a_number).toBe(preview.rows_rejected);
  });
});

describe('the place for previews', () => {
  const shown = { features: [] } as unknown as Parameters<Previews['add']>[2];
  const uploadOf = (gone: string[], name: string) => ({
    form: new Map(),
    files: [name],
    discard: async () => void gone.push(name),
  });

  it('forgets what was not used for half an hour, and a token its oldest for its fifth', async () => {
    const [gone, clock] = [[] as string[], { now: 0 }];
    const previews = new Previews(6, () => clock.now);
    const ids = ['a', 'b', 'c', 'd'].map((name, i) => {
      clock.now = i;
      return previews.add(1, uploadOf(gone, name), shown).id;
    });
    await previews.makeRoom(1);
    expect(gone).toEqual(['a']);
    clock.now = 20 * 60_000;
    previews.get(ids[3], 1);
    clock.now = 40 * 60_000;
    expect(() => previews.get(ids[1], 1)).toThrow('no preview');
    await previews.makeRoom(2);
    expect(gone.toSorted()).toEqual(['a', 'b', 'c']);
    await previews.close();
  });

  it('is full for everyone at its limit, and a file stays while an import reads it', async () => {
    const gone: string[] = [];
    const previews = new Previews(1);
    const preview = previews.add(1, uploadOf(gone, 'a'), shown);
    await expect(previews.makeRoom(2)).rejects.toMatchObject({ code: 'too_many_previews', status: 429 });
    const form = { form: new Map([['preview', [preview.id]]]), files: [], discard: async () => undefined };
    const lent = await previews.filesFor(form, 1);
    await previews.remove(preview);
    expect([lent.files, gone]).toEqual([['a'], []]);
    await lent.discard();
    expect(gone).toEqual(['a']);
    await previews.close();
  });
});
