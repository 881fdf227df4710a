/** The rows of several sinks in one order that does not depend on who covered what. */
import type { RangeSink } from './range-sink.ts';

/** Row `row[i]` of sink `sink[i]` comes i-th: by route, then track, then as the track wrote them. */
export interface RangeOrder {
  sink: Uint8Array;
  row: Uint32Array;
}

/** Two counting sorts, by track and then by route; each track's rows are all in one sink, in its own order. */
export function orderRanges(sinks: readonly RangeSink[], tracks: number, routes: number): RangeOrder {
  const count = sinks.reduce((sum, sink) => sum + sink.count, 0);
  const unsorted = { sink: new Uint8Array(count), row: new Uint32Array(count) };
  let at = 0;
  sinks.forEach((sink, s) => {
    for (let row = 0; row < sink.count; row++, at++) {
      unsorted.sink[at] = s;
      unsorted.row[at] = row;
    }
  });
  const byTrack = countingSort(unsorted, tracks, (s, row) => sinks[s].track[row]);
  return countingSort(byTrack, routes, (s, row) => sinks[s].route[row]);
}

function countingSort(order: RangeOrder, keys: number, keyOf: (sink: number, row: number) => number): RangeOrder {
  const { sink, row } = order;
  const next = new Uint32Array(keys + 1);
  for (let i = 0; i < row.length; i++) next[keyOf(sink[i], row[i]) + 1]++;
  for (let key = 0; key < keys; key++) next[key + 1] += next[key];
  const sorted = { sink: new Uint8Array(row.length), row: new Uint32Array(row.length) };
  for (let i = 0; i < row.length; i++) {
    const at = next[keyOf(sink[i], row[i])]++;
    sorted.sink[at] = sink[i];
    sorted.row[at] = row[i];
  }
  return sorted;
}
