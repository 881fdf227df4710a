/** How much of what tracks really travelled is found, and how much of what is found was really travelled. */
import type { BenchDistrict } from '../../../server/demo/bench/bench-district.ts';
import type { BenchTrack } from '../../../server/demo/bench/tracks.ts';
import type { RangeSink } from '../../../server/engine/coverage/range-sink.ts';
import { intersection, normalise, totalLength } from '../../../server/engine/ranges.ts';

type Sets = Map<string, number[]>;

/** Precision and recall of the district as a whole (per mode and route), and the km that straight lines covered. */
export function scoreTruth(bench: BenchDistrict, sinks: readonly RangeSink[]) {
  const truth: Sets = new Map();
  const found: Sets = new Map();
  const tracks = Array.from({ length: bench.trackCount }, (_, id) => withoutFixes(bench.track(id)));
  for (const { mode, truth: ranges } of tracks)
    for (const { route, fromMm, toMm } of ranges) add(truth, `${mode} ${route}`, fromMm, toMm);
  let crossingMm = 0;
  for (const sink of sinks)
    for (let i = 0; i < sink.count; i++) {
      const track = tracks[sink.track[i]];
      add(found, `${track.mode} ${sink.route[i]}`, sink.fromMm[i], sink.toMm[i]);
      if (track.crossing) crossingMm += sink.toMm[i] - sink.fromMm[i];
    }
  const right = [...found].reduce((sum, [key, ranges]) => sum + common(ranges, truth.get(key) ?? []), 0);
  return { precision: right / total(found), recall: right / total(truth), crossing_km: crossingMm / 1e6 };
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
