/** Mapping profiles over the API: made, used by an upload, forgotten; by editors only. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openUploadService, riversGeojson, type UploadService } from '../support/upload-service.ts';

let service: UploadService;
beforeAll(async () => {
  service = await openUploadService();
  await service.upload({ layer: 'rivers', district: 'li' }, { 'rivers.geojson': riversGeojson(['甲河']) });
});
afterAll(() => service.close());

const put = (name: string, body: object, role: 'viewer' | 'editor' = 'editor', more = '') =>
  service.ask(role, `profiles/${encodeURIComponent(name)}${more}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('mapping profiles', () => {
  it('are for editors', async () => {
    expect(await put('局表', { layer: 'outfalls' }, 'viewer')).toMatchObject({ status: 403 });
    expect(await service.ask(undefined, 'profiles')).toMatchObject({ status: 401 });
  });

  it('say how an upload is read; what comes with the upload goes before them', async () => {
    const made = await put('局表', { layer: 'outfalls', map: { name: 'A', lon: 'E', lat: 'N' }, crs: 'EPSG:4326' });
    expect(made).toMatchObject({
      status: 200,
      body: { name: '局表', district: 'li', author: expect.stringContaining('editor-name') },
    });
    const csv = 'A,B,E,N\n一号,二号,9.51,47.105';
    const job = await service.upload({ profile: '局表' }, { 'a.csv': csv });
    expect(job.result).toMatchObject({ rows_new: 1, profile: '局表', crs: 'EPSG:4326', layer: 'outfalls' });
    const renamed = await service.upload({ profile: '局表', map: 'name=B', dry_run: 'true' }, { 'a.csv': csv });
    expect(renamed.result.mapping).toMatchObject({ name: 'B', lon: 'E' });
    await put('默认', { layer: 'outfalls', defaults: { type: '工业', name: '未名' } });
    const set = { profile: '默认', crs: 'EPSG:4326', set: 'name=无名' };
    await service.upload(set, { 'set.csv': 'lon,lat\n9.511,47.105' });
    expect(await service.db.query(`select type, name from register.outfall order by id desc limit 1`)).toEqual([
      { type: 'industrial', name: '无名' },
    ]);
    await service.ask('editor', `profiles/${encodeURIComponent('默认')}`, { method: 'DELETE' });
    const wrong = { layer: 'outfalls', defaults: { type: '飞船' } };
    expect(await put('错', wrong)).toMatchObject({ status: 400, body: { code: 'bad_set' } });
    const other = await service.upload({ profile: '局表' }, { 'b.csv': 'A,X,Y\n1,2,3' });
    expect(other.problem).toMatchObject({ code: 'profile_columns' });
  });

  it('of a district go before those for all; deleting one leaves the other', async () => {
    await put('局表', { layer: 'outfalls', map: { name: 'C' } }, 'editor', '?all_districts=true');
    const { body } = await service.ask('editor', 'profiles');
    expect(body.items.map(({ district }: { district: string | null }) => district)).toEqual(['li', null]);
    const remove = (more = '') =>
      service.ask('editor', `profiles/${encodeURIComponent('局表')}${more}`, { method: 'DELETE' });
    expect(await remove()).toMatchObject({ status: 204 });
    expect(await remove()).toMatchObject({ status: 404, body: { code: 'profile_unknown' } });
    expect((await service.ask('editor', 'profiles')).body.items).toHaveLength(1);
  });

  it.each([
    [{ layer: 'outfalls', map: { nonsense: 'A' } }, 400, 'unknown_field'],
    [{ layer: 'outfalls', crs: 'nonsense' }, 400, 'unknown_crs'],
    [{ layer: 'outfalls', crs: 'EPSG:2436' }, 400, 'crs_without_datum'], // Beijing 1954
    [{ layer: 'nonsense' }, 400, undefined],
    [{ layer: 'manholes' }, 409, 'profile_layer'],
  ])('%j is refused', async (body, status, code) => {
    await put('表', { layer: 'outfalls' });
    const answer = await put('表', body);
    expect(answer.status).toBe(status);
    if (code) expect(answer.body.code).toBe(code);
  });
});
