/** Vector tiles and their TileJSON. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { LAYERS, PROGRESS } from '../../../tiles/manifest.ts';
import { type KeptTile, TileCache } from '../../../tiles/tile-cache.ts';
import { encodeTile, type TileSet } from '../../../tiles/tile-set.ts';
import { tileJson } from '../../../tiles/tilejson.ts';
import type { Districts } from '../../district/districts.ts';
import { DomainError } from '../../errors.ts';
import { ALL } from '../../report/tile-layers/all-districts.ts';
import { compressTile } from '../../report/tile-layers/compress-tile.ts';
import { parseLayers } from '../../report/tile-layers/parse-layers.ts';
import type { Pyramids } from '../../report/tile-layers/pyramids.ts';
import { type Asked, type FindTileSet, parseAsked, questionText } from '../../report/tile-layers/question.ts';
import { withShare } from '../auth/share.ts';
import { GapQuery } from '../gap-schemas.ts';
import { FOR_A_YEAR, type HotTiles, tileTag } from '../hot-tiles.ts';
import { DistrictKey, Problem } from '../schemas.ts';
import { sendTile, type TileNumbers, tileNumbers, unchanged } from '../tile-answer.ts';

export interface TileServices {
  findTiles: FindTileSet;
  pyramids: Pyramids;
  /** For tiles made on demand, beside the pyramids. */
  cacheBytes: number;
  /** Answers for itself what is ready. */
  hot?: HotTiles;
  /** Tell which of them is gone, and its tiles with it. */
  districts?: Pick<Districts, 'follow' | 'get'>;
}

const Version = Type.Optional(
  Type.String({ maxLength: 20, description: 'Data version; the current one may be kept.' }),
);
const layersNote = `Layer ids separated by commas, of ${Object.keys(LAYERS).join(', ')}`;

const words = (description: string) => Type.Optional(Type.String({ maxLength: 200, description }));
/** What a layer cannot be asked for by is refused (`parameter_not_of_layer`). */
const Question = {
  as_of: GapQuery.as_of,
  mode: GapQuery.mode,
  river: GapQuery.river,
  level: GapQuery.level,
  town: GapQuery.town,
  type: words(
    'Of outfalls, one or several by commas: industrial, urban_wwtp, agricultural, other; words of registers too',
  ),
  status: words('Of outfalls, one or several by commas: suspect, confirmed'),
  progress: words(`Of outfalls, one or several by commas: ${PROGRESS.join(', ')}`),
};

const getTile = {
  operationId: 'getTile',
  tags: ['tiles'],
  summary: 'One Mapbox Vector Tile (2.1), of today or of a day, whole or filtered; 204 where there is nothing',
  params: Type.Object({
    district: DistrictKey,
    layers: Type.String({ maxLength: 200, description: layersNote }),
    z: Type.String(),
    x: Type.String(),
    file: Type.String({ description: '{y}.mvt' }),
  }),
  querystring: Type.Object({ v: Version, ...Question }),
  response: { 200: Type.Any(), 204: Type.Any(), 304: Type.Any(), 400: Problem, 404: Problem },
};

const getTileJson = {
  operationId: 'getTileJson',
  tags: ['tiles'],
  summary: 'TileJSON 3.0.0 of a set of layers; its tiles carry the current version and what was asked for',
  params: Type.Object({
    district: DistrictKey,
    file: Type.String({ maxLength: 205, description: `{layers}.json. ${layersNote}` }),
  }),
  querystring: Type.Object(Question),
  response: { 200: Type.Any(), 304: Type.Any(), 400: Problem, 404: Problem },
};

export const tileRoutes: FastifyPluginAsyncTypebox<TileServices> = async (app, services) => {
  const { findTiles, pyramids, cacheBytes, hot, districts } = services;
  const cache = new TileCache(cacheBytes);
  districts?.follow((district, version) => {
    if (version === undefined) cache.forget(`${district}/`);
  });
  hot?.serve(({ district, layers, z, x, y }, version) => {
    const ready = pyramids.findReady(district, version, layers, z, x, y);
    return ready ?? cache.find(`${district}/${layers}/${z}/${x}/${y}`, version);
  });

  async function prepare(district: string, set: TileSet, asked: Asked, tile: TileNumbers): Promise<KeptTile> {
    const { layers, question } = asked;
    const { version } = set;
    const text = questionText(question);
    const key = `${district}/${layers.join()}/${tile.join('/')}${text && `?${text}`}`;
    const ready = text === '' ? pyramids.find(district, set, layers, tile) : undefined;
    const kept = ready ?? cache.find(key, version);
    if (kept) return { version, tile: kept };
    const source = text === '' ? set : await getTileSet(findTiles, district, asked);
    const made = { version: source.version, tile: await compressTile(encodeTile(source, layers, ...tile)) };
    cache.put(key, made);
    return made;
  }

  /** A map may have heard of a version before this process did: the list of districts is read from the database. */
  async function setOf(district: string, version: string | undefined): Promise<TileSet> {
    const set = await getTileSet(findTiles, district);
    if (!districts || district === ALL || !(Number(version) > set.version)) return set;
    await districts.get(district);
    return getTileSet(findTiles, district);
  }

  app.get('/tiles/:district/:layers/:z/:x/:file', { schema: getTile }, async (request, reply) => {
    const { district, layers, z, x, file } = request.params;
    const tile = tileNumbers(z, x, file);
    const asked = { ...parseAsked(parseLayers(layers), request.query), zoom: tile[0] };
    const [layersText, text] = [asked.layers.join(), questionText(asked.question)];
    const set = await setOf(district, request.query.v);
    const isCurrent = (version: number) => request.query.v === String(version);
    reply.header('cache-control', isCurrent(set.version) ? FOR_A_YEAR : 'public, no-cache');
    if (unchanged(request, reply, tileTag(district, set.version, layersText, text)))
      return reply.code(304).send(undefined);
    const made = await prepare(district, set, asked, tile);
    if (!isCurrent(made.version)) reply.header('cache-control', 'public, no-cache'); // the register went on meanwhile
    unchanged(request, reply, tileTag(district, made.version, layersText, text));
    hot?.learn(request.headers.origin, reply);
    return sendTile(request, reply, made.tile);
  });

  app.get('/tiles/:district/:file', { schema: getTileJson }, async (request, reply) => {
    const { district, file } = request.params;
    if (!file.endsWith('.json')) throw unfinished(district, file);
    const asked = parseAsked(parseLayers(file.slice(0, -'.json'.length)), request.query);
    const query = questionText(asked.question);
    // made here already, so that what is unknown is refused before the first tile
    const set = await getTileSet(findTiles, district, query === '' ? undefined : asked);
    const address = `${request.protocol}://${request.host}/tiles/${district}/${asked.layers.join()}/{z}/{x}/{y}.mvt`;
    reply.header('cache-control', 'public, no-cache');
    if (unchanged(request, reply, tileTag(district, set.version, asked.layers.join(), query)))
      return reply.code(304).send(undefined);
    const answer = tileJson(set, asked.layers, address, query);
    return { ...answer, tiles: answer.tiles.map((each) => withShare(request, each)) };
  });
};

/** An address of layers that stops before saying what of them is wanted. */
function unfinished(district: string, file: string): DomainError {
  const layers = parseLayers(file).join();
  const [json, tile] = [`/tiles/${district}/${layers}.json`, `/tiles/${district}/${layers}/{z}/{x}/{y}.mvt`];
  return new DomainError(
    'tile_address_incomplete',
    `The address ends too early: ${json} describes these layers, ${tile} is a tile of them.`,
    `地址不完整：图层说明是 ${json}，瓦片是 ${tile}。`,
    404,
  );
}

/** @throws DomainError `district_unknown` (404), and what the search for asked layers refuses. */
async function getTileSet(findTiles: FindTileSet, district: string, asked?: Asked): Promise<TileSet> {
  const set = await findTiles(district, asked);
  if (set) return set;
  throw new DomainError('district_unknown', `There is no district "${district}".`, `没有辖区“${district}”。`, 404);
}
