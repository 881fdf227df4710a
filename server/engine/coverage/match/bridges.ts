/** Writes the ranges of a track's runs, and the bridges over short silences between them. */
import { BRIDGE_MM } from '../parameters.ts';
import type { RangeSink } from '../range-sink.ts';
import { BRIDGED, MEASURED } from '../run-range.ts';
import type { Workspace } from './workspace.ts';

/** All runs of the track first, in the order of time, then its bridges. Leaves the list of runs empty. */
export function writeRanges(space: Workspace, track: number, sink: RangeSink): void {
  const { runs } = space;
  for (let run = 0; run < runs.count; run++)
    writeRange(space, track, run, runs.low[run], runs.high[run], MEASURED, sink);
  for (let run = 0; run < runs.count; run++) {
    const place = 3 * runs.route[run] + runs.bank[run];
    const before = runs.last[place];
    if (before >= 0 && runs.day[before] === runs.day[run]) bridge(space, track, before, run, sink);
    runs.last[place] = run;
  }
  runs.clear();
}

function bridge(space: Workspace, track: number, a: number, b: number, sink: RangeSink): void {
  const { low, high, route } = space.runs;
  if (space.index.closed[route[a]] === 1) {
    bridgeRound(space, track, a, b, sink);
    return;
  }
  const from = Math.min(high[a], high[b]);
  const to = Math.max(low[a], low[b]);
  if (from < to && to - from < BRIDGE_MM) writeRange(space, track, a, from, to, BRIDGED, sink);
}

/** On a closed route two holes lie between two runs: the shorter is bridged, at a tie the one after the first run. */
function bridgeRound(space: Workspace, track: number, a: number, b: number, sink: RangeSink): void {
  const { low, high, route } = space.runs;
  const length = space.index.lengthMm[route[a]];
  const after = modulo(low[b] - high[a], length);
  const before = modulo(low[a] - high[b], length);
  const areApart = high[a] - low[a] + after + (high[b] - low[b]) + before === length;
  if (!areApart || after === 0 || before === 0 || Math.min(after, before) >= BRIDGE_MM) return;
  if (after <= before) writeRange(space, track, a, high[a], high[a] + after, BRIDGED, sink);
  else writeRange(space, track, a, high[b], high[b] + before, BRIDGED, sink);
}

/** A range goes once round at most and is split at the seam of a closed route. */
function writeRange(
  space: Workspace,
  track: number,
  run: number,
  low: number,
  high: number,
  kind: number,
  sink: RangeSink,
): void {
  const { route, bank, day } = space.runs;
  const length = space.index.lengthMm[route[run]];
  const closed = space.index.closed[route[run]] === 1;
  const whole = high - low >= length;
  const from = whole ? 0 : closed ? modulo(low, length) : low;
  const to = whole ? length : from + high - low;
  sink.add(track, route[run], from, Math.min(to, length), bank[run], kind, day[run]);
  if (to > length) sink.add(track, route[run], 0, to - length, bank[run], kind, day[run]);
}

function modulo(value: number, by: number): number {
  return value - by * Math.floor(value / by);
}
