/** How a tile or its description goes out: its place, its validators, its encoding. */
import { gunzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TILE_DEEPEST } from '../../tiles/manifest.ts';
import type { PreparedTile } from '../../tiles/prepared-tile.ts';
import { isTile } from '../../tiles/tile-set.ts';
import { DomainError } from '../errors.ts';
import { chooseEncoding } from './accept-encoding.ts';
import { MVT } from './hot-tiles.ts';
import { addVary } from './vary.ts';

export type TileNumbers = readonly [zoom: number, x: number, y: number];

/** A tile has one address: what caches keep by address is not kept again under 01674. */
const WHOLE = /^(0|[1-9]\d{0,8})$/;

/** @throws DomainError `tile_out_of_range` */
export function tileNumbers(z: string, x: string, file: string): TileNumbers {
  const y = /^(.+)\.mvt$/.exec(file)?.[1];
  const numbers = [z, x, y ?? ''].map((text) => (WHOLE.test(text) ? Number(text) : Number.NaN));
  const [zoom, column, row] = numbers;
  if (!numbers.some(Number.isNaN) && isTile(zoom, column, row)) return [zoom, column, row];
  throw noTile(`${z}/${x}/${file}`, '.mvt');
}

/** @throws DomainError `tile_out_of_range` */
export function requireTile(z: number, x: number, y: number): void {
  if (!isTile(z, x, y)) throw noTile(`${z}/${x}/${y}.pbf`, '.pbf');
}

function noTile(place: string, ending: string): DomainError {
  return new DomainError(
    'tile_out_of_range',
    `${place} is no tile; z is 0 to ${TILE_DEEPEST}, x and y are whole numbers below 2^z without zeros before them, then "${ending}".`,
    `瓦片 ${place} 不存在：z 为 0 至 ${TILE_DEEPEST}，x、y 为小于 2^z 的整数，前面不加零，以“${ending}”结尾。`,
  );
}

/** Sets the validators; true when the client's copy is still right. Weak, since all encodings share it. */
export function unchanged(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header('etag', `W/${tag}`);
  addVary(reply, 'accept-encoding');
  const known = request.headers['if-none-match'];
  if (known === undefined) return false;
  return known === '*' || known.split(',').some((item) => item.trim().replace(/^W\//, '') === tag);
}

export function sendTile(request: FastifyRequest, reply: FastifyReply, { gzip, brotli }: PreparedTile): FastifyReply {
  if (gzip.length === 0) return reply.code(204).send();
  reply.type(MVT);
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  if (encoding === 'identity') return reply.send(gunzipSync(gzip));
  return reply.header('content-encoding', encoding).send(encoding === 'br' ? brotli : gzip);
}
