/** The least that node:http can do: a map of addresses to gzipped tiles. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { encodeTile } from '../../../tiles/tile-set.ts';
import { BENCH_LAYERS } from '../tiles/set.ts';
import { addressOf, benchTiles } from './tiles-in-memory.ts';

const { set, tiles } = benchTiles(Number(process.argv[2]));
const known = new Map(
  tiles.map((tile) => [addressOf(tile), gzipSync(encodeTile(set, BENCH_LAYERS, tile.z, tile.x, tile.y))]),
);
const server = createServer((request, response) => {
  const tile = known.get(request.url!);
  if (!tile) return void response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': 'application/vnd.mapbox-vector-tile',
    'content-encoding': 'gzip',
    'content-length': tile.length,
    'cache-control': 'public, max-age=31536000, immutable',
    etag: 'W/"1.1"',
  });
  response.end(tile);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
