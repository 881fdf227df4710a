/** How the service behaves towards those who ask: paging, search, refusals, headers, what it keeps to itself. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { COLLECTIONS } from '../../server/http/ogc/collections.ts';
import { sentencesOf } from '../../server/http/validation-problem.ts';
import { encodeHeader } from '../../tiles/pmtiles/header.ts';
import { loadBesideDemo } from '../support/layer-files.ts';
import { DISTRICT, LOADING_MS, openService, PLANTED, type Service, surveyAgain } from '../support/service.ts';

const gcoord = createRequire(import.meta.url)('gcoord') as typeof import('gcoord').default;

let service: Service;
let batches: { a: number; b: number };
beforeAll(async () => {
  service = await openService();
  batches = await surveyAgain(service.db);
  await loadBesideDemo(service.db, DISTRICT);
}, LOADING_MS);
afterAll(() => service.close());

const NONE = { offset: 0, length: 0 };
const one = async (text: string) => (await service.db.query(text))[0] as Record<string, never>;

describe('paging', () => {
  it.each(['gaps', 'coverage?group=river', 'coverage/ranges', 'links', 'rivers?group=river'])(
    'of %s gives every row once, in order',
    async (path) => {
      const url = `/api/v1/${path}${path.includes('?') ? '&' : '?'}limit=`;
      const whole = await service.get(`${url}10000`);
      expect(whole.next).toBeNull();
      const size = Math.ceil(whole.items.length / 3);
      const paged = [];
      for (let next: string | null = ''; next !== null; ) {
        const page: { items: unknown[]; next: string | null } = await service.get(
          `${url}${size}${next && `&cursor=${next}`}`,
        );
        expect(page.items.length).toBeLessThanOrEqual(size);
        paged.push(...page.items);
        next = page.next;
      }
      expect(paged).toEqual(whole.items);
    },
  );

  it('of gap lines goes by the limit too, and without one gives all', async () => {
    const whole = await service.get('/api/v1/gaps?format=geojson');
    const page = await service.get('/api/v1/gaps?format=geojson&limit=2');
    expect(page.features).toEqual(whole.features.slice(0, 2));
    expect([whole.next, page.next]).toEqual([null, `${page.version}.2`]);
  });

  it('stops with 409 when the data changed between two pages', async () => {
    const { next } = await service.get('/api/v1/gaps?limit=1');
    await service.db.query(`update register.river set name = name where district = $1 and id = 1`, [DISTRICT]);
    await service.edit(`update register.river set name = name || '改' where district = $1 and id = 1`, [DISTRICT]);
    const answer = await service.app.inject(`/api/v1/gaps?limit=1&cursor=${next}`);
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'cursor_stale']);
  });
});

describe('search', () => {
  const codes = async (q: string) =>
    (await service.get(`/api/v1/search?q=${encodeURIComponent(q)}`)).items.map(({ code }: { code: string }) => code);

  it('finds an outfall by its code, written with hyphens or without, in any case', async () => {
    const { code } = await one(`select code from register.outfall where code like '%-%' order by id limit 1`);
    for (const q of [code, String(code).replaceAll('-', ''), String(code).toLowerCase(), ` ${code} `])
      expect((await codes(q))[0]).toBe(code);
  });

  it('finds outfalls, rivers and towns by name, what begins so first', async () => {
    for (const [table, kind] of [
      ['outfall', 'outfall'],
      ['river', 'river'],
      ['town', 'town'],
    ]) {
      const { name } = await one(`select name from register.${table} where name is not null order by id limit 1`);
      const { items } = await service.get(`/api/v1/search?limit=100&q=${encodeURIComponent(name)}`);
      expect(items.map((hit: { kind: string; name: string }) => [hit.kind, hit.name])).toContainEqual([kind, name]);
      expect(items[0].bbox).toHaveLength(4);
    }
  });

  it('finds the place of coordinates, however they are written, as PROJ in PostGIS has them', async () => {
    const [{ lon, lat, x, y }] = await service.db.query<Record<'lon' | 'lat' | 'x' | 'y', number>>(
      `select st_x(p) as lon, st_y(p) as lat, st_x(st_transform(p, 4549)) as x, st_y(st_transform(p, 4549)) as y
         from (select st_setsrid(st_centroid(st_extent(geom)), 4490) as p from register.route) middle`,
    );
    const [gcjLon, gcjLat] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
    const minutes = (value: number) => `${Math.floor(value)}°${((value % 1) * 60).toFixed(5)}′`;
    const written = [
      ...[`${lon}, ${lat}`, `${lat} ${lon}`, `${minutes(lon)}E ${minutes(lat)}N`],
      ...[`${x} ${y}`, `${y}，${x}`, `EPSG:4549 ${x},${y}`, `gcj02 ${gcjLon} ${gcjLat}`],
    ];
    for (const words of written) {
      const { items } = await service.get(`/api/v1/search?q=${encodeURIComponent(words)}`);
      const off = items
        .filter(({ kind }: { kind: string }) => kind === 'place')
        .map(({ name }: { name: string }) => name.split(', ').map(Number))
        .map(([east, north]: number[]) => Math.max(Math.abs(east - lon), Math.abs(north - lat)));
      expect([words, Math.min(...off) < 2e-6]).toEqual([words, true]);
    }
    for (const q of ['1,2,3', 'EPSG:54024 1e30 1e30', 'EPSG:3857 1e300,1e300'])
      expect((await service.get(`/api/v1/search?q=${encodeURIComponent(q)}`)).items).toEqual([]);
  });

  it('says of a place how far outside the district it lies', async () => {
    const [{ lon, lat, middle, km }] = await service.db.query<Record<'lon' | 'lat' | 'middle' | 'km', number>>(
      `select east + 2 as lon, lat, middle, st_distance(st_point(east, lat)::geography, st_point(east + 2, lat)::geography) / 1000 as km
         from (select st_xmax(e) as east, (st_ymin(e) + st_ymax(e)) / 2 as lat, (st_xmin(e) + st_xmax(e)) / 2 as middle
                 from (select st_extent(geom) as e from register.route) box) place`,
    );
    const outside = async (words: string) =>
      (await service.get(`/api/v1/search?q=${encodeURIComponent(words)}`)).items[0].outside_km;
    expect(Math.abs((await outside(`${lon},${lat}`)) / km - 1)).toBeLessThan(0.01);
    expect(await outside(`${middle},${lat}`)).toBe(0);
  });

  it.each([
    ['EPSG:2385', 'crs_without_datum'],
    ['EPSG:99999', 'unknown_crs'],
    ['EPSG:4479', 'unknown_crs'], // has no degrees or metres of a plane
  ])(
    'refuses %s in words for who searches, who has no command line and writes no definition',
    async (name, refused) => {
      const { code, detail, detail_zh } = (await service.app.inject(`/api/v1/search?q=${name}%201,1`)).json();
      expect(code).toBe(refused);
      expect(detail + detail_zh).not.toMatch(/--|PROJ|WKT/);
      for (const said of [detail, detail_zh]) expect(said).toContain(name);
    },
  );

  it('takes no words, hyphens alone and wildcards for what they are: nothing', async () => {
    for (const q of ['-', '--', '%', '_', ' ', 'ぬ']) expect(await codes(q)).toEqual([]);
  });

  it('does not show what was found to be no outfall', async () => {
    const { code } = await one(`update register.outfall set status = 'rejected'
      where id = (select max(id) from register.outfall where code is not null) returning code`);
    expect(await codes(code)).toEqual([]);
  });
});

describe('the card of an outfall', () => {
  it('says where it sits, as SQL does', async () => {
    const link = await one(`select id, route_id, river, measure_m, offset_m, bank, status from atlas.links
      where route_id is not null order by id limit 1`);
    const card = await service.get(`/api/v1/outfalls/${link.id}`);
    const { route_id: route, id, ...same } = link;
    expect(card).toMatchObject({ id, link: { route, ...(same as object) } });
    expect(card.link.candidates[0]).toHaveProperty('distance_m');
  });

  it('keeps an outfall without any river', async () => {
    const { id } = await one('select outfall_id as id from register.outfall_link where route_id is null limit 1');
    expect((await service.get(`/api/v1/outfalls/${id}`)).link).toMatchObject({ route: null, reason: 'unlinked' });
  });
});

describe('refusals', () => {
  it.each([
    ['/api/v1/coverage?district=nowhere', 404, 'district_unknown'],
    ['/api/v1/summary?district=nowhere', 404, 'district_unknown'],
    ['/api/v1/search?district=nowhere&q=a', 404, 'district_unknown'],
    ['/ogc/collections/towns/items?district=nowhere', 404, 'district_unknown'],
    ['/api/v1/coverage?district=Not%20A%20Key', 400, 'request_invalid'],
    ['/api/v1/coverage?group=county', 400, 'request_invalid'],
    ['/api/v1/rivers?group=', 400, 'request_invalid'],
    ['/api/v1/rivers?group=town,year', 400, 'request_invalid'],
    ['/api/v1/coverage?group=town,town', 400, 'group_repeated'],
    ['/api/v1/coverage?group=town,crew', 401, 'token_needed'],
    ['/api/v1/coverage?scope=lake', 400, 'scope_invalid'],
    ['/api/v1/gaps?scope=set:none', 404, 'scope_unknown'],
    ['/api/v1/gaps?mode=flying', 400, 'request_invalid'],
    ['/api/v1/gaps?mode=above_water&mode=under_water', 400, 'request_invalid'],
    ['/api/v1/gaps?as_of=2023-02-30', 400, 'request_invalid'],
    ['/api/v1/gaps?as_of=yesterday', 400, 'request_invalid'],
    ['/api/v1/gaps?river=999999', 404, 'river_unknown'],
    ['/api/v1/coverage/ranges?river=999999', 404, 'river_unknown'],
    ['/api/v1/coverage/strips?rivers=999999', 404, 'river_unknown'],
    ['/api/v1/gaps?min_length_m=Infinity', 400, 'request_invalid'],
    ['/api/v1/gaps?max_length_m=1e999', 400, 'request_invalid'],
    ['/api/v1/gaps?river=-Infinity', 400, 'request_invalid'],
    ['/api/v1/outfalls/Infinity', 400, 'request_invalid'],
    ['/api/v1/gaps?limit=0', 400, 'request_invalid'],
    ['/api/v1/gaps?cursor=first', 400, 'cursor_invalid'],
    ['/api/v1/links?status=maybe', 400, 'request_invalid'],
    ['/api/v1/outfalls/999999', 404, 'outfall_unknown'],
    ['/api/v1/outfalls/9999999999', 400, 'request_invalid'],
    ['/api/v1/outfalls/1;drop', 400, 'request_invalid'],
    ['/api/v1/search', 400, 'request_invalid'],
    ['/api/v1/search?q=%00', 400, 'request_invalid'],
    ['/api/v1/coverage/strips?rivers=1,,2', 400, 'request_invalid'],
    ['/tiles/demo/gaps/14/13703/6704.mvt?as_of=2020-13-01', 400, 'request_invalid'],
    ['/tiles/demo/gaps/14/13703/6704.mvt?known_at=2020-01-01', 400, 'request_invalid'],
    ['/tiles/demo/gaps.json?colour=red', 400, 'request_invalid'],
    ['/styles/light.json?theme=dark', 400, 'request_invalid'],
    ['/tiles/demo/gaps/23/0/0.mvt', 400, 'tile_out_of_range'],
    ['/tiles/demo/gaps,rivers', 404, 'tile_address_incomplete'],
    ['/tiles/demo/roads', 404, 'layer_unknown'],
    [`/api/v1/traces/${'0'.repeat(32)}/tiles/14/99999/1.pbf`, 400, 'tile_out_of_range'],
    [`/api/v1/traces/${'0'.repeat(32)}/tiles/14/1/16384.pbf`, 400, 'tile_out_of_range'],
    ['/api/v1/trace?from=outfall:1&mode=DD&distance_km=0', 400, 'request_invalid'],
    ['/api/v1/nothing', 404, 'not_found'],
    ['/api/v1/%E0%A4%A', 400, 'address_invalid'],
    [`/api/v1/outfalls/${'1'.repeat(300)}`, 414, 'address_invalid'],
  ])('%s is %i %s, in both languages', async (url, status, code) => {
    const answer = await service.app.inject(url);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const body = answer.json();
    expect(body).toMatchObject({ status, code, type: `urn:outfall-atlas:problem:${code}` });
    expect([answer.statusCode, body.detail.length > 5, /[\u4e00-\u9fff]/.test(body.detail_zh)]).toEqual([
      status,
      true,
      true,
    ]);
  });

  it('name what was expected', async () => {
    const { detail, detail_zh } = (await service.app.inject('/api/v1/coverage?group=county')).json();
    const groups =
      'district, river, town, level, route, funding, cell, zone, function_zone, basin, park, residential, key_reach, venue, crew, method, campaign, year';
    expect(detail).toBe(`group must be one of ${groups}, or two of them with a comma between.`);
    expect(detail_zh).toBe(`group 应为 ${groups.replaceAll(', ', '、')} 之一，或用逗号隔开的两个。`);
  });

  it.each([
    ['gaps/plan?start=x&hours=1&speed_kmh=4', 'start 应为 “经度,纬度”（度），如 121.11,31.13。'],
    ['coverage?known_at=yesterday', 'known_at 应为 2023-12-31 这样的日期，或数据版本（如 17）。'],
    ['coverage/strips?rivers=1,,2', 'rivers 应为 1 至 500 个河道编号，用逗号隔开，如 12,345。'],
  ])('say in words how it is written: %s', async (path, zh) => {
    expect((await service.app.inject(`/api/v1/${path}`)).json().detail_zh).toBe(zh);
  });

  it('have words for every pattern', async () => {
    const asked = JSON.stringify((await service.app.inject('/api/v1/openapi.json')).json());
    const patterns = [...asked.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(
      ([, text]) => JSON.parse(text) as string,
    );
    expect(patterns.length).toBeGreaterThan(10);
    for (const pattern of new Set(patterns)) {
      const { en, zh } = sentencesOf({
        validation: [{ keyword: 'pattern', instancePath: '/it', params: { pattern } }],
      } as never);
      expect(en, pattern).toMatch(/^it must be /);
      expect(en + zh).not.toMatch(/[\\^$]/);
    }
  });

  it('of several districts ask which', async () => {
    await service.db.query(
      `insert into register.district (key, number, name, plane_srid) values ('other', 99, 'Other', 4549)`,
    );
    const answer = await service.app.inject('/api/v1/coverage');
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'district_needed']);
    expect((await service.get('/api/v1/coverage?district=other')).items[0].covered_percent).toBeNull();
    await service.db.query(`delete from register.district where key = 'other'`);
  });

  it('come as 429 when one address asks too often', async () => {
    const app = await buildApp({
      db: service.db,
      config: readConfig({ RATE_LIMIT_PER_MINUTE: '2', LOG_LEVEL: 'silent' }),
    });
    const ask = async (url: string) => (await app.inject(url)).statusCode;
    expect([await ask('/ogc'), await ask('/ogc'), await ask('/ogc'), await ask('/healthz')]).toEqual([
      200, 200, 429, 200,
    ]);
    expect((await app.inject('/ogc')).json()).toMatchObject({ code: 'too_many_requests' });
    await app.close();
  });
});

describe('every answer', () => {
  it('may be read by other pages and carries the headers that keep browsers careful', async () => {
    const { headers } = await service.app.inject({
      url: '/api/v1/districts',
      headers: { origin: 'https://board.example' },
    });
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(headers['content-security-policy']).toContain("default-src 'self'");
  });

  it('may be read only by the pages the configuration names, when it names some', async () => {
    const config = readConfig({ CORS_ORIGINS: 'https://a.example, https://b.example', LOG_LEVEL: 'silent' });
    const app = await buildApp({ db: service.db, config });
    const allowed = async (origin: string) =>
      (await app.inject({ url: '/healthz', headers: { origin } })).headers['access-control-allow-origin'];
    expect([await allowed('https://b.example'), await allowed('https://c.example')]).toEqual([
      'https://b.example',
      undefined,
    ]);
    await app.close();
  });

  it('is a page where a person opens the address, and problem+json for programs, as caches are told', async () => {
    const url = '/outfalls/999999?x=<script>';
    const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    const page = await service.app.inject({ url, headers: { accept: browser } });
    expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    const { detail, detail_zh, code } = (await service.app.inject(url)).json();
    for (const said of ['<html lang="zh-CN">', '<title>404', code]) expect(page.body).toContain(said);
    for (const said of [detail, detail_zh]) expect(page.body).toContain(said.replaceAll('<', '&lt;').split('&')[0]);
    expect(page.body).not.toContain('<script');
    expect(page.headers.vary).toContain('accept');
    for (const accept of ['*/*', 'application/json, text/html', 'image/webp,*/*', ''])
      expect((await service.app.inject({ url, headers: { accept } })).headers['content-type']).toContain(
        'problem+json',
      );
  });

  it.each([
    ['POST', `/tiles/${DISTRICT}/rivers/3/6/3.mvt`, 'GET, HEAD'],
    ['DELETE', `/tiles/${DISTRICT}/rivers.json`, 'GET, HEAD'],
    ['PUT', '/api/v1/summary?district=demo', 'GET, HEAD'],
    ['POST', '/styles/light.json', 'GET, HEAD'],
    ['GET', '/api/v1/session', 'DELETE, POST'],
    ['PUT', '/api/v1/outfalls/1', 'GET, HEAD, PATCH'],
  ] as const)('says which methods an address is for: %s %s', async (method, url, allow) => {
    const answer = await service.app.inject({ method, url });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, allow]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 'method_not_allowed', detail_zh: expect.stringContaining('只接受') });
    for (const nowhere of ['/api/v1/nothing', '/tiles', '/nothing', `${url.replace(/\?.*$/, '')}/`])
      expect((await service.app.inject({ method, url: nowhere })).json().code).toBe('not_found');
  });

  it.each([`/tiles/${DISTRICT}/rivers/14/1/1.mvt/`, `/tiles/${DISTRICT}/rivers.json/`, '/api/v1/outfalls/1/'])(
    'says that nothing is at an address with a slash at its end: %s',
    async (url) => {
      for (const method of ['GET', 'HEAD', 'POST'] as const) {
        const { statusCode, headers } = await service.app.inject({ method, url });
        expect([method, statusCode, headers.allow]).toEqual([method, 404, undefined]);
      }
      expect((await service.app.inject(url)).json()).toMatchObject({
        code: 'not_found',
        detail_zh: `没有找到 ${url}。`,
      });
    },
  );

  it('says to OPTIONS what an address is for, be it from no page', async () => {
    const ask = async (url: string, headers: Record<string, string> = {}) => {
      const answer = await service.app.inject({ method: 'OPTIONS', url, headers });
      return [answer.statusCode, answer.headers.allow, answer.body && answer.json().code];
    };
    expect(await ask(`/tiles/${DISTRICT}/rivers/14/1/1.mvt`)).toEqual([204, 'GET, HEAD, OPTIONS', '']);
    expect(await ask('/api/v1/session')).toEqual([204, 'DELETE, POST, OPTIONS', '']);
    expect(await ask('/api/v1/nothing')).toEqual([404, undefined, 'not_found']);
    const page = { origin: 'https://board.example', 'access-control-request-method': 'GET' };
    expect((await ask('/api/v1/summary', page))[0]).toBe(204);
  });

  it('to a request that is none, or whose address is beyond measure, is a problem too', async () => {
    const app = await buildApp({ db: service.db, config: readConfig({ LOG_LEVEL: 'silent' }) });
    const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
    const ask = (request: string) =>
      new Promise<string>((done, failed) => {
        let text = '';
        const socket = connect(port, '127.0.0.1', () => socket.write(request));
        socket.on('data', (bytes) => {
          text += bytes;
        });
        socket.on('error', failed).on('close', () => done(text));
      });
    const layers = Array(9000).fill('zones').join();
    for (const [request, status, code] of [
      [`GET /tiles/demo/${layers}/14/1/1.mvt HTTP/1.1\r\nHost: a\r\n\r\n`, 431, 'headers_too_large'],
      ['HELLO\r\n\r\n', 400, 'request_malformed'],
    ] as const) {
      const [head, body] = (await ask(request)).split('\r\n\r\n');
      expect(head).toContain(`HTTP/1.1 ${status} `);
      expect(head).toContain('application/problem+json');
      expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
      expect(JSON.parse(body)).toMatchObject({ status, code, detail_zh: expect.stringMatching(/[\u4e00-\u9fff]/) });
    }
    await app.close();
  });

  it('gives a length to what has a body alone: HEAD of an empty tile has none', async () => {
    const ask = async (url: string) => {
      const { statusCode, headers } = await service.app.inject({ method: 'HEAD', url });
      return [statusCode, headers['content-length']];
    };
    expect(await ask(`/tiles/${DISTRICT}/rivers/3/6/3.mvt`)).toEqual([204, undefined]);
    expect(await ask(`/tiles/${DISTRICT}/rivers.json`)).toEqual([200, expect.stringMatching(/^[1-9]\d*$/)]);
  });

  it('gives a style as of a day whose survey layers read the tiles of that day, and no others', async () => {
    type Sources = Record<string, { url: string }>;
    type Drawn = { id: string; source?: string; 'source-layer'?: string }[];
    const styleOf = async (query: string): Promise<{ sources: Sources; layers: Drawn }> =>
      service.get(`/styles/light.json?mode=under_water${query}`);
    const [now, then] = [await styleOf(''), await styleOf('&as_of=2022-12-31')];
    expect(then.layers.map(({ id }) => id)).toEqual(now.layers.map(({ id }) => id));
    const sourceOf = (layer: Drawn[number]) => [layer.id, layer.source];
    const isSurveyed = (layer: Drawn[number]) => ['coverage', 'gaps'].includes(layer['source-layer'] ?? '');
    const surveyed = then.layers.filter(isSurveyed);
    expect(surveyed.length).toBeGreaterThan(5);
    expect(new Set(surveyed.map(({ source }) => source))).toEqual(new Set(['atlas-as-of']));
    expect(then.layers.filter((each) => !isSurveyed(each)).map(sourceOf)).toEqual(
      now.layers.filter((each) => !isSurveyed(each)).map(sourceOf),
    );
    expect(Object.keys(now.sources)).not.toContain('atlas-as-of');
    const { pathname, search } = new URL(then.sources['atlas-as-of'].url);
    const { tiles } = await service.get(pathname + search);
    expect(new URL(tiles[0]).searchParams.get('as_of')).toBe('2022-12-31');
    const refused = await service.app.inject('/styles/light.json?as_of=2022-13-45');
    expect([refused.statusCode, refused.json().code]).toEqual([400, 'request_invalid']);
  });

  it('tells caches that it depends on who asks, where the configuration names pages', async () => {
    const app = await buildApp({
      db: service.db,
      config: readConfig({ CORS_ORIGINS: 'https://a.example', LOG_LEVEL: 'silent' }),
    });
    const { tiles } = (await app.inject(`/tiles/${DISTRICT}/rivers.json`)).json();
    const empty = new URL(tiles[0].replace('{z}/{x}/{y}', '3/0/0'));
    const { outfall } = await one('select max(outfall_id) as outfall from register.outfall_link');
    const asked: [url: string, status: number, headers?: Record<string, string>][] = [
      [`/tiles/${DISTRICT}/rivers.json`, 200],
      [`/tiles/${DISTRICT}/rivers.json`, 304, { 'if-none-match': '*' }],
      [empty.pathname + empty.search, 204],
      [empty.pathname, 304, { 'if-none-match': '*' }],
      [`/tiles/${DISTRICT}/roads.json`, 404],
      [`/api/v1/outfalls/${outfall}`, 200],
      ['/styles/light.json', 200],
      ['/api/v1/gaps?mode=flying', 400],
      ['/nothing', 404],
    ];
    for (const [url, status, headers] of asked)
      for (const origin of ['https://a.example', 'https://c.example', undefined]) {
        const answer = await app.inject({ url, headers: { ...headers, ...(origin && { origin }) } });
        expect([url, answer.statusCode, String(answer.headers.vary).split(', ')]).toEqual([
          url,
          status,
          expect.arrayContaining(['Origin']),
        ]);
      }
    await app.close();
  });

  it('lets pages load from elsewhere only the basemap of the configuration', async () => {
    const ask = async (BASEMAP: string) => {
      const app = await buildApp({ db: service.db, config: readConfig({ BASEMAP, LOG_LEVEL: 'silent' }) });
      const { statusCode, body, headers } = await app.inject('/basemap.json');
      await app.close();
      return { statusCode, body, policy: String(headers['content-security-policy']) };
    };
    expect(await ask('')).toMatchObject({ statusCode: 204, body: '' });
    expect((await ask('')).policy).not.toContain('http');
    const { body, policy } = await ask('tianditu:0123456789abcdef');
    expect(JSON.parse(body).tiles).toHaveLength(4);
    expect(policy).toContain("connect-src 'self' https://t0.tianditu.gov.cn");
    expect((await ask('https://tiles.example/{z}/{x}/{y}.png')).policy).toContain(
      "img-src 'self' data: blob: https://tiles.example",
    );
    expect((await ask('https://tiles.example/land.pmtiles')).policy).toContain(
      "connect-src 'self' https://tiles.example",
    );
    for (const wrong of ['tianditu:', 'no/such.pmtiles', 'https://a.example/{z}/{x}.png'])
      await expect(ask(wrong)).rejects.toMatchObject({ code: 'bad_setting' });
  });

  it("serves the archive of a basemap in pieces, without the file's place", async () => {
    const BASEMAP = join(await mkdtemp(join(tmpdir(), 'outfall-atlas-')), 'land.pmtiles');
    const header = { root: NONE, metadata: NONE, leaves: NONE, tiles: NONE, minzoom: 0, maxzoom: 0 };
    const counts = { addressed: 0, entries: 0, contents: 0 };
    await writeFile(BASEMAP, encodeHeader({ ...header, counts, bounds: [0, 0, 1, 1], center: [0, 0, 0] }));
    const app = await buildApp({ db: service.db, config: readConfig({ BASEMAP, LOG_LEVEL: 'silent' }) });
    const told = await app.inject('/basemap.json');
    expect(told.json()).toEqual({ kind: 'pmtiles', url: '/basemap.pmtiles' });
    expect(String(told.headers['content-security-policy'])).not.toContain('http');
    const piece = (range: string) => app.inject({ url: '/basemap.pmtiles', headers: { range } });
    const first = await piece('bytes=0-6');
    expect([first.statusCode, first.body, first.headers['content-range']]).toEqual([206, 'PMTiles', 'bytes 0-6/127']);
    expect(first.headers.etag).toBeTruthy();
    expect((await piece('bytes=900-')).statusCode).toBe(416);
    expect((await app.inject('/basemap.pmtiles/../x')).statusCode).toBe(404);
    await app.close();
  });

  it('may be framed only where the configuration says', async () => {
    const policy = async (FRAME_ORIGINS: string, url: string) => {
      const app = await buildApp({ db: service.db, config: readConfig({ FRAME_ORIGINS, LOG_LEVEL: 'silent' }) });
      const { headers } = await app.inject(url);
      await app.close();
      return String(headers['content-security-policy']).match(/frame-ancestors [^;]*/)?.[0];
    };
    expect(await policy('https://a.example', '/embed')).toBe("frame-ancestors 'self' https://a.example");
    expect(await policy('none', '/embed')).toBe("frame-ancestors 'self'");
    expect(await policy('*', '/docs')).not.toContain('*');
  });

  it('keeps crews, parties, codes and authors to itself', async () => {
    const { outfall } = await one('select max(outfall_id) as outfall from register.outfall_link');
    const { linked } = await one(
      "select max(outfall_id) as linked from register.outfall_link where status = 'confirmed' and route_id is not null",
    );
    const trace = `?from=outfall:${linked}&mode=DD&distance_km=5`;
    const { tiles } = await service.get(`/api/v1/trace${trace}`);
    const document = await service.get('/api/v1/openapi.json');
    const { items: reviews } = await service.get('/api/v1/reviews');
    const fill: Record<string, string> = {
      '/api/v1/outfalls/{id}': `/api/v1/outfalls/${outfall}`,
      '/api/v1/reviews/{id}': `/api/v1/reviews/${reviews[0].id}`,
      '/api/v1/traces/{trace}/tiles/{z}/{x}/{y}.pbf': tiles.replace('{z}/{x}/{y}', '0/0/0'),
    };
    const isOpen = (security?: object[]) => !security || security.some((way) => Object.keys(way).length === 0);
    const api = Object.entries<{ get?: { security?: object[] } }>(document.paths)
      .filter(([path, { get }]) => get && isOpen(get.security) && /^\/(api|styles)/.test(path))
      .map(([path]) => path)
      .map((path) => (fill[path] ?? path).replace('{name}', 'light'));
    const queries: Record<string, string> = {
      '/api/v1/coverage/strips': '?rivers=1,2,3',
      '/api/v1/gaps/plan': '?start=121.1,31.1&hours=8&speed_kmh=4',
      '/api/v1/gaps/check': '?river=1',
      '/api/v1/reports/funding': '?phase=tracing',
      '/api/v1/outfalls/flags': '?flag=zones',
      '/api/v1/outfalls/lists': '?list=without_pipe',
      '/api/v1/network/lists': '?list=pipe_ends_without_outfall',
      '/api/v1/search': '?q=合成&limit=100',
      '/api/v1/matches': `?a=${batches.a}&b=${batches.b}`,
      '/api/v1/trace': trace,
    };
    const urls = [
      ...api.map((path) => path + (queries[path] ?? '')),
      ...['PLANTED', 'planted-credit'].map((q) => `/api/v1/search?limit=100&q=${q}`),
      '/api/v1/gaps?format=geojson',
      ...COLLECTIONS.map(({ id }) => `/ogc/collections/${id}/items?limit=10000`),
      ...COLLECTIONS.map(({ id }) => `/ogc/collections/${id}`),
      '/metrics',
    ];
    expect(urls.length).toBeGreaterThan(45);
    for (const url of urls) {
      const { body, statusCode } = await service.app.inject(encodeURI(url));
      expect([url, statusCode]).toEqual([url, 200]);
      for (const name of PLANTED) expect([url, body.includes(name)]).toEqual([url, false]);
      expect(body).not.toMatch(
        /"(crew|(sign_)?responsible_party|credit_code|permit_reference|reviewer|author|(sign_)?phone|contact)":/,
      );
    }
  });
});

describe('the service itself', () => {
  it('lives, is ready, and says how it is used', async () => {
    expect(await service.get('/healthz')).toEqual({ status: 'ok' });
    expect(await service.get('/readyz')).toEqual({ status: 'ready' });
    const docs = await service.app.inject('/docs');
    expect([docs.statusCode, docs.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    await service.get('/api/v1/districts');
    expect((await service.app.inject('/metrics')).body).toMatch(
      /http_request_duration_seconds_count\{route="\/api\/v1\/districts",method="GET",status="200"\} \d/,
    );
  });

  it('says what it waits for until it is ready', async () => {
    const readiness = { waitingFor: () => 'data' };
    const app = await buildApp({ db: service.db, config: readConfig({ LOG_LEVEL: 'silent' }), readiness });
    const answer = await app.inject('/readyz');
    expect([answer.statusCode, answer.json().detail]).toEqual([503, 'Not ready yet: data.']);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    await app.close();
  });
});

describe('an empty register', () => {
  it('is said to be empty', async () => {
    await service.db.query('delete from register.district');
    const answer = await service.app.inject('/api/v1/coverage');
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'district_none']);
    expect((await service.get('/api/v1/districts')).items).toEqual([]);
    for (const id of ['gaps', 'outfalls'])
      expect(await service.get(`/ogc/collections/${id}/items`)).toMatchObject({ numberMatched: 0, features: [] });
  });
});
