/** Vector tiles and their TileJSON. */
import { gunzipSync } from 'node:zlib';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { LAYERS, type LayerId, TILE_DEEPEST } from '../../../tiles/manifest.ts';
import type { PreparedTile } from '../../../tiles/prepared-tile.ts';
import { TileCache } from '../../../tiles/tile-cache.ts';
import { encodeTile, type FindTileSet, isTile, type TileSet } from '../../../tiles/tile-set.ts';
import { tileJson } from '../../../tiles/tilejson.ts';
import { DomainError } from '../../errors.ts';
import { compressTile } from '../../report/tile-layers/compress-tile.ts';
import { parseLayers, unknownLayer } from '../../report/tile-layers/parse-layers.ts';
import type { Pyramids } from '../../report/tile-layers/pyramids.ts';
import { chooseEncoding } from '../accept-encoding.ts';
import { withShare } from '../auth/share.ts';
import { FOR_A_YEAR, type HotTiles, MVT, tileTag } from '../hot-tiles.ts';
import { DistrictKey, Problem } from '../schemas.ts';
import { addVary } from '../vary.ts';

export interface TileServices {
  findTiles: FindTileSet;
  pyramids: Pyramids;
  /** For tiles made on demand, beside the pyramids. */
  cacheBytes: number;
  /** Answers for itself what is ready. */
  hot?: HotTiles;
}

const Version = Type.Optional(
  Type.String({ maxLength: 20, description: 'Data version; the current one may be kept.' }),
);
const layersNote = `Layer ids separated by commas, of ${Object.keys(LAYERS).join(', ')}`;

const getTile = {
  operationId: 'getTile',
  tags: ['tiles'],
  summary: 'One Mapbox Vector Tile (2.1); 204 where there is nothing',
  params: Type.Object({
    district: DistrictKey,
    layers: Type.String({ maxLength: 200, description: layersNote }),
    z: Type.String(),
    x: Type.String(),
    file: Type.String({ description: '{y}.mvt' }),
  }),
  querystring: Type.Object({ v: Version }),
  response: { 200: Type.Any(), 204: Type.Any(), 304: Type.Any(), 400: Problem, 404: Problem },
};

const getTileJson = {
  operationId: 'getTileJson',
  tags: ['tiles'],
  summary: 'TileJSON 3.0.0 of a set of layers; its tiles carry the current version',
  params: Type.Object({
    district: DistrictKey,
    file: Type.String({ maxLength: 205, description: `{layers}.json. ${layersNote}` }),
  }),
  response: { 200: Type.Any(), 304: Type.Any(), 404: Problem },
};

export const tileRoutes: FastifyPluginAsyncTypebox<TileServices> = async (app, services) => {
  const { findTiles, pyramids, cacheBytes, hot } = services;
  const cache = new TileCache(cacheBytes);
  hot?.serve(({ district, layers, z, x, y }, version) => {
    const ready = pyramids.findReady(district, version, layers, z, x, y);
    return ready ?? cache.find(`${district}/${layers}/${z}/${x}/${y}`, version);
  });

  async function prepare(district: string, set: TileSet, layers: LayerId[], tile: TileNumbers): Promise<PreparedTile> {
    const ready = pyramids.find(district, set, layers, tile);
    if (ready) return ready;
    const key = `${district}/${layers.join()}/${tile.join('/')}`;
    const kept = cache.find(key, set.version) ?? (await compressTile(encodeTile(set, layers, ...tile)));
    cache.put(key, { version: set.version, tile: kept });
    return kept;
  }

  app.get('/tiles/:district/:layers/:z/:x/:file', { schema: getTile }, async (request, reply) => {
    const { district, layers: list, z, x, file } = request.params;
    const tile = tileNumbers(z, x, file);
    const layers = parseLayers(list);
    const set = await getTileSet(findTiles, district);
    const current = request.query.v === String(set.version);
    reply.header('cache-control', current ? FOR_A_YEAR : 'public, no-cache');
    if (unchanged(request, reply, set.version)) return reply.code(304).send(undefined);
    hot?.learn(request.headers.origin, reply);
    return sendTile(request, reply, await prepare(district, set, layers, tile));
  });

  app.get('/tiles/:district/:file', { schema: getTileJson }, async (request, reply) => {
    const { district, file } = request.params;
    if (!file.endsWith('.json')) throw unknownLayer(file);
    const layers = parseLayers(file.slice(0, -'.json'.length));
    const set = await getTileSet(findTiles, district);
    const address = `${request.protocol}://${request.host}/tiles/${district}/${layers.join()}/{z}/{x}/{y}.mvt`;
    reply.header('cache-control', 'public, no-cache');
    if (unchanged(request, reply, set.version)) return reply.code(304).send(undefined);
    const answer = tileJson(set, layers, address);
    return { ...answer, tiles: answer.tiles.map((each) => withShare(request, each)) };
  });
};

function sendTile(request: FastifyRequest, reply: FastifyReply, { gzip, brotli }: PreparedTile): FastifyReply {
  if (gzip.length === 0) return reply.code(204).send();
  reply.type(MVT);
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  if (encoding === 'identity') return reply.send(gunzipSync(gzip));
  return reply.header('content-encoding', encoding).send(encoding === 'br' ? brotli : gzip);
}

/** Sets the validators; true when the client's copy is still right. Weak, since all encodings share it. */
function unchanged(request: FastifyRequest, reply: FastifyReply, version: number): boolean {
  const tag = tileTag(version);
  reply.header('etag', `W/${tag}`);
  addVary(reply, 'accept-encoding');
  const known = request.headers['if-none-match'];
  if (known === undefined) return false;
  return known === '*' || known.split(',').some((item) => item.trim().replace(/^W\//, '') === tag);
}

type TileNumbers = readonly [zoom: number, x: number, y: number];

function tileNumbers(z: string, x: string, file: string): TileNumbers {
  const y = /^(\d{1,9})\.mvt$/.exec(file)?.[1];
  const numbers = [z, x, y ?? ''].map((text) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN));
  const [zoom, column, row] = numbers;
  if (!numbers.some(Number.isNaN) && isTile(zoom, column, row)) return [zoom, column, row];
  throw new DomainError(
    'tile_out_of_range',
    `${z}/${x}/${file} is no tile; z is 0 to ${TILE_DEEPEST}, x and y below 2^z, then ".mvt".`,
    `瓦片 ${z}/${x}/${file} 不存在：z 为 0 至 ${TILE_DEEPEST}，x、y 小于 2^z，以“.mvt”结尾。`,
  );
}

async function getTileSet(findTiles: FindTileSet, district: string): Promise<TileSet> {
  const set = await findTiles(district);
  if (set) return set;
  throw new DomainError('district_unknown', `There is no district "${district}".`, `没有辖区“${district}”。`, 404);
}
