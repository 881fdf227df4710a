/** How much of what tracks really travelled is found, and how much of what is found was really travelled. */
import type { BenchDistrict } from '../../../server/demo/bench/bench-district.ts';
import type { BenchTrack } from '../../../server/demo/bench/tracks.ts';
import type { RangeSink } from '../../../server/engine/coverage/range-sink.ts';
import { intersection, normalise, totalLength } from '../../../server/engine/ranges.ts';
import { pointAtMeasure } from '../../../server/engine/zone-relations/mouth.ts';

type Sets = Map<string, number[]>;

/**
 * Precision and recall of the district as a whole (per mode and route), and the km that straight lines covered: crossing_km
 * where they cross, beside_km where the line heads less than 20° off the stretch it covers and so runs along it, within the
 * tolerance. Nobody can tell that from a survey, and the generator does not count it as one: precision pays for it.
 */
export function scoreTruth(bench: BenchDistrict, sinks: readonly RangeSink[]) {
  const truth: Sets = new Map();
  const found: Sets = new Map();
  const tracks = Array.from({ length: bench.trackCount }, (_, id) => withoutFixes(bench.track(id)));
  for (const { mode, truth: ranges } of tracks)
    for (const { route, fromMm, toMm } of ranges) add(truth, `${mode} ${route}`, fromMm, toMm);
  const straight = { crossing: 0, beside: 0 };
  for (const sink of sinks)
    for (let i = 0; i < sink.count; i++) {
      const track = tracks[sink.track[i]];
      add(found, `${track.mode} ${sink.route[i]}`, sink.fromMm[i], sink.toMm[i]);
      if (track.crossing)
        straight[runsBeside(bench, track, sink, i) ? 'beside' : 'crossing'] += sink.toMm[i] - sink.fromMm[i];
    }
  const right = [...found].reduce((sum, [key, ranges]) => sum + common(ranges, truth.get(key) ?? []), 0);
  const [crossing_km, beside_km] = [straight.crossing / 1e6, straight.beside / 1e6];
  return { precision: right / total(found), recall: right / total(truth), crossing_km, beside_km };
}

/** docs/coverage.md: bridges and ferries from 20° up cover nothing. */
const COS_20 = Math.cos((20 * Math.PI) / 180);

function runsBeside({ rulers }: BenchDistrict, { way: [ux, uy] }: Travelled, sink: RangeSink, i: number): boolean {
  const [from, to] = [sink.fromMm[i], sink.toMm[i]].map((m) => pointAtMeasure(rulers, sink.route[i], m));
  const [vx, vy] = [to[0] - from[0], to[1] - from[1]];
  return Math.abs(ux * vx + uy * vy) > COS_20 * Math.hypot(ux, uy) * Math.hypot(vx, vy);
}

interface Travelled extends Pick<BenchTrack, 'mode' | 'crossing' | 'truth'> {
  /** From the first fix to the last. */
  way: [x: number, y: number];
}

/** At scale 100 the fixes of all tracks are two gigabytes. */
function withoutFixes({ mode, crossing, truth, x, y }: BenchTrack): Travelled {
  return { mode, crossing, truth, way: [x[x.length - 1] - x[0], y[y.length - 1] - y[0]] };
}

function add(sets: Sets, key: string, from: number, to: number): void {
  const list = sets.get(key);
  if (list) list.push(from, to);
  else sets.set(key, [from, to]);
}

function total(sets: Sets): number {
  return [...sets.values()].reduce((sum, ranges) => sum + totalLength(normalise(ranges)), 0);
}

function common(a: readonly number[], b: readonly number[]): number {
  return totalLength(intersection(normalise(a), normalise(b)));
}
