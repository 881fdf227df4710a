/** How much of what tracks really travelled is found, and how much of what is found was really travelled. */
import type { BenchDistrict } from '../../../server/demo/bench/bench-district.ts';
import type { BenchTrack } from '../../../server/demo/bench/tracks.ts';
import type { RangeSink } from '../../../server/engine/coverage/range-sink.ts';
import { intersection, normalise, totalLength } from '../../../server/engine/ranges.ts';
import { pointAtMeasure } from '../../../server/engine/zone-relations/mouth.ts';

type Sets = Map<string, number[]>;

/**
 * Precision and recall of the district as a whole (per mode and route), and the km that straight lines covered: crossing_km
 * where they cross, beside_km where they run along: the line heads less than 20° off the stretch it covers, or a river that
 * winds about it keeps to its tolerance for longer than any straight one does that is crossed at 20°. Nobody can tell that
 * from a survey, and the generator does not count it as one: precision pays for it.
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
        straight[runsBeside(bench, track.crossing, sink, i) ? 'beside' : 'crossing'] += sink.toMm[i] - sink.fromMm[i];
    }
  const right = [...found].reduce((sum, [key, ranges]) => sum + common(ranges, truth.get(key) ?? []), 0);
  const [crossing_km, beside_km] = [straight.crossing / 1e6, straight.beside / 1e6];
  return { precision: right / total(found), recall: right / total(truth), crossing_km, beside_km };
}

/** docs/coverage.md: bridges and ferries from 20° up cover nothing. */
const ANGLE = (20 * Math.PI) / 180;
const TOLERANCE_MM = 25_000;
/** So much of a straight river crossed at 20° is in tolerance. */
const CROSSED_MM = (2 * TOLERANCE_MM) / Math.sin(ANGLE);
const STEP_MM = 1000;

type Way = NonNullable<BenchTrack['crossing']>;

function runsBeside({ rulers }: BenchDistrict, way: Way, sink: RangeSink, i: number): boolean {
  const [route, from, to] = [sink.route[i], sink.fromMm[i], sink.toMm[i]];
  const at = (m: number) => pointAtMeasure(rulers, route, m);
  const [low, high] = [at(from), at(to)];
  const [ux, uy, vx, vy] = [way.to[0] - way.from[0], way.to[1] - way.from[1], high[0] - low[0], high[1] - low[1]];
  const isAlong = Math.abs(ux * vx + uy * vy) > Math.cos(ANGLE) * Math.hypot(ux, uy) * Math.hypot(vx, vy);
  const length = rulers.m[rulers.first[route + 1] - 1];
  const [first, last] = [Math.max(0, from - CROSSED_MM), Math.min(length, to + CROSSED_MM)];
  let since = Number.POSITIVE_INFINITY; // the measure from which the river keeps to the line
  for (let m = first; m <= last && !isAlong; m += STEP_MM) {
    since = distanceMm(way, at(m)) <= TOLERANCE_MM ? Math.min(since, m) : Number.POSITIVE_INFINITY;
    if (m - since > CROSSED_MM && m >= from && since <= to) return true;
  }
  return isAlong;
}

/** From the straight line through the ends of the way. */
function distanceMm({ from, to }: Way, [x, y]: readonly number[]): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  return Math.abs(dx * (y - from[1]) - dy * (x - from[0])) / Math.hypot(dx, dy);
}

/** At scale 100 the fixes of all tracks are two gigabytes. */
function withoutFixes({ mode, crossing, truth }: BenchTrack): Pick<BenchTrack, 'mode' | 'crossing' | 'truth'> {
  return { mode, crossing, truth };
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
