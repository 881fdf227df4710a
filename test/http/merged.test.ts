/** A record merged into another stands in no list that anyone can ask for; comparing and deciding over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { getDistrict } from '../../server/district/district.ts';
import { importRows } from '../../server/import/import.ts';
import { createToken } from '../../server/register/tokens.ts';
import { outfallLayer } from '../../server/report/tile-layers/outfalls.ts';
import { LOADING_MS, openService, type Service } from '../support/service.ts';

const NAME = 'PLANTED-RECORD';
/** Views that are about merged records, or say which outfall a word means. */
const ABOUT_MERGED = ['merged_records', 'outfall_pairs', 'outfall_words'];

let service: Service;
let editor: string;
let keep = 0;
let other = 0;
let batches: { a: number; b: number };

beforeAll(async () => {
  service = await openService();
  editor = (await createToken(service.db, { role: 'editor', name: '王工' })).secret;
  const [first] = await service.db.query<{ id: number; lon: number; lat: number; batch_id: number; type: string }>(
    `select o.id, st_x(o.geom) as lon, st_y(o.geom) as lat, o.batch_id, o.type from register.outfall o
       join register.outfall_link l on l.district = o.district and l.outfall_id = o.id and l.route_id is not null
      where o.status = 'confirmed' and o.geom is not null order by o.id limit 1`,
  );
  const report = await importRows(
    service.db,
    {
      district: { key: 'demo' },
      layer: 'outfalls',
      name: 'signs',
      fingerprint: 'signs',
      rows: [
        {
          row: 1,
          properties: {
            code: 'FA-999118-9998-XX-00',
            name: NAME,
            type: first.type,
            status: 'confirmed',
            source_id: NAME,
          },
          geometry: { type: 'Point', coordinates: [first.lon + 0.00001, first.lat] },
        },
      ],
    },
    { derive },
  );
  batches = { a: first.batch_id, b: report.id! };
  keep = first.id;
  [{ id: other }] = await service.db.query<{ id: number }>('select id from register.outfall where source_id = $1', [
    NAME,
  ]);
}, LOADING_MS);
afterAll(() => service.close());

const decide = (payload: object, token: string | undefined = editor) =>
  service.app.inject({
    method: 'POST',
    url: '/api/v1/outfall-pairs/decisions',
    payload,
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });

/** Everything that can be asked for without a token and has rows. */
async function publicAnswers(): Promise<[string, string][]> {
  const { collections } = await service.get('/ogc/collections');
  const urls = [
    ...collections.map(({ id }: { id: string }) => `/ogc/collections/${id}/items?limit=10000`),
    ...['links?limit=10000', 'links?status=proposed', 'search?q=PLANTED-REC', 'gaps', 'rivers?group=river'].map(
      (path) => `/api/v1/${path}`,
    ),
  ];
  return Promise.all(urls.map(async (url): Promise<[string, string]> => [url, (await service.app.inject(url)).body]));
}

async function viewsWithRecord(): Promise<string[]> {
  const views = await service.db.query<{ name: string }>(
    `select viewname as name from pg_views where schemaname = 'atlas' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of views) {
    const [row] = await service.db.query(`select from atlas.${name} v where to_jsonb(v)::text like $1 limit 1`, [
      `%${NAME}%`,
    ]);
    if (row) found.push(name);
  }
  return found;
}

const counts = async () => {
  const summary = await service.get('/api/v1/summary');
  const { items } = await service.get('/api/v1/districts');
  const total = (object: Record<string, number>) => Object.values(object).reduce((sum, n) => sum + n, 0);
  const layer = await outfallLayer(service.db, await getDistrict(service.db, 'demo'));
  return [total(summary.outfalls.by_type), items[0].counts.outfalls, layer.ids.length];
};

describe('before and after merging', () => {
  it('two batches are compared with the figures that decided', async () => {
    const { items } = await service.get(`/api/v1/matches?a=${batches.a}&b=${batches.b}&verdict=doubtful`);
    expect(items).toMatchObject([{ a: keep, b: other, b_name: NAME, distance_m: expect.any(Number) }]);
    expect((await service.app.inject(`/api/v1/matches?a=${batches.a}&b=1`)).json()).toMatchObject({
      code: 'batch_not_outfalls',
    });
  });

  it('it is seen before', async () => {
    expect(await viewsWithRecord()).toEqual(expect.arrayContaining(['outfalls']));
    const seen = (await publicAnswers()).filter(([, body]) => body.includes(NAME)).map(([url]) => url);
    expect(seen).toContain('/ogc/collections/outfalls/items?limit=10000');
  });

  it('only an editor decides, and both records are named', async () => {
    expect((await decide({ decision: 'merge', keep, other }, '')).statusCode).toBe(401);
    const viewer = (await createToken(service.db, { role: 'viewer', name: 'v' })).secret;
    expect((await decide({ decision: 'merge', keep, other }, viewer)).statusCode).toBe(403);
    expect((await decide({ decision: 'merge', other })).json()).toMatchObject({ code: 'keep_needed' });
    expect((await decide({ decision: 'merge', keep, other, more: 1 })).statusCode).toBe(400);
  });

  it('merged, it is in no list, view, tile or count; unmerged it is back', async () => {
    const before = await counts();
    const answer = await decide({ decision: 'merge', keep, other, reason: '同一排口' });
    expect(answer.json()).toMatchObject({ decision: 'merge', keep, other, status: 'merged' });
    const merged = await counts();
    expect(merged).toEqual(before.map((n) => n - 1));
    expect((await viewsWithRecord()).filter((view) => !ABOUT_MERGED.includes(view))).toEqual([]);
    const seen = (await publicAnswers()).filter(([, body]) => body.includes(NAME)).map(([url]) => url);
    expect(seen).toEqual([]);
    const { items } = await service.get('/api/v1/search?q=FA9991189998XX00');
    expect(items).toMatchObject([{ kind: 'outfall', id: keep }]);
    const card = await service.get(`/api/v1/outfalls/${keep}`);
    expect(card.records).toMatchObject([{ id: other, name: NAME, batches: [batches.b] }]);
    const [pair] = (await service.get('/api/v1/outfall-pairs?status=merged')).items;
    expect(pair).toMatchObject({ one: { id: keep }, other: { id: other } });
    expect(JSON.stringify(pair)).not.toContain('王工');

    await decide({ decision: 'unmerge', other });
    expect(await counts()).toEqual(before);
    expect(await viewsWithRecord()).toContain('outfalls');
  });
});
