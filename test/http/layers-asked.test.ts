/** Groups and scopes of layers that are not loaded: no answer, by whatever way, reads as if nothing were there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { importRows } from '../../server/import/import.ts';
import { command } from '../support/command.ts';
import { DISTRICT, LOADING_MS, openService, type Service } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await openService();
}, LOADING_MS);
afterAll(() => service.close());

const NOT_LOADED = { basin: 'basins', key_reach: 'key-reaches', residential: 'residential' };
const said = (kind: string, layer: string) => [`未核查 not checked · ${kind}：没有导入该图层`, `--layer ${layer}`];
const notesOf = async (url: string): Promise<string> => ((await service.get(`/api/v1/${url}`)).notes ?? []).join('\n');

describe('a group whose layer is not loaded', () => {
  it.each(Object.entries(NOT_LOADED))('%s says so, and which import loads it, by every way', async (kind, layer) => {
    for (const question of ['rivers', 'coverage', 'gaps'])
      for (const word of said(kind, layer)) {
        const line = `${question} --group ${kind}`;
        expect((await command(service.db, line)).out).toContain(word);
        expect(await command(service.db, `${line} --format json`)).toMatchObject({
          out: expect.stringContaining('"items": []'),
          err: expect.stringContaining(word),
        });
        expect((await command(service.db, `${line} --format html`)).out).toContain(word);
        expect(await notesOf(`${question}?group=${kind}`)).toContain(word);
      }
  });

  it('is told of inside a scope and beside another group too', async () => {
    const [word] = said('residential', 'residential');
    for (const line of [
      'coverage --scope residential@500',
      'rivers --group town,residential',
      'gaps --scope park,residential',
    ])
      expect((await command(service.db, line)).out).toContain(word);
    expect(await notesOf('rivers?group=town&scope=residential')).toContain(word);
    expect((await service.app.inject('/api/v1/gaps?format=geojson&scope=residential')).json().notes.join()).toContain(
      word,
    );
  });

  it('is told of by reports river by river and by ranges, and by files of rows in their names and a header', async () => {
    const [word] = said('residential', 'residential');
    const scope = 'scope=residential@500,zone';
    for (const path of ['reports/coverage', 'coverage/ranges'])
      expect(await notesOf(`${path}?${scope}`)).toContain(word);
    for (const path of ['reports/coverage', 'coverage', 'gaps']) {
      const { headers } = await service.app.inject(`/api/v1/${path}?${scope}&format=csv`);
      expect(headers).toMatchObject({
        'x-not-checked': 'residential',
        'content-disposition': expect.stringContaining('-not-checked.csv"'),
      });
      const whole = await service.app.inject(`/api/v1/${path}?scope=zone&format=csv`);
      expect(Object.keys(whole.headers)).not.toContain('x-not-checked');
      expect(whole.headers['content-disposition']).not.toContain('not-checked');
    }
    for (const format of ['json', 'csv'])
      for (const line of ['report coverage', 'coverage', 'coverage --ranges'])
        expect((await command(service.db, `${line} --scope residential --format ${format}`)).err).toContain(word);
  });

  it('is told of when nothing in it holds on the day, and not when something does', async () => {
    await service.edit(`update register.protected_zone set valid_from = '2020-01-01'`);
    const early = await command(service.db, 'coverage --group zone --as-of 1900-01-01');
    expect(early.out).toContain('图层 zones 中没有在所问日期有效的');
    for (const kind of ['zone', 'park', 'venue', 'function_zone', 'town'])
      expect(await notesOf(`rivers?group=${kind}`)).not.toContain('未核查');
  });

  it('is not told of any more once it is loaded', async () => {
    const [{ lon, lat }] = await service.db.query<{ lon: number; lat: number }>(
      'select st_x(st_startpoint(geom)) as lon, st_y(st_startpoint(geom)) as lat from register.route where district = $1 limit 1',
      [DISTRICT],
    );
    const ring = [
      [lon, lat],
      [lon + 0.01, lat],
      [lon + 0.01, lat + 0.01],
      [lon, lat],
    ];
    const rows = [{ row: 1, properties: { name: '甲流域' }, geometry: { type: 'Polygon', coordinates: [ring] } }];
    const request = { district: { key: DISTRICT }, layer: 'basins' as const, name: 'b', fingerprint: 'b', rows };
    await importRows(service.db, request, { derive });
    expect((await command(service.db, 'rivers --group basin')).out).not.toContain('未核查');
    expect((await command(service.db, 'rivers --group basin --format json')).err).toBe('');
  });
});
