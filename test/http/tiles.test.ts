import { type IncomingHttpHeaders, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { chooseEncoding } from '../../server/http/accept-encoding.ts';
import { useProblems } from '../../server/http/error-handler.ts';
import { HotTiles } from '../../server/http/hot-tiles.ts';
import { tileRoutes } from '../../server/http/routes/tiles.ts';
import { useSecurity } from '../../server/http/security.ts';
import { Pyramids } from '../../server/report/tile-layers/pyramids.ts';
import type { DistrictTiles } from '../../tiles/layer.ts';
import { LayerIndex } from '../../tiles/layer.ts';
import { readLayer, tileOf } from '../tiles/read-tile.ts';
import { lineSource, type Position, pointSource } from '../tiles/sources.ts';

const HERE: Position = [121.1, 31.1];
const { x, y } = tileOf(HERE, 14);
const TILE = `/tiles/demo/rivers,outfalls/14/${x}/${y}.mvt`;

let version = 3;

function tileSet(): DistrictTiles {
  const rivers = new LayerIndex(lineSource('rivers', [[HERE, [121.11, 31.1]]]));
  const outfalls = new LayerIndex(pointSource('outfalls', [HERE]));
  const layers = new Map([rivers, outfalls].map((layer) => [layer.id, layer]));
  return { version, life: 1, name: '演示区', synthetic: true, bbox: [121.1, 31.1, 121.11, 31.1], layers };
}

describe('tiles over HTTP', () => {
  let app: FastifyInstance;
  const pyramids = new Pyramids(1e8);
  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

  beforeAll(async () => {
    app = Fastify();
    useProblems(app);
    const findTiles = async (district: string) => (district === 'demo' ? tileSet() : undefined);
    await app.register(tileRoutes, { findTiles, pyramids, cacheBytes: 1e6 });
  });

  afterAll(() => app.close());

  it('hold the layers asked for', async () => {
    const { rawPayload, headers } = await get(TILE);
    expect(headers['content-type']).toBe('application/vnd.mapbox-vector-tile');
    expect(['rivers', 'outfalls', 'towns'].map((layer) => readLayer(rawPayload, layer).length)).toEqual([1, 1, 0]);
  });

  it.each([
    ['gzip, deflate', 'gzip', gunzipSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
  ])('come compressed to those who take %s, with the same content', async (accepted, encoding, decompress) => {
    const plain = await get(TILE);
    const compressed = await get(TILE, { 'accept-encoding': accepted });
    expect(compressed.headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
    expect(decompress(compressed.rawPayload)).toEqual(plain.rawPayload);
  });

  it('come from the pyramid of their version once it is made', async () => {
    const cold = await get(TILE);
    pyramids.renew('demo', tileSet());
    while (pyramids.status()[0].pending > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const [single, joined] = [TILE.replace('rivers,outfalls', 'outfalls'), TILE];
    expect(readLayer((await get(single)).rawPayload, 'outfalls')).toEqual(readLayer(cold.rawPayload, 'outfalls'));
    expect((await get(joined)).rawPayload).toEqual(cold.rawPayload);
  });

  it('may be kept for a year under the current version, and only then', async () => {
    const kept = async (query: string) => (await get(TILE + query)).headers['cache-control'];
    expect(await kept('?v=3')).toBe('public, max-age=31536000, immutable');
    expect(await kept('?v=2')).toBe('public, no-cache');
    expect(await kept('')).toBe('public, no-cache');
  });

  it('are not sent again while the version stays', async () => {
    const { etag } = (await get(TILE)).headers;
    const again = await get(TILE, { 'if-none-match': `"other", ${etag}` });
    expect([again.statusCode, again.rawPayload.length, again.headers.etag]).toEqual([304, 0, etag]);
    version = 4;
    expect((await get(TILE, { 'if-none-match': String(etag) })).statusCode).toBe(200);
    version = 3;
  });

  it('are 204 where there is nothing, above and below the layers too', async () => {
    expect((await get('/tiles/demo/rivers/14/0/0.mvt')).statusCode).toBe(204);
    expect((await get('/tiles/demo/rivers/3/6/3.mvt')).statusCode).toBe(204);
  });

  it('are cut from those of zoom 16 above it', async () => {
    for (const z of [17, 19, 22]) {
      const deep = tileOf(HERE, z);
      const { statusCode, rawPayload } = await get(`/tiles/demo/rivers,outfalls/${z}/${deep.x}/${deep.y}.mvt?v=3`);
      expect([statusCode, readLayer(rawPayload, 'outfalls').length]).toEqual([200, 1]);
    }
    expect((await get('/tiles/demo/rivers/22/0/0.mvt')).statusCode).toBe(204);
  });

  it('answer HEAD without a body', async () => {
    const { statusCode, rawPayload } = await app.inject({ method: 'HEAD', url: TILE });
    expect([statusCode, rawPayload.length]).toEqual([200, 0]);
  });

  it.each([
    ['/tiles/demo/roads/14/0/0.mvt', 404, 'layer_unknown'],
    ['/tiles/demo/rivers,/14/0/0.mvt', 404, 'layer_unknown'],
    ['/tiles/demo/toString.json', 404, 'layer_unknown'],
    ['/tiles/nowhere/rivers/14/0/0.mvt', 404, 'district_unknown'],
    ['/tiles/nowhere/rivers.json', 404, 'district_unknown'],
    ['/tiles/demo/rivers/23/0/0.mvt', 400, 'tile_out_of_range'],
    ['/tiles/demo/rivers/2/4/0.mvt', 400, 'tile_out_of_range'],
    ['/tiles/demo/rivers/2/-1/0.mvt', 400, 'tile_out_of_range'],
    ['/tiles/demo/rivers/2/0/0.png', 400, 'tile_out_of_range'],
    ['/tiles/demo/rivers/2/0/0x1.mvt', 400, 'tile_out_of_range'],
    ['/tiles/demo/rivers/14/0/01674.mvt', 400, 'tile_out_of_range'],
    ['/tiles/demo/rivers/14/00/1674.mvt?v=3', 400, 'tile_out_of_range'],
    ['/tiles/demo/rivers/014/0/1674.mvt', 400, 'tile_out_of_range'],
    ['/tiles/demo/rivers/14/0/+1.mvt', 400, 'tile_out_of_range'],
    ['/tiles/demo/rivers/14/%2B1/1.mvt', 400, 'tile_out_of_range'],
    ['/tiles/demo/rivers/14/0/1e3.mvt', 400, 'tile_out_of_range'],
    ['/tiles/demo/rivers/14/%201/1.mvt', 400, 'tile_out_of_range'],
    ['/tiles/demo/rivers/14/1/1%20.mvt', 400, 'tile_out_of_range'],
  ])('refuse %s with %i %s', async (url, status, code) => {
    const head = await app.inject({ method: 'HEAD', url });
    expect([head.statusCode, head.rawPayload.length]).toEqual([status, 0]);
    const answer = await get(url);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ status, code });
  });

  it('are described by a TileJSON that names the current version', async () => {
    const { tiles, vector_layers, ...rest } = (
      await get('/tiles/demo/rivers,outfalls.json', { host: 'atlas.example' })
    ).json();
    expect(tiles).toEqual(['http://atlas.example/tiles/demo/rivers,outfalls/{z}/{x}/{y}.mvt?v=3']);
    expect(vector_layers.map(({ id, minzoom }: { id: string; minzoom: number }) => [id, minzoom])).toEqual([
      ['rivers', 6],
      ['outfalls', 9],
    ]);
    expect(rest).toMatchObject({ tilejson: '3.0.0', minzoom: 6, maxzoom: 16, bounds: [121.1, 31.1, 121.11, 31.1] });
  });
});

describe('hot tiles, answered before Fastify', () => {
  const hot = new HotTiles(['https://dashboard.example'], true);
  const app = Fastify({ serverFactory: hot.serverFactory });
  const pyramids = new Pyramids(1e8);
  const url = `/tiles/demo/outfalls/14/${x}/${y}.mvt?v=3`;
  let port: number;
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, method, headers }, async (answer) => {
        const body = Buffer.concat(await answer.toArray());
        resolve({ status: answer.statusCode!, headers: answer.headers, body });
      })
        .on('error', reject)
        .end();
    });
  /** What of the headers is for the client. */
  const told = ({ status, headers, body }: Awaited<ReturnType<typeof ask>>) => {
    const { date, connection, 'keep-alive': _, ...rest } = headers;
    return { status, ...rest, body };
  };

  beforeAll(async () => {
    const methodsOf = useProblems(app);
    await useSecurity(app, readConfig({ CORS_ORIGINS: 'https://dashboard.example' }), methodsOf);
    await app.register(tileRoutes, { findTiles: async () => tileSet(), pyramids, hot, cacheBytes: 1e6 });
    pyramids.renew('demo', tileSet());
    while (pyramids.status()[0].pending > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
  });
  afterAll(() => app.close());

  it.each(['gzip', 'gzip, br'])('say to clients that take %s what the usual way says', async (accepted) => {
    const usual = told(await ask(url.replace('outfalls', 'outfalls,outfalls'), { 'accept-encoding': accepted }));
    const before = hot.answers[200];
    const answer = told(await ask(url, { 'accept-encoding': accepted }));
    expect(hot.answers[200]).toBe(before + 1);
    expect(usual).toMatchObject({ ...answer, vary: expect.stringContaining('accept-encoding') });
    expect(answer).toMatchObject({ status: 200, 'x-content-type-options': 'nosniff', vary: 'Origin, accept-encoding' });
  });

  it('are not sent again to those who have them', async () => {
    const before = hot.answers[304];
    const tag = `W/"demo.3.3.${url.split('/')[3].replaceAll(',', '+')}"`;
    const { status, headers, body } = await ask(url, { 'if-none-match': tag });
    expect([status, headers.etag, body.length, hot.answers[304]]).toEqual([304, tag, 0, before + 1]);
  });

  it.each([
    ['another version', url.replace('v=3', 'v=2'), {}, 'GET', 200],
    ['no version', url.replace('?v=3', ''), {}, 'GET', 200],
    ['HEAD', url, {}, 'HEAD', 200],
    ['a client that takes no compression', url, { 'accept-encoding': 'identity' }, 'GET', 200],
    ['another page, where answers depend on it', url, { origin: 'https://dashboard.example' }, 'GET', 200],
    ['a tile that is none', url.replace('/14/', '/23/'), {}, 'GET', 400],
    ['a layer that is none', url.replace('outfalls', 'roads'), {}, 'GET', 404],
  ])('leave %s to the usual way', async (_, path, headers: Record<string, string>, method, status) => {
    const before = { ...hot.answers };
    const answer = await ask(path, { 'accept-encoding': 'gzip', ...headers }, method);
    expect([answer.status, hot.answers]).toEqual([status, before]);
    if (headers.origin) expect(answer.headers['access-control-allow-origin']).toBe(headers.origin);
  });
});

describe('chooseEncoding', () => {
  it.each([
    [undefined, 'identity'],
    ['gzip, deflate, br', 'br'],
    ['identity', 'identity'],
    ['gzip;q=0', 'identity'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['GZIP ; q=0.5', 'gzip'],
    ['br;q=0.2, gzip;q=0.9', 'gzip'],
  ])('reads %s as %s', (header, expected) => {
    expect(chooseEncoding(header)).toBe(expected);
  });
});
