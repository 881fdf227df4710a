/** Surroundings, lists, departments and settings over HTTP: what everybody gets, what a token adds, what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openUploadService, outfallsCsv, riversGeojson, type UploadService } from '../support/upload-service.ts';

let service: UploadService;
const line = (properties: object, coordinates: [number, number][]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties, geometry: { type: 'LineString', coordinates } }],
  });

beforeAll(async () => {
  service = await openUploadService();
  await service.upload({ layer: 'rivers', district: 'li' }, { 'rivers.geojson': riversGeojson(['甲河', '乙河']) });
  const rows = [
    ['一号', '9.51', '47.1051'],
    ['二号', '9.51', '47.1151'],
  ] as const;
  await service.upload({ layer: 'outfalls', crs: 'EPSG:4326' }, { 'outfalls.csv': outfallsCsv(rows) });
  await service.db.query("update register.river set chief = '张河长'");
});
afterAll(() => service.close());

const get = async (path: string, role?: 'viewer') => service.ask(role, path);
const patch = (role: 'editor' | 'admin', body: object, key = 'li') =>
  service.ask(role, `districts/${key}`, {
    method: 'PATCH',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

describe('the card', () => {
  it('has surroundings and bodies for everybody, the river’s chief only with a token', async () => {
    const { status, body } = await get('outfalls/1');
    expect(status).toBe(200);
    expect(body.surroundings).toHaveLength(10);
    expect(body.surroundings[0]).toMatchObject({ subject: 'manhole', state: 'not_checked', layer: 'manholes' });
    expect(body.bodies).toEqual({ pack: null, managing: null, departments: [], fallback: null });
    expect(JSON.stringify(body)).not.toContain('张河长');
    expect((await get('outfalls/1', 'viewer')).body.private.river_chief).toBe('张河长');
  });
});

describe('lists', () => {
  it('name the layers without which they are empty', async () => {
    expect((await get('outfalls/lists?list=scattered_sewage')).body).toMatchObject({
      items: [],
      missing: ['foul-sewers', 'sewer-service-areas'],
    });
    expect((await get('network/lists')).body).toMatchObject({ items: [], missing: ['sewers'] });
  });

  it('answer as rows, points and files once sewers are there', async () => {
    const pipe = line({ source_id: 'p', 类型: '雨水' }, [
      [9.512, 47.106],
      [9.5125, 47.1052],
    ]);
    await service.upload({ layer: 'sewers' }, { 'sewers.geojson': pipe });
    const { body } = await get('outfalls/lists?list=without_pipe');
    expect(body.items.map(({ id, pipe: nearest }: { id: number; pipe: string }) => [id, nearest])).toEqual([
      [1, 'p'],
      [2, 'p'],
    ]);
    expect((await get('outfalls/lists?list=without_pipe&within=10000')).body.items).toEqual([]);
    const points = await get('outfalls/lists?list=without_pipe&format=geojson');
    expect(points.body.features.map(({ geometry }: { geometry: object }) => geometry)).toEqual([
      { type: 'Point', coordinates: [9.51, 47.1051] },
      { type: 'Point', coordinates: [9.51, 47.1151] },
    ]);
    for (const format of ['csv', 'xlsx', 'html'])
      expect((await get(`network/lists?bank=10000&within=0&format=${format}`)).status).toBe(200);
    const ends = await get('network/lists?bank=10000&within=0');
    expect(ends.body.items).toMatchObject([{ pipe: 'p', water: '甲河', nearest_outfall: 1 }]);
  });

  it.each([
    'outfalls/lists',
    'outfalls/lists?list=all',
    'outfalls/lists?list=without_pipe&within=-1',
    'network/lists?bank=x',
  ])('refuse %s', async (path) => {
    expect((await get(path)).body).toMatchObject({ status: 400 });
  });
});

describe('PATCH /api/v1/districts/{key}', () => {
  it('is for administrators; departments then answer by the plan', async () => {
    expect((await get('outfalls/departments')).body).toMatchObject({ items: [], pack: null });
    expect((await patch('editor', { pack: 'SC' })).status).toBe(403);
    const { status, body } = await patch('admin', { pack: 'SC', stale_after_months: 12, reason: '试行' });
    expect([status, body.changes]).toEqual([
      200,
      [
        { field: 'pack', before: null, after: 'SC' },
        { field: 'stale_after_months', before: 24, after: 12 },
      ],
    ]);
    expect((await get('districts')).body.items[0]).toMatchObject({ key: 'li', pack: 'SC' });
    const departments = await get('outfalls/departments');
    expect(departments.body.pack).toBe('SC');
    expect(departments.body.items[0]).toMatchObject({ outfalls: 2, town: null });
    expect((await get('outfalls/departments?format=csv')).body).toContain('区综合行政执法局');
    expect((await get('outfalls/departments?format=geojson')).body.code).toBe('no_geometry');
    const history = await service.db.query(
      "select author, reason from register.change where table_name = 'district' order by id desc limit 1",
    );
    expect(history).toEqual([{ author: expect.stringContaining('admin-name'), reason: '试行' }]);
  });

  it.each([
    [{}, 400],
    [{ pack: 'XX' }, 400],
    [{ stale_after_months: 0 }, 400],
    [{ key: 'other' }, 400],
    [{ version: 1 }, 400],
  ])('refuses %j', async (body, status) => {
    expect((await patch('admin', body)).status).toBe(status);
  });

  it('of an unknown district is 404', async () => {
    expect((await patch('admin', { pack: 'SC' }, 'nowhere')).body.code).toBe('district_unknown');
  });
});
