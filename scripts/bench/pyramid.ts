/** A district's whole pyramid, encoded and gzipped, against Martin's SQL for the tiles of zoom 14 alone, not gzipped. */
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { Pyramids } from '../../server/report/tile-layers/pyramids.ts';
import type { DistrictTiles } from '../../tiles/layer.ts';
import { placesOf } from '../../tiles/pyramid/places.ts';
import { encodeTile } from '../../tiles/tile-set.ts';
import { type BenchLayers, benchLayers } from './tiles/layers.ts';
import { BENCH_LAYERS, pickTiles, tileSet, ZOOMS } from './tiles/set.ts';
import { loadTables } from './tiles/tables.ts';

const MOST_ROUNDS = 5;
/** After this the round under way is the last. */
const BUDGET_MS = 180_000;

interface Round {
  theirs: number;
  ours: number;
  /** Tiles that hold something, and their bytes. */
  tiles: number;
  gzipped: number;
}

/**
 * Ours is one thread from the indexes as they are after an import: no zoom is packed yet. The way the service makes it
 * (every layer alone too, gzip and brotli, in slices) is timed once beside it, with the longest the event loop was held.
 *
 * @param options.databaseUrl an empty PostgreSQL database that may be filled.
 */
export async function benchPyramid(options: { scale: number; seed: number; databaseUrl: string }) {
  const layers = benchLayers(options.scale, options.seed);
  const client = new pg.Client({ connectionString: options.databaseUrl });
  await client.connect();
  try {
    await client.query('create extension if not exists postgis');
    await loadTables(client, layers);
    const rounds: Round[] = [];
    const deadline = performance.now() + BUDGET_MS;
    while (rounds.length < MOST_ROUNDS && (rounds.length < 1 || performance.now() < deadline))
      rounds.push({ theirs: await timeMartin(client, layers), ...timeOurs(tileSet(layers, [])) });
    return summarise(rounds, await timeService(tileSet(layers, [])));
  } finally {
    await client.end();
  }
}

async function timeMartin(client: pg.Client, { bbox }: BenchLayers): Promise<number> {
  const text = readFileSync(new URL('baselines/tiles-martin.sql', import.meta.url), 'utf8');
  const tiles = pickTiles(bbox, 14, Number.POSITIVE_INFINITY, Math.random);
  const start = performance.now();
  for (const { z, x, y } of tiles)
    await client.query({ name: 'martin', text, values: [z, x, y], binary: true } as never);
  return performance.now() - start;
}

function timeOurs(set: DistrictTiles): Omit<Round, 'theirs'> {
  const start = performance.now();
  let [tiles, gzipped] = [0, 0];
  for (const z of ZOOMS)
    for (const number of placesOf(set, z)) {
      const tile = encodeTile(set, BENCH_LAYERS, z, number % 2 ** z, Math.floor(number / 2 ** z));
      if (tile.length === 0) continue;
      tiles++;
      gzipped += gzipSync(tile).length;
    }
  return { ours: performance.now() - start, tiles, gzipped };
}

async function timeService(set: DistrictTiles): Promise<{ ms: number; longestMs: number; bytes: number }> {
  const pyramids = new Pyramids(Number.POSITIVE_INFINITY);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  delay.enable();
  const start = performance.now();
  pyramids.renew('bench', set);
  while (pyramids.status()[0].pending > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  const [{ bytes }] = pyramids.status();
  return { ms: performance.now() - start, longestMs: delay.max / 1e6, bytes };
}

function summarise(rounds: Round[], service: Awaited<ReturnType<typeof timeService>>) {
  const median = (of: (round: Round) => number) => rounds.map(of).sort((a, b) => a - b)[rounds.length >> 1];
  const [ours, theirs] = [median((round) => round.ours), median((round) => round.theirs)];
  return {
    ratios: { martin_z14: median((round) => round.ours / round.theirs) },
    medians_ms: {
      martin_z14: theirs,
      ours_z8_16: ours,
      service_all: service.ms,
      service_longest_hold: service.longestMs,
    },
    sizes: { tiles: rounds[0].tiles, gzipped: rounds[0].gzipped, service: service.bytes, rounds: rounds.length },
  };
}
