/**
 * Coverage from rows in PostgreSQL to committed ranges, against SQL on the same rows, interleaved in one run.
 * Goals 1 to 5 of performance.md. `tsx scripts/bench/main.ts coverage --scale 1 --json FILE`.
 */
import { readFileSync } from 'node:fs';
import { openDatabase } from '../../server/db/connect.ts';
import type { Database } from '../../server/db/database.ts';
import { CoverThreads } from '../../server/district/cover/cover-threads.ts';
import { DEFAULT_PARAMETERS } from '../../server/engine/coverage/parameters.ts';
import { buildInMemory, coverAll, type InMemory, timeNewTracks } from './coverage/in-memory.ts';
import { milliseconds, runBaseline, runCold, runResident, vacuumRanges } from './coverage/runs.ts';
import { fillRegister } from './coverage/tables.ts';
import { scoreTruth } from './coverage/truth.ts';

const ROUNDS = 7;
/** The textbook takes half a minute a time: twice, at scale 1 only. */
const BUFFER_ROUNDS = [1, 5];
const LARGEST_BUFFER_SCALE = 1;
const LARGEST_DATABASE_SCALE = 10;
const NEW_TRACKS = 400;
/** This thread and one more. */
const OTHER_THREADS = 1;

type Samples = Record<'cold' | 'resident' | 'buffer' | 'chord' | 'compute', number[]>;

/** @param options.databaseUrl an empty PostgreSQL database with PostGIS at hand; not used above scale 10. */
export async function benchCoverage(options: { scale: number; seed: number; databaseUrl: string }) {
  const { scale, seed } = options;
  const memory = buildInMemory(scale, seed);
  const samples: Samples = { cold: [], resident: [], buffer: [], chord: [], compute: [] };
  let packingMs: number | null = null;
  if (scale <= LARGEST_DATABASE_SCALE) packingMs = await benchDatabase(options.databaseUrl, memory, samples);
  const growth = timeCompute(memory, samples, scale === 1 ? undefined : buildInMemory(1, seed));
  const stored = coverAll(memory);
  const fresh = timeNewTracks(memory, stored, pickTracks(memory.blobs.length));
  const full = median(samples.resident) ?? median(samples.compute)!;
  const ratio = (theirs: number[], ours: number[]) => (theirs.length > 0 ? median(theirs)! / median(ours)! : null);
  return {
    ratios: {
      buffer_resident: ratio(samples.buffer, samples.resident),
      buffer_cold: ratio(samples.buffer, samples.cold),
      chord_resident: ratio(samples.chord, samples.resident),
      incremental: median(fresh)! / full,
      growth,
    },
    medians_ms: {
      ...Object.fromEntries(Object.entries(samples).map(([name, list]) => [name, median(list)])),
      new_track: median(fresh),
      packing_at_import: packingMs,
    },
    sizes: sizesOf(memory, stored.count),
    truth: scoreTruth(memory.bench, [stored]),
    samples_ms: samples,
  };
}

async function benchDatabase(databaseUrl: string, memory: InMemory, samples: Samples): Promise<number> {
  const db = await openDatabase({ databaseUrl, dataDir: '' });
  const threads = await CoverThreads.start(OTHER_THREADS);
  try {
    const packingMs = await fillRegister(db, memory.bench);
    const script = readFileSync(new URL('baselines/coverage-tables.sql', import.meta.url), 'utf8');
    for (const statement of script.split(/;\s*$/m)) if (statement.trim() !== '') await db.run(statement);
    for (let round = 0; round < ROUNDS; round++) await playRound(db, threads, memory, samples, round);
    return packingMs;
  } finally {
    await threads.stop();
    await db.close();
  }
}

/** Ours, theirs, ours again: whatever else the machine does falls on all. */
async function playRound(
  db: Database,
  threads: CoverThreads,
  { index, bench }: InMemory,
  samples: Samples,
  round: number,
): Promise<void> {
  await vacuumRanges(db);
  samples.cold.push(await milliseconds(() => runCold(db, threads)));
  samples.chord.push(await milliseconds(() => runBaseline(db, 'chord')));
  threads.use(index, DEFAULT_PARAMETERS);
  await vacuumRanges(db);
  samples.resident.push(await milliseconds(() => runResident(db, threads, bench.rulers.routeId)));
  if (bench.scale > LARGEST_BUFFER_SCALE || !BUFFER_ROUNDS.includes(round)) return;
  samples.buffer.push(await milliseconds(() => runBaseline(db, 'buffer')));
  await vacuumRanges(db);
  samples.resident.push(await milliseconds(() => runResident(db, threads, bench.rulers.routeId)));
}

/** One thread, memory to memory, and how it grows from scale 1 to this scale; null at scale 1. */
function timeCompute(memory: InMemory, samples: Samples, small: InMemory | undefined): number | null {
  const smallMs: number[] = [];
  const time = (what: InMemory, into: number[]) => {
    const start = performance.now();
    coverAll(what);
    into.push(performance.now() - start);
  };
  for (let round = 0; round < ROUNDS; round++) {
    time(memory, samples.compute);
    if (small) time(small, smallMs);
  }
  return small ? Math.log(median(samples.compute)! / median(smallMs)!) / Math.log(memory.bench.scale) : null;
}

function pickTracks(count: number): number[] {
  return Array.from({ length: NEW_TRACKS }, (_, i) => Math.floor((i * count) / NEW_TRACKS));
}

function sizesOf({ bench, index, blobs }: InMemory, ranges: number) {
  return {
    routes: bench.rulers.count,
    segments: index.segments.x.length - index.routes,
    tracks: blobs.length,
    packed_bytes: blobs.reduce((sum, blob) => sum + blob.length, 0),
    ranges,
  };
}

function median(values: readonly number[]): number | null {
  return values.length > 0 ? [...values].sort((a, b) => a - b)[values.length >> 1] : null;
}
