/**
 * Linking the bench district's outfalls, candidates and confidence included, against two forms of SQL that find the
 * nearest route only; interleaved in one run. Goal 6 of performance.md.
 */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { type BenchDistrict, generateBenchDistrict } from '../../server/demo/bench/bench-district.ts';
import { buildLinkIndex, type LinkIndex } from '../../server/engine/link/link-index.ts';
import { linkPoints } from '../../server/engine/link/link-points.ts';
import type { LinkPoints, Links } from '../../server/engine/link/links.ts';
import { NO_NAME } from '../../server/engine/names.ts';
import { packWaterBodies, routeLength } from '../../server/engine/rulers.ts';

const ROUNDS = 9;
const OURS_PER_ROUND = 5;
const LARGEST_DATABASE_SCALE = 10;
const ROWS_PER_STATEMENT = 2000;
/** One outfall in three has a recorded water: its own route's river, so that names are compared as on real registers. */
const NAMED_EVERY = 3;

type Baseline = 'knn' | 'dwithin';
type Samples = Record<'ours' | 'index' | Baseline, number[]>;

interface Prepared {
  district: BenchDistrict;
  index: LinkIndex;
  points: LinkPoints;
}

/** @param options.databaseUrl an empty PostgreSQL database that may be filled; not used above scale 10. */
export async function benchLink(options: { scale: number; seed: number; databaseUrl: string }) {
  const samples: Samples = { ours: [], index: [], knn: [], dwithin: [] };
  const prepared = prepare(generateBenchDistrict(options), samples);
  const answers: Partial<Record<Baseline, { linked: number; measure_m: number }>> = {};
  if (options.scale <= LARGEST_DATABASE_SCALE) await benchDatabase(options.databaseUrl, prepared, samples, answers);
  else for (let round = 0; round < ROUNDS; round++) timeOurs(prepared, samples);
  const ratio = (theirs: number[]) => (theirs.length > 0 ? median(theirs)! / median(samples.ours)! : null);
  return {
    ratios: { knn: ratio(samples.knn), dwithin: ratio(samples.dwithin) },
    medians_ms: Object.fromEntries(Object.entries(samples).map(([name, list]) => [name, median(list)])),
    sizes: sizesOf(prepared),
    answers: { ...answers, ours: answerOf(linkPoints(prepared.index, prepared.points)) },
    samples_ms: samples,
  };
}

function prepare(district: BenchDistrict, samples: Samples): Prepared {
  const { rulers, outfalls } = district;
  const names = new Map(Array.from(rulers.riverId, (river) => [river, river]));
  let index: LinkIndex | undefined;
  for (let round = 0; round < ROUNDS; round++)
    samples.index.push(milliseconds(() => (index = buildLinkIndex(rulers, packWaterBodies([]), names))));
  const water = Int32Array.from(outfalls.route, (route, i) =>
    i % NAMED_EVERY === 0 ? rulers.riverId[route] : NO_NAME,
  );
  return { district, index: index as LinkIndex, points: { ...outfalls, water } };
}

async function benchDatabase(
  url: string,
  prepared: Prepared,
  samples: Samples,
  answers: Partial<Record<Baseline, { linked: number; measure_m: number }>>,
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await fill(client, prepared.district);
    for (let round = 0; round < ROUNDS; round++)
      for (const baseline of ['knn', 'dwithin'] as const) {
        timeOurs(prepared, samples);
        const started = performance.now();
        const { rows } = await client.query(sqlOf(`link-${baseline}`));
        samples[baseline].push(performance.now() - started);
        answers[baseline] = rows[0];
      }
  } finally {
    await client.end();
  }
}

/** Several runs a round: one is over before the processor has left the state that the query put it in. */
function timeOurs({ index, points }: Prepared, samples: Samples): void {
  for (let run = 0; run < OURS_PER_ROUND; run++) samples.ours.push(milliseconds(() => linkPoints(index, points)));
}

async function fill(client: pg.Client, { rulers, outfalls }: BenchDistrict): Promise<void> {
  await client.query('create extension if not exists postgis');
  await client.query(sqlOf('link-tables'));
  const wkt = (from: number, to: number, x: Float64Array, y: Float64Array) =>
    Array.from({ length: to - from }, (_, k) => `${x[from + k] / 1000} ${y[from + k] / 1000}`).join(',');
  await insert(client, rulers.count, 'link_route (id, len, geom)', 'id, len, st_geomfromtext(wkt, 4549)', (i) => [
    rulers.routeId[i],
    routeLength(rulers, i) / 1000,
    `LINESTRING(${wkt(rulers.first[i], rulers.first[i + 1], rulers.x, rulers.y)})`,
  ]);
  await insert(client, outfalls.count, 'link_outfall (id, geom)', 'id, st_geomfromtext(wkt, 4549)', (i) => [
    i + 1,
    0,
    `POINT(${wkt(i, i + 1, outfalls.x, outfalls.y)})`,
  ]);
  await client.query('vacuum analyze');
  await client.query('set jit = off');
}

type Row = [id: number, len: number, wkt: string];

async function insert(client: pg.Client, count: number, into: string, columns: string, row: (i: number) => Row) {
  for (let from = 0; from < count; from += ROWS_PER_STATEMENT) {
    const rows = Array.from({ length: Math.min(ROWS_PER_STATEMENT, count - from) }, (_, k) => row(from + k));
    await client.query(
      `insert into ${into} select ${columns} from unnest($1::int[], $2::float8[], $3::text[]) as t(id, len, wkt)`,
      [0, 1, 2].map((column) => rows.map((values) => values[column])),
    );
  }
}

/** What the baselines answer too: how many are linked, and the sum of their nearest routes' measures. */
function answerOf({ start, size, candidates }: Links) {
  let [linked, measureMm] = [0, 0];
  for (let i = 0; i < size.length; i++) {
    if (size[i] === 0) continue;
    linked++;
    measureMm += candidates.measureMm[start[i]];
  }
  return { linked, measure_m: measureMm / 1000, candidates: candidates.count };
}

function sizesOf({ district: { rulers, outfalls }, index }: Prepared) {
  return {
    routes: rulers.count,
    vertices: rulers.x.length,
    outfalls: outfalls.count,
    index_bytes: index.grid.start.byteLength + index.grid.run.byteLength,
  };
}

function sqlOf(name: string): string {
  return readFileSync(new URL(`baselines/${name}.sql`, import.meta.url), 'utf8');
}

function milliseconds(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

function median(values: readonly number[]): number | null {
  return values.length > 0 ? [...values].sort((a, b) => a - b)[values.length >> 1] : null;
}
