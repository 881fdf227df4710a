/** The engine alone, without a database: growth with the district's size, and one new track. */
import { type BenchDistrict, generateBenchDistrict } from '../../../server/demo/bench/bench-district.ts';
import { Coverer } from '../../../server/engine/coverage/cover.ts';
import { buildCoverIndex, type CoverIndex } from '../../../server/engine/coverage/cover-index.ts';
import { coverShare, packTracks } from '../../../server/engine/coverage/cover-packed.ts';
import { dayOfDate } from '../../../server/engine/coverage/days.ts';
import { decodePieces, encodePieces } from '../../../server/engine/coverage/packed.ts';
import { DEFAULT_PARAMETERS } from '../../../server/engine/coverage/parameters.ts';
import { prepareTrack } from '../../../server/engine/coverage/prepare-track.ts';
import { RangeSink } from '../../../server/engine/coverage/range-sink.ts';
import { BOTH, LEFT, MEASURED, RIGHT } from '../../../server/engine/coverage/run-range.ts';
import { type BankSurvey, bankStates } from '../../../server/engine/coverage/states.ts';
import { packWaterBodies } from '../../../server/engine/rulers.ts';

export interface InMemory {
  bench: BenchDistrict;
  index: CoverIndex;
  blobs: Uint8Array[];
  underWater: boolean[];
}

export function buildInMemory(scale: number, seed: number): InMemory {
  const bench = generateBenchDistrict({ scale, seed });
  const blobs: Uint8Array[] = [];
  const underWater: boolean[] = [];
  for (const { x, y, date, mode } of bench.tracks()) {
    const day = new Int32Array(x.length).fill(dayOfDate(date));
    blobs.push(encodePieces(prepareTrack({ x, y, day }).pieces));
    underWater.push(mode === 'under_water');
  }
  return { bench, index: buildCoverIndex(bench.rulers, packWaterBodies([])), blobs, underWater };
}

/** Covers all tracks on one thread. */
export function coverAll({ index, blobs, underWater }: InMemory): RangeSink {
  const sink = new RangeSink();
  coverShare(new Coverer(index, DEFAULT_PARAMETERS), packTracks(index, blobs, underWater), sink);
  return sink;
}

/** Milliseconds of one new track each: cover it, and give the routes it touched their states anew. */
export function timeNewTracks(memory: InMemory, stored: RangeSink, tracks: readonly number[]): number[] {
  const coverer = new Coverer(memory.index, DEFAULT_PARAMETERS);
  const onRoute = rowsByRoute(stored, memory.index.routes);
  const pieces = tracks.map((track) => decodePieces(memory.blobs[track]));
  return pieces.map((piece, i) => {
    const own = { from: 0, to: piece.count, track: 0, isUnderWater: memory.underWater[tracks[i]] };
    const start = performance.now();
    const sink = new RangeSink();
    coverer.cover(piece, own, sink);
    for (const route of new Set(sink.route.subarray(0, sink.count))) {
      const rows = { stored, rows: onRoute[route], added: sink, route };
      for (const bank of [LEFT, RIGHT]) bankStates(memory.index.lengthMm[route], bankSurveys(rows, bank).values());
    }
    return performance.now() - start;
  });
}

function rowsByRoute(sink: RangeSink, routes: number): number[][] {
  const rows = Array.from({ length: routes }, (): number[] => []);
  for (let i = 0; i < sink.count; i++) rows[sink.route[i]].push(i);
  return rows;
}

interface RouteRows {
  stored: RangeSink;
  rows: readonly number[];
  added: RangeSink;
  route: number;
}

/** Each track of the bench is a survey of its own; the new one has the number -1. */
function bankSurveys({ stored, rows, added, route }: RouteRows, bank: number): Map<number, BankSurvey> {
  const surveys = new Map<number, BankSurvey>();
  for (const i of rows) enter(surveys, stored.track[i], stored, i, bank);
  for (let i = 0; i < added.count; i++) if (added.route[i] === route) enter(surveys, -1, added, i, bank);
  return surveys;
}

function enter(surveys: Map<number, BankSurvey>, key: number, sink: RangeSink, i: number, bank: number): void {
  if (sink.bank[i] !== BOTH && sink.bank[i] !== bank) return;
  let survey = surveys.get(key);
  if (!survey) {
    survey = { measured: [], bridged: [] };
    surveys.set(key, survey);
  }
  (sink.kind[i] === MEASURED ? survey.measured : survey.bridged).push(sink.fromMm[i], sink.toMm[i]);
}
