/** Coverage cut to its smallest parts, route by town: the sums of every report are made from these (twin: atlas.coverage_parts). */
import type { Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { type BankStretches, BRIDGED, eachStretch, GAP, REPEATED, riverState } from '../engine/coverage/states.ts';
import { type Rulers, SHORE } from '../engine/rulers.ts';
import { routeBanks } from './bank-surveys.ts';
import { addOverlays, noOverlay, type OverlaySums, routeOverlays } from './overlays.ts';

const MAIN = 0;

export interface CoveragePart {
  mode: Mode;
  riverId: number;
  /** Index into the snapshot's towns; -1 outside every town. */
  town: number;
  /** The route's role is one that official lengths are compared with: main, or shore. */
  countsInLedger: boolean;
  lengthMm: number;
  gapMm: number;
  bridgedMm: number;
  repeatedMm: number;
  /** Covered on the left plus covered on the right. */
  bankCoveredMm: number;
  /** Measured by each survey minus measured at all, left plus right: twice what reports print. */
  overlapBanksMm: number;
  /** Covered metres to look at once more, mm: not of the sums above. */
  overlays: OverlaySums;
}

/** Parts of every route in one mode, counting surveys of local days up to `lastDay`. */
export function coverageParts(snapshot: Snapshot, mode: Mode, lastDay: number): CoveragePart[] {
  const parts: CoveragePart[] = [];
  for (let route = 0; route < snapshot.rulers.count; route++) {
    const { left, right } = routeBanks(snapshot, route, mode, lastDay);
    const byTown = addRoute(snapshot, route, mode, left, right);
    addRouteOverlays(byTown, snapshot, route, mode, lastDay);
    parts.push(...byTown.values());
  }
  return parts;
}

function addRoute(
  snapshot: Snapshot,
  route: number,
  mode: Mode,
  left: BankStretches,
  right: BankStretches,
): Map<number, CoveragePart> {
  const { townRanges } = snapshot;
  const byTown = new Map<number, CoveragePart>();
  let at = townRanges.first[route];
  eachStretch(left, right, (from, to, l, r) => {
    while (townRanges.to[at] <= from) at++;
    for (let t = at; t < townRanges.first[route + 1] && townRanges.from[t] < to; t++) {
      const length = Math.min(to, townRanges.to[t]) - Math.max(from, townRanges.from[t]);
      addStretch(partOf(byTown, snapshot, route, mode, townRanges.town[t]), length, left, right, l, r);
    }
  });
  return byTown;
}

function addRouteOverlays(
  byTown: ReadonlyMap<number, CoveragePart>,
  snapshot: Snapshot,
  route: number,
  mode: Mode,
  lastDay: number,
): void {
  const { first, from, to, town } = snapshot.townRanges;
  const overlays = routeOverlays(snapshot, route, mode, lastDay);
  for (let t = first[route]; t < first[route + 1]; t++)
    addOverlays(byTown.get(town[t])!.overlays, overlays, from[t], to[t]);
}

function partOf(
  byTown: Map<number, CoveragePart>,
  snapshot: Snapshot,
  route: number,
  mode: Mode,
  town: number,
): CoveragePart {
  let part = byTown.get(town);
  if (!part) {
    part = emptyPart(snapshot, route, mode, town);
    byTown.set(town, part);
  }
  return part;
}

/** A part to add stretches to. */
export function emptyPart({ rulers }: Snapshot, route: number, mode: Mode, town: number): CoveragePart {
  const zero = { lengthMm: 0, gapMm: 0, bridgedMm: 0, repeatedMm: 0, bankCoveredMm: 0, overlapBanksMm: 0 };
  const place = { mode, riverId: rulers.riverId[route], town, countsInLedger: countsInLedger(rulers, route) };
  return { ...place, ...zero, overlays: noOverlay() };
}

/** Whether a route's role is one that official lengths are compared with. */
export function countsInLedger({ role }: Rulers, route: number): boolean {
  return role[route] === MAIN || role[route] === SHORE;
}

/** Adds `length` of a stretch in states l and r of the banks. */
export function addStretch(
  part: CoveragePart,
  length: number,
  left: BankStretches,
  right: BankStretches,
  l: number,
  r: number,
): void {
  const state = riverState(left.state[l], right.state[r]);
  part.lengthMm += length;
  if (state === GAP) part.gapMm += length;
  if (state === BRIDGED) part.bridgedMm += length;
  if (state === REPEATED) part.repeatedMm += length;
  part.bankCoveredMm += length * (Number(left.state[l] !== GAP) + Number(right.state[r] !== GAP));
  part.overlapBanksMm += length * (Math.max(0, left.surveys[l] - 1) + Math.max(0, right.surveys[r] - 1));
}
