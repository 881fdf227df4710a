/** Tiles made on demand against Martin's SQL on the same rows: times without gzip on either side, bytes as encoded. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { seededRandom } from '../../server/demo/random.ts';
import { encodeTile, type TileSet } from '../../tiles/tile-set.ts';
import { benchLayers } from './tiles/layers.ts';
import { type Martin, startMartin } from './tiles/martin.ts';
import { BENCH_LAYERS, pickTiles, type Tile, tileSet, ZOOMS } from './tiles/set.ts';
import { loadTables } from './tiles/tables.ts';

/** Below zoom 12 a tile takes the baseline up to seconds at scale 10. */
const mostTiles = (zoom: number) => (zoom < 12 ? 6 : 24);
const MOST_ROUNDS = 5;
/** After this a zoom ends with the round it is in; two rounds are always made, a first touch and a warm one. */
const ZOOM_BUDGET_MS = 30_000;

/** Milliseconds per tile and round, bytes per tile: theirs (Martin's SQL), ours, and a Martin by HTTP where there is one, by zoom. Round 0 is the first touch. */
interface Samples {
  readonly times: { theirs: number[]; ours: number[]; martin: number[] }[];
  readonly bytes: { theirs: number[]; ours: number[]; gzipped: number[] };
}

/**
 * @param options.databaseUrl an empty PostgreSQL database that may be filled.
 * @returns ratio keys as in performance.md: cold_geomean_p50 and cold_p95 are geometric means over zooms 8 to 16 of
 *   theirs ÷ ours over all rounds (no tile is ever cached), warm_min and first_touch_min the worst zoom's medians;
 *   martin_server_geomean_p50 likewise by a Martin found on the PATH, whose times hold its HTTP, ours do not; null without one.
 */
export async function benchTiles(options: { scale: number; seed: number; databaseUrl: string }) {
  const layers = benchLayers(options.scale, options.seed);
  const started = performance.now();
  const set = tileSet(layers, ZOOMS);
  const buildMs = performance.now() - started;
  const client = new pg.Client({ connectionString: options.databaseUrl });
  await client.connect();
  let martin: Martin | undefined;
  try {
    await client.query('create extension if not exists postgis');
    await loadTables(client, layers);
    martin = await startMartin(client, options.databaseUrl);
    const samples = new Map<number, Samples>();
    const random = seededRandom(options.seed);
    for (const z of ZOOMS)
      samples.set(z, await measure({ client, martin, set }, pickTiles(layers.bbox, z, mostTiles(z), random)));
    return { ...summarise(samples), build_ms: Math.round(buildMs) };
  } finally {
    martin?.stop();
    await client.end();
  }
}

interface Sides {
  client: pg.Client;
  martin: Martin | undefined;
  set: TileSet;
}

/** Theirs, ours, theirs, ours… so that whatever else the machine does falls on both. */
async function measure({ client, martin, set }: Sides, tiles: readonly Tile[]): Promise<Samples> {
  const text = readFileSync(new URL('baselines/tiles-martin.sql', import.meta.url), 'utf8');
  const samples: Samples = { times: [], bytes: { theirs: [], ours: [], gzipped: [] } };
  const deadline = performance.now() + ZOOM_BUDGET_MS;
  for (let round = 0; round < MOST_ROUNDS && (round < 2 || performance.now() < deadline); round++) {
    const times = { theirs: [] as number[], ours: [] as number[], martin: [] as number[] };
    for (const { z, x, y } of tiles) {
      const start = performance.now();
      const query = { name: 'martin', text, values: [z, x, y], binary: true };
      const theirs: Uint8Array = (await client.query(query)).rows[0].tile;
      const between = performance.now();
      const ours = encodeTile(set, BENCH_LAYERS, z, x, y);
      const end = performance.now();
      if (theirs.length === 0 && ours.length === 0) continue;
      times.theirs.push(between - start);
      times.ours.push(end - between);
      await martin?.ask({ z, x, y });
      if (martin) times.martin.push(performance.now() - end);
      if (round > 0) continue;
      samples.bytes.theirs.push(theirs.length);
      samples.bytes.ours.push(ours.length);
      samples.bytes.gzipped.push(gzipSync(ours).length);
    }
    samples.times.push(times);
  }
  return samples;
}

function summarise(samples: Map<number, Samples>) {
  const byZoom = [...samples].map(([z, { times, bytes }]) => {
    const all = (side: 'theirs' | 'ours' | 'martin') => times.flatMap((t) => t[side]);
    const warm = { theirs: times.slice(1).flatMap((t) => t.theirs), ours: times.slice(1).flatMap((t) => t.ours) };
    return {
      z,
      p50: [quantile(all('theirs'), 0.5), quantile(all('ours'), 0.5)],
      p95: [quantile(all('theirs'), 0.95), quantile(all('ours'), 0.95)],
      server: all('martin').length > 0 ? quantile(all('martin'), 0.5) / quantile(all('ours'), 0.5) : null,
      warm: quantile(warm.theirs, 0.5) / quantile(warm.ours, 0.5),
      first: quantile(times[0].theirs, 0.5) / quantile(times[0].ours, 0.5),
      bytes: [quantile(bytes.theirs, 0.5), quantile(bytes.ours, 0.5), quantile(bytes.gzipped, 0.5)],
    };
  });
  const at = (zoom: number) => byZoom.find(({ z }) => z === zoom)!.bytes;
  const geomean = (ratios: number[]) => Math.exp(ratios.reduce((sum, r) => sum + Math.log(r), 0) / ratios.length);
  return {
    ratios: {
      cold_geomean_p50: geomean(byZoom.map(({ p50 }) => p50[0] / p50[1])),
      cold_p95: geomean(byZoom.map(({ p95 }) => p95[0] / p95[1])),
      warm_min: Math.min(...byZoom.map(({ warm }) => warm)),
      first_touch_min: Math.min(...byZoom.map(({ first }) => first)),
      martin_server_geomean_p50: byZoom.every(({ server }) => server !== null)
        ? geomean(byZoom.map(({ server }) => server!))
        : null,
      bytes_z10: at(10)[1] / at(10)[0],
      bytes_z14: at(14)[1] / at(14)[0],
    },
    medians_ms: Object.fromEntries(
      byZoom.flatMap(({ z, p50 }) => [
        [`martin_z${z}`, p50[0]],
        [`ours_z${z}`, p50[1]],
      ]),
    ),
    sizes: Object.fromEntries(
      byZoom.map(({ z, bytes }) => [`z${z}`, { martin: bytes[0], ours: bytes[1], ours_gzipped: bytes[2] }]),
    ),
    by_zoom: byZoom,
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
