/** Covers many tracks from their packed bytes, shared out between threads in small portions. */

import { sharedFloat64, sharedInt32, sharedUint8, sharedUint32 } from '../segments/shared.ts';
import type { Coverer } from './cover.ts';
import type { CoverIndex } from './cover-index.ts';
import { decodeTracks, firstVertex } from './packed.ts';
import type { RangeSink } from './range-sink.ts';

/** Portions are small enough to end together and large enough to be one call. */
const PORTION = 16;
/** Side of the squares that order tracks: a few tracks' worth of segments stay in the processor's cache. */
const NEIGHBOURHOOD_MM = 1_000_000;

/** Track t has bytes start[t] .. start[t + 1] - 1; all on shared memory, so that threads read them in place. */
export interface TrackBytes {
  bytes: Uint8Array;
  start: Uint32Array;
  /** 1 where the track surveys under water. */
  underWater: Uint8Array;
  /** Tracks in the order they are covered: neighbours on the ground follow one another. */
  order: Uint32Array;
  /** How far the order has been shared out. */
  next: Int32Array;
}

/** @param underWater  of each track whether it surveys under water */
export function packTracks(
  index: CoverIndex,
  blobs: readonly Uint8Array[],
  underWater: readonly boolean[],
): TrackBytes {
  const start = sharedUint32(blobs.length + 1);
  blobs.forEach((blob, t) => {
    start[t + 1] = start[t] + blob.length;
  });
  const bytes = sharedUint8(start[blobs.length]);
  blobs.forEach((blob, t) => {
    bytes.set(blob, start[t]);
  });
  const isUnder = sharedUint8(blobs.length);
  isUnder.set(underWater.map(Number));
  return { bytes, start, underWater: isUnder, order: spatialOrder(index, blobs), next: sharedInt32(1) };
}

/** Takes portions of tracks until none is left, whoever else takes some; adds what they cover to the sink. */
export function coverShare(coverer: Coverer, tracks: TrackBytes, sink: RangeSink): void {
  const { bytes, start, underWater, order, next } = tracks;
  for (;;) {
    const from = Atomics.add(next, 0, PORTION);
    if (from >= order.length) return;
    const share = order.subarray(from, from + PORTION);
    const { pieces, firstPiece } = decodeTracks(Array.from(share, (t) => bytes.subarray(start[t], start[t + 1])));
    share.forEach((track, i) => {
      const own = { from: firstPiece[i], to: firstPiece[i + 1], track, isUnderWater: underWater[track] === 1 };
      coverer.cover(pieces, own, sink);
    });
  }
}

/** Z-order of the tracks' first vertices: past the cache the cost is memory, not arithmetic. */
function spatialOrder({ aboveWater: { grid } }: CoverIndex, blobs: readonly Uint8Array[]): Uint32Array {
  const key = sharedFloat64(blobs.length);
  blobs.forEach((blob, t) => {
    const vertex = firstVertex(blob);
    if (vertex === undefined) return;
    const column = Math.max(0, Math.floor((vertex[0] - grid.left) / NEIGHBOURHOOD_MM));
    const row = Math.max(0, Math.floor((vertex[1] - grid.bottom) / NEIGHBOURHOOD_MM));
    key[t] = interleave(column) + 2 * interleave(row);
  });
  const order = sharedUint32(blobs.length);
  for (let t = 0; t < order.length; t++) order[t] = t;
  return order.sort((a, b) => key[a] - key[b] || a - b);
}

/** Spreads the bits of a number: 0b1011 becomes 0b1000101. */
function interleave(value: number): number {
  let spread = 0;
  for (let bit = 0; bit < 12; bit++) spread += ((value >> bit) & 1) * 4 ** bit;
  return spread;
}
