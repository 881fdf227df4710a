/** What water reaches from a place: a search by distance along the rivers, bounded, each metre once. */
import { type InPieces, Turns, whole } from '../in-pieces.ts';
import { Heap } from '../match/heap.ts';
import { SHORE } from '../rulers.ts';
import type { Place } from './meetings.ts';
import { type Network, withStop } from './network.ts';
import { eachStep, isDown, type TraceMode } from './steps.ts';

/** A stretch of a route (index in Rulers), mm; the water gets into it at one of its ends. */
export interface TracedRange {
  route: number;
  fromMm: number;
  toMm: number;
  entryMm: number;
  /** From the start along the water to the entry. */
  distanceMm: number;
}

export interface Trace {
  /** By route and measure; two that touch are one where the distance runs on. */
  ranges: TracedRange[];
  /** The limit left out water that would have been reached. */
  isCut: boolean;
}

/**
 * Follow the water from a place, up to and with `limitMm` along it. Distances are the least ones; loops end where the water
 * has been. O(stops log stops).
 */
export function trace(network: Network, start: Place, mode: TraceMode, limitMm?: number): Trace {
  return whole(traceInPieces(network, start, mode, limitMm));
}

/** Stops gone on from, and routes gathered, in one piece of work: some milliseconds. */
const PIECE = 1_000;

export function* traceInPieces(
  network: Network,
  start: Place,
  mode: TraceMode,
  limitMm = Number.POSITIVE_INFINITY,
): InPieces<Trace> {
  const { network: cut, stop } = withStop(network, start);
  yield;
  const distance = yield* leastDistances(cut, stop, mode, limitMm);
  const found: Trace = { ranges: [], isCut: false };
  for (let r = 0; r < cut.rulers.count; r++) {
    if (r % PIECE === 0) yield;
    for (let s = cut.first[r]; s + 1 < cut.first[r + 1]; s++) addReach(cut, s, distance, mode, limitMm, found);
  }
  return found;
}

/** Of every stop; Infinity where it is not reached. */
function* leastDistances(network: Network, start: number, mode: TraceMode, limitMm: number): InPieces<Float64Array> {
  const distance = new Float64Array(network.mm.length).fill(Number.POSITIVE_INFINITY);
  const isSettled = new Uint8Array(network.mm.length);
  const heap = new Heap();
  const turns = new Turns(PIECE);
  let waiting = 0;
  const reach = (stop: number, at: number) => {
    if (at > limitMm || at >= distance[stop]) return;
    distance[stop] = at;
    heap.push(at, stop);
    waiting++;
  };
  reach(start, 0);
  for (; waiting > 0; waiting--) {
    const stop = heap.pop();
    if (isSettled[stop]) continue;
    isSettled[stop] = 1;
    eachStep(network, stop, mode, (next, length) => reach(next, distance[stop] + length));
    if (turns.isOver(1)) yield;
  }
  return distance;
}

/** What is reached of the reach from a stop to the next of its route: from one end, or on a shore from both. */
function addReach(
  { rulers, route, mm }: Network,
  stop: number,
  distance: Float64Array,
  mode: TraceMode,
  limitMm: number,
  found: Trace,
): void {
  const [from, to] = [mm[stop], mm[stop + 1]];
  const isShore = rulers.role[route[stop]] === SHORE;
  const atFrom = isShore || isDown(mode) ? distance[stop] : Number.POSITIVE_INFINITY;
  const atTo = isShore || !isDown(mode) ? distance[stop + 1] : Number.POSITIVE_INFINITY;
  if (!Number.isFinite(Math.min(atFrom, atTo))) return;
  const middle = meetingPoint(from, to, atFrom, atTo);
  const up = Number.isFinite(atFrom) ? Math.min(middle, from + (limitMm - atFrom)) : from;
  const down = Number.isFinite(atTo) ? Math.max(middle, to - (limitMm - atTo)) : to;
  if (from < up) add(found, { route: route[stop], fromMm: from, toMm: up, entryMm: from, distanceMm: atFrom });
  if (down < to) add(found, { route: route[stop], fromMm: down, toMm: to, entryMm: to, distanceMm: atTo });
  if (up < down) found.isCut = true;
}

/** Up to where the water from the reach's start is the nearer; the millimetre in the middle is its end's. */
function meetingPoint(from: number, to: number, atFrom: number, atTo: number): number {
  if (!Number.isFinite(atTo)) return to;
  if (!Number.isFinite(atFrom)) return from;
  return Math.floor((from + to + atTo - atFrom) / 2);
}

function add({ ranges }: Trace, range: TracedRange): void {
  const last = ranges.at(-1);
  if (last && last.route === range.route && last.toMm === range.fromMm && runsOn(last, range)) {
    last.toMm = range.toMm;
    if (range.entryMm === range.toMm) [last.entryMm, last.distanceMm] = [range.entryMm, range.distanceMm];
  } else ranges.push(range);
}

function runsOn(a: TracedRange, b: TracedRange): boolean {
  const length = b.fromMm === b.entryMm ? a.toMm - a.fromMm : b.toMm - b.fromMm;
  if (a.entryMm === a.fromMm && b.entryMm === b.fromMm) return b.distanceMm === a.distanceMm + length;
  return a.entryMm === a.toMm && b.entryMm === b.toMm && a.distanceMm === b.distanceMm + length;
}

/** Along the water to a measure of a range. */
export function distanceAt({ entryMm, distanceMm }: TracedRange, mm: number): number {
  return distanceMm + Math.abs(mm - entryMm);
}
