/** Who may do what: every operation that needs a token, asked with none, with bad ones, and with each role. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { createToken, type Role, revokeToken } from '../../server/register/tokens.ts';
import { LAYER_ROWS as EMBED_LAYERS } from '../../web/style/legend-layers.ts';
import { openUploadService, riversGeojson, type UploadService } from '../support/upload-service.ts';
import { tileOf } from '../tiles/read-tile.ts';

const NO_JOB = '00000000-0000-4000-8000-000000000000';
const GUARDED: [method: string, path: string, role: Role][] = [
  ['GET', 'batches', 'viewer'],
  ['GET', 'batches/1', 'viewer'],
  ['GET', 'batches/1/issues', 'viewer'],
  ['GET', 'batches/1/issues?format=csv', 'viewer'],
  ['POST', 'batches/999/undo', 'editor'],
  ['GET', 'outfalls/1/history', 'viewer'],
  ['GET', 'outfalls/1/known?at=2024-05-01', 'viewer'],
  ['PATCH', 'outfalls/1', 'editor'],
  ['POST', 'outfalls', 'editor'],
  ['POST', 'outfall-pairs/decisions', 'editor'],
  ['POST', 'targets', 'editor'],
  ['PATCH', 'targets/1', 'editor'],
  ['DELETE', 'targets/1', 'editor'],
  ['POST', 'shares', 'editor'],
  ['GET', 'shares', 'editor'],
  ['DELETE', 'shares/999', 'editor'],
  ['POST', 'imports', 'editor'],
  ['GET', `imports/${NO_JOB}`, 'editor'],
  ['GET', `imports/${NO_JOB}/events`, 'editor'],
  ['DELETE', `imports/${NO_JOB}`, 'editor'],
];

let service: UploadService;
beforeAll(async () => {
  service = await openUploadService();
  await service.upload({ layer: 'rivers', district: 'li' }, { 'rivers.geojson': riversGeojson(['甲河']) });
});
afterAll(() => service.close());

const withHeader = (method: string, path: string, authorization?: string) =>
  service.ask(undefined, path, { method, headers: authorization === undefined ? {} : { authorization } });

describe.each(GUARDED)('%s %s', (method, path, role) => {
  it('asks for a token, as a problem in both languages', async () => {
    const { status, body, headers } = await withHeader(method, path);
    expect([status, body.code, headers.get('www-authenticate')]).toEqual([
      401,
      'token_needed',
      'Bearer realm="outfall-atlas"',
    ]);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.detail_zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it(`is for ${role} and above`, async () => {
    for (const held of ['viewer', 'editor', 'admin'] as const) {
      const { status, body } = await service.ask(held, path, { method });
      const isEnough = role === 'viewer' || held !== 'viewer';
      if (isEnough) expect([401, 403]).not.toContain(status);
      else expect([status, body.code]).toEqual([403, 'role_insufficient']);
    }
  });
});

describe('a token', () => {
  it.each(['Bearer', 'Bearer ', 'Basic YTpi', 'x', 'Bearer a b'])('is not "%s"', async (authorization) => {
    const { status, body } = await withHeader('GET', 'batches', authorization);
    expect([status, body.code]).toEqual([401, 'token_needed']);
  });

  it('that is wrong, revoked or expired says which, and only to who holds it', async () => {
    const revoked = await createToken(service.db, { role: 'admin', name: 'left' });
    await revokeToken(service.db, revoked.id);
    const old = await createToken(service.db, { role: 'admin', name: 'old', expires: '2099-01-01' });
    await service.db.query(`update register.access_token set expires_at = now() - interval '1 s' where id = $1`, [
      old.id,
    ]);
    const codes: [string, string][] = [
      [revoked.secret, 'token_revoked'],
      [old.secret, 'token_expired'],
      [`oa_${revoked.id}_${'A'.repeat(43)}`, 'token_invalid'],
      [`oa_999999999_${'A'.repeat(43)}`, 'token_invalid'],
      ["oa_1_'; drop table register.access_token; --", 'token_needed'],
      ['oa_1_x', 'token_invalid'],
    ];
    for (const [secret, code] of codes) {
      const { status, body } = await withHeader('GET', 'batches', `Bearer ${secret}`);
      expect([status, body.code, JSON.stringify(body).includes(secret)]).toEqual([401, code, false]);
    }
  });

  it('is told of in the description of the API', async () => {
    const { body } = await service.ask(undefined, 'openapi.json');
    expect(body.components.securitySchemes.bearer).toMatchObject({ type: 'http', scheme: 'bearer' });
    for (const [method, path] of GUARDED) {
      const route = `/api/v1/${path}`
        .split('?')[0]
        .replace(NO_JOB, '{job}')
        .replace(/\/(1|999)(?=$|\/)/, '/{id}');
      expect([path, body.paths[route][method.toLowerCase()].security]).toEqual([path, [{ bearer: [] }]]);
    }
  });
});

describe('a share', () => {
  const make = (body: object) =>
    service.ask('editor', 'shares', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ district: 'li', name: '大屏', expires: '2099-01-31', ...body }),
    });
  const read = async (path: string, secret: string, init?: RequestInit) => {
    const response = await fetch(`${service.address}${path}${path.includes('?') ? '&' : '?'}share=${secret}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) : text };
  };
  const codeOf = async (path: string, secret: string, init?: RequestInit) => {
    const { status, body } = await read(path, secret, init);
    return status < 300 ? status : body.code;
  };

  beforeAll(async () => {
    await service.db.query(
      `insert into register.district (key, number, name, plane_srid) values ('other', 99, 'Other', 32632)`,
    );
  });

  it('reads its district, named or not, and says so to nobody else', async () => {
    const { status, body: share } = await make({});
    expect([status, share.expires_at, share.created_by]).toEqual([
      201,
      '2099-02-01T00:00:00.000Z',
      'editor-name (token 2)',
    ]);
    expect(await codeOf('/api/v1/summary', share.secret)).toBe(200);
    expect(await codeOf('/api/v1/summary?district=li', share.secret)).toBe(200);
    expect((await read('/api/v1/districts', share.secret)).body.items.map(({ key }: { key: string }) => key)).toEqual([
      'li',
    ]);
    const tileJson = await read('/tiles/li/rivers.json', share.secret);
    expect(tileJson.body.tiles[0]).toContain(`&share=${share.secret}`);
    expect(tileJson.headers.get('cache-control')).toBe('private, no-cache');
    const ofDay = await read('/tiles/li/coverage,gaps.json?as_of=2022-12-31&mode=above_water', share.secret);
    const given = new URL(ofDay.body.tiles[0].replace('{z}/{x}/{y}', '6/0/0'));
    expect(Object.fromEntries(given.searchParams)).toMatchObject({ as_of: '2022-12-31', share: share.secret });
    const tile = await fetch(given);
    expect([tile.status, tile.headers.get('cache-control')]).toEqual([204, 'private, no-cache']);
    const style = await read('/styles/light.json', share.secret);
    expect(style.body.sources.atlas.url).toContain(`share=${share.secret}`);
  });

  it('reads no other district, writes nothing, and reaches nothing that is not listed for it', async () => {
    const { secret } = (await make({})).body;
    const outside: [string, RequestInit?][] = [
      ['/api/v1/summary?district=other'],
      ['/tiles/other/rivers.json'],
      ['/tiles/other/rivers/6/1/1.mvt'],
      ['/tiles/other/gaps/6/1/1.mvt?as_of=2022-12-31'],
      ['/tiles/all/gaps.json?as_of=2022-12-31'],
      ['/api/v1/districts/other/events'],
      [`/ogc/collections/rivers/items/${99 * 2 ** 32 + 1}`],
      ['/ogc/collections/rivers/items?district=other'],
      ['/ogc/collections'],
      ['/api/v1/batches'],
      ['/api/v1/nowhere'],
      ['/api/v1/summary', { method: 'POST' }],
    ];
    for (const [path, init] of outside) expect([path, await codeOf(path, secret, init)]).toEqual([path, 'share_scope']);
  });

  it('of some layers reads those', async () => {
    const { secret } = (await make({ layers: ['rivers', 'gaps'] })).body;
    expect(await codeOf('/tiles/li/rivers,gaps.json', secret)).toBe(200);
    expect(await codeOf('/api/v1/coverage/strips?rivers=1', secret)).toBe(200);
    for (const path of [
      '/tiles/li/rivers,outfalls.json',
      '/tiles/li/coverage/6/1/1.mvt?as_of=2022-12-31',
      '/api/v1/search?q=a',
      '/api/v1/outfalls/1',
      '/ogc/collections/outfalls/items',
    ])
      expect([path, await codeOf(path, secret)]).toEqual([path, 'share_scope']);
    expect((await make({ layers: ['nothing'] })).body.code).toBe('layer_unknown');
  });

  it('takes the words of embedded maps for layers, the older ones too', async () => {
    const layersOf = async (layers: string[]) => (await make({ layers })).body.layers;
    expect(await layersOf(['rivers', 'water', 'labels'])).toEqual(['rivers', 'water_bodies', 'water_labels']);
    expect(await layersOf(Object.keys(EMBED_LAYERS))).toEqual(Object.keys(EMBED_LAYERS));
  });

  it('of some layers reads the names of the water that it shows', async () => {
    const { secret } = (await make({ layers: ['rivers', 'water_bodies'] })).body;
    expect(await codeOf('/tiles/li/water_bodies,water_labels.json', secret)).toBe(200);
    const without = (await make({ layers: ['rivers'] })).body.secret;
    expect(await codeOf('/tiles/li/water_labels.json', without)).toBe('share_scope');
  });

  it('of some layers learns of no others by the numbers beside them', async () => {
    const { secret } = (await make({ layers: ['rivers', 'gaps'] })).body;
    const whole = (await make({})).body.secret;
    const body = async (path: string, by = secret) => (await read(path, by)).body;
    const [river] = (await body('/api/v1/coverage?group=river')).items;
    const strips = `/api/v1/coverage/strips?rivers=${river.river_id}`;
    const none = { outfalls: null, review_count: null, towns: null };
    expect(await body('/api/v1/summary')).toMatchObject({ ...none, length_km: expect.any(Number) });
    expect((await body('/api/v1/summary', whole)).outfalls).not.toBeNull();
    const [{ counts }] = (await body('/api/v1/districts')).items;
    expect(Object.keys(counts).sort()).toEqual(['rivers', 'routes']);
    expect((await body(strips)).items[0].routes[0]).toMatchObject({ outfalls: [], zones: [], towns: [] });
    const report = await body('/api/v1/reports/coverage');
    expect([report.total.outfalls, report.items[0].outfalls]).toEqual([null, null]);
    for (const path of [
      '/api/v1/coverage?group=zone',
      '/api/v1/gaps?scope=level:town,zone:1',
      '/api/v1/coverage?group=town,park',
    ])
      expect([path, await codeOf(path, secret)]).toEqual([path, 'share_scope']);
    const ofZones = (await make({ layers: ['rivers', 'zones'] })).body.secret;
    expect(await codeOf('/api/v1/coverage?group=zone', ofZones)).toBe(200);
  });

  it('that has ended, is withdrawn or made up shows nothing, and says why', async () => {
    const { id, secret } = (await make({})).body;
    await service.db.query('update register.share set expires_at = $1 where id = $2', ['2026-03-02T00:00:00Z', id]);
    const { status, body } = await read('/api/v1/districts', secret);
    expect([status, body.code]).toEqual([401, 'share_expired']);
    expect(body.detail_zh).toBe('此分享链接已于 2026-03-01 到期。向发送人索取新链接。');
    const other = (await make({})).body;
    await service.ask('editor', `shares/${other.id}`, { method: 'DELETE' });
    expect(await codeOf('/api/v1/districts', other.secret)).toBe('share_revoked');
    for (const wrong of [
      '',
      'oas_1',
      `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`,
      `${secret}&share=${secret}`,
    ])
      expect([wrong, await codeOf('/api/v1/districts', wrong)]).toEqual([wrong, 'share_invalid']);
    expect((await make({ expires: '2020-01-01' })).body.code).toBe('bad_expiry');
    const endless = (await make({ expires: '9999-12-31' })).body; // what people write for no end
    expect(endless.expires_at).toBe('9999-12-31T23:59:59.999Z');
    expect((await read('/api/v1/districts', endless.secret)).status).toBe(200);
  });

  it.each([
    ['share_expired', "update register.share set expires_at = now() + interval '1 second' where id = $1"],
    ['share_revoked', 'update register.share set revoked_at = now() where id = $1'],
  ])('ends its open stream of events with the reason: %s', async (code, ending) => {
    const { id, secret } = (await make({})).body;
    const events = await fetch(`${service.address}/api/v1/districts/li/events?share=${secret}`);
    const stream = events.body!.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
    expect((await stream.next()).value).toMatch(/^event: version\n/);
    await service.db.query(ending, [id]);
    const rest = [];
    for (let next = await stream.next(); !next.done; next = await stream.next()) rest.push(next.value);
    const [event, data] = rest.join('').trim().split('\n\n').at(-1)!.split('\n');
    expect(event).toBe('event: ended');
    expect(JSON.parse(data.slice('data: '.length))).toMatchObject({
      code,
      status: 401,
      detail_zh: expect.stringContaining('分享链接'),
    });
    const { headers } = await fetch(`${service.address}/api/v1/districts/li/events?share=${secret}`);
    expect(headers.get('content-type')).toContain('application/problem+json');
  });

  it('or a token is needed to read where reading is not open; pages are for everyone', async () => {
    const config = readConfig({ READING: 'token', LOG_LEVEL: 'silent' });
    const app = await buildApp({ db: service.db, config });
    const status = async (url: string, headers = {}) => (await app.inject({ url, headers })).statusCode;
    const { secret } = (await make({})).body;
    for (const url of [
      '/api/v1/districts',
      '/tiles/li/rivers.json',
      '/ogc',
      '/styles/light.json?district=li',
      '/outfalls/1',
      '/metrics', // it names districts, and counts what is asked of them
      '/%61pi/v1/districts', // the router finds the same route
      '/t%69les/li/rivers.json',
    ])
      expect([url, await status(url)]).toEqual([url, 401]);
    expect(await status('/api/v1/districts', { authorization: `Bearer ${service.tokens.viewer}` })).toBe(200);
    expect(await status('/metrics', { authorization: `Bearer ${service.tokens.viewer}` })).toBe(200);
    expect(await status(`/api/v1/summary?share=${secret}`)).toBe(200);
    expect(await status(`/metrics?share=${secret}`)).toBe(403);
    // a browser hands its token in once, and reads with it; it changes nothing with it
    const hand = (token: string) => app.inject({ method: 'POST', url: '/api/v1/session', payload: { token } });
    expect((await hand('oat_1_x')).json().code).toBe('token_invalid');
    const [kept] = [(await hand(` ${service.tokens.editor} `)).headers['set-cookie']].flat();
    expect(kept).toMatch(/; HttpOnly; SameSite=Strict$/);
    const cookie = kept!.split(';')[0];
    expect([
      await status('/api/v1/districts', { cookie }),
      await status('/outfalls/1?district=li', { cookie }),
    ]).toEqual([200, 404]);
    expect(await status('/api/v1/districts', { cookie: 'oa_session=%E0%A4%A' })).toBe(401);
    const written = await app.inject({
      ...{ method: 'POST', url: '/api/v1/shares', headers: { cookie } },
      payload: { district: 'li', name: 'a', expires: '2099-01-01' },
    });
    expect(written.json().code).toBe('token_needed');
    // not even where it would change nothing: a form of another site's page could send it
    const posted = (headers: Record<string, string>) =>
      app.inject({ method: 'POST', url: '/api/v1/gaps/check?district=li', headers, payload: { river: 1 } });
    expect((await posted({ cookie })).json().code).toBe('token_needed');
    expect((await posted({ authorization: `Bearer ${service.tokens.viewer}` })).json().code).not.toMatch(/^token_/);
    const ended = await app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie } });
    expect(String(ended.headers['set-cookie'])).toContain('oa_session=; Path=/');
    expect([await status('/healthz'), await status('/api/v1/openapi.json')]).toEqual([200, 200]);
    // a tile somebody with a token has just been given is ready in memory, and still not for everyone
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    const authorization = `Bearer ${service.tokens.viewer}`;
    const told = await fetch(`${address}/tiles/li/rivers.json`, { headers: { authorization } });
    const { bounds, tiles } = (await told.json()) as { bounds: number[]; tiles: string[] };
    const { x, y } = tileOf([bounds[0], bounds[1]], 14);
    const path = tiles[0]
      .replace('{z}', '14')
      .replace('{x}', `${x}`)
      .replace('{y}', `${y}`)
      .replace(/^https?:..[^/]*/, '');
    const tile = async (headers: Record<string, string>) => {
      const { status, headers: said } = await fetch(`${address}${path}`, { headers });
      return `${status} ${said.get('cache-control')}`; // a cache between them must not give it away either
    };
    expect([
      await tile({ authorization }),
      await tile({ authorization }),
      await tile({ cookie }),
      await tile({}),
    ]).toEqual([...Array(3).fill('200 private, no-cache'), '401 private, no-store']);
    await app.close();
  });
});
