/** A route cut where its river's state or its town changes, and which routes of two ledgers are the same line. */
import type { Mode } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { eachStretch, riverState } from '../../engine/coverage/states.ts';
import type { Rulers } from '../../engine/rulers.ts';
import { routeBanks } from '../bank-surveys.ts';

/** One ledger: the register as known at some moment, counting surveys up to a local day. */
export interface Ledger {
  snapshot: Snapshot;
  lastDay: number;
}

export interface Piece {
  from: number;
  to: number;
  /** Index in STATES. */
  state: number;
  /** Index into the ledger's towns; -1 outside. */
  town: number;
}

/** From 0 to the end of route `route` (index) without a hole. */
export function routePieces({ snapshot, lastDay }: Ledger, route: number, mode: Mode): Piece[] {
  const { left, right } = routeBanks(snapshot, route, mode, lastDay);
  const { townRanges } = snapshot;
  const pieces: Piece[] = [];
  let at = townRanges.first[route];
  eachStretch(left, right, (from, to, l, r) => {
    const state = riverState(left.state[l], right.state[r]);
    while (townRanges.to[at] <= from) at++;
    for (let t = at; t < townRanges.first[route + 1] && townRanges.from[t] < to; t++)
      pieces.push({
        from: Math.max(from, townRanges.from[t]),
        to: Math.min(to, townRanges.to[t]),
        state,
        town: townRanges.town[t],
      });
  });
  return pieces;
}

/** Indices of the same line of the same river in both ledgers; -1 where the other one does not have it. */
export function pairRoutes(from: Rulers, to: Rulers): [from: number, to: number][] {
  if (from === to) return Array.from({ length: to.count }, (_, i) => [i, i]);
  const byPlace = new Map<string, number[]>();
  for (let i = 0; i < from.count; i++) {
    const place = placeOf(from, i);
    byPlace.set(place, [...(byPlace.get(place) ?? []), i]);
  }
  const pairs = Array.from({ length: to.count }, (_, i): [number, number] => {
    const list = byPlace.get(placeOf(to, i)) ?? [];
    const found = list.findIndex((other) => isSameLine(from, other, to, i));
    return [found < 0 ? -1 : list.splice(found, 1)[0], i];
  });
  const gone = [...byPlace.values()].flat().sort((a, b) => a - b);
  return [...pairs, ...gone.map((i): [number, number] => [i, -1])];
}

/** Rivers of both of which some line is in the first only and some in the second only; by id. */
export function redrawnRivers(from: Rulers, to: Rulers, pairs: readonly [number, number][]): Set<number> {
  const gone = new Set(pairs.filter(([, is]) => is < 0).map(([was]) => from.riverId[was]));
  const come = pairs.filter(([was]) => was < 0).map(([, is]) => to.riverId[is]);
  return new Set(come.filter((river) => gone.has(river)));
}

/** What is cheap to compare: river, number of vertices, first vertex. */
function placeOf({ riverId, first, x, y }: Rulers, i: number): string {
  return `${riverId[i]} ${first[i + 1] - first[i]} ${x[first[i]]} ${y[first[i]]}`;
}

function isSameLine(a: Rulers, i: number, b: Rulers, j: number): boolean {
  const shift = b.first[j] - a.first[i];
  for (let v = a.first[i]; v < a.first[i + 1]; v++)
    if (a.x[v] !== b.x[v + shift] || a.y[v] !== b.y[v + shift] || a.m[v] !== b.m[v + shift]) return false;
  return true;
}
