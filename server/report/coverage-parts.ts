/** Coverage cut to its smallest parts, route by town by cell: the sums of every report are made from these (twin: atlas.coverage_parts). */
import type { Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { type BankStretches, BRIDGED, eachStretch, GAP, REPEATED, riverState } from '../engine/coverage/states.ts';
import { type Rulers, routeLength, SHORE } from '../engine/rulers.ts';
import { routeBanks } from './bank-surveys.ts';

import { type Piece, type Product, piecesOf, type SurveyChoice, surveyChoices } from './facets/product.ts';
import {
  addOverlays,
  NO_OVERLAYS,
  noOverlay,
  type OverlaySums,
  type RouteOverlays,
  routeOverlays,
} from './overlays.ts';

const MAIN = 0;

export interface CoveragePart {
  /** Number of the report's cell. */
  cell: number;
  riverId: number;
  /** Index of the route. */
  route: number;
  /** Index into the snapshot's towns; -1 outside every town. */
  town: number;
  lengthMm: number;
  gapMm: number;
  coveredMm: number;
  bridgedMm: number;
  repeatedMm: number;
  /** Covered on the left plus covered on the right. */
  bankCoveredMm: number;
  /** Measured by each survey minus measured at all, left plus right: twice what reports print, which they deal (overlap-parts.ts). */
  overlapBanksMm: number;
  /** Covered metres to look at once more, mm: not of the sums above. */
  overlays: OverlaySums;
}

/** Parts of every route in one mode, counting surveys of local days up to `lastDay`. */
export function coverageParts(snapshot: Snapshot, product: Product, mode: Mode, lastDay: number): CoveragePart[] {
  const choices = surveyChoices(product);
  const parts: CoveragePart[] = [];
  for (let route = 0; route < snapshot.rulers.count; route++) {
    const pieces = piecesOf(snapshot, product, route);
    if (pieces.length === 0) continue;
    for (const { cell, holds } of choices) {
      const isSeen = !holds || anyHolds(snapshot, route, holds);
      const stretches = isSeen ? stretchesOf(snapshot, route, mode, lastDay, holds) : [wholeGap(snapshot, route)];
      const overlays = isSeen ? routeOverlays(snapshot, route, mode, lastDay, holds) : NO_OVERLAYS;
      const place = { cell, route, riverId: snapshot.rulers.riverId[route] };
      parts.push(...routeParts(pieces, stretches, overlays, place));
    }
  }
  return parts;
}

/** A stretch on which neither bank changes, with what a millimetre of it adds. */
interface Stretch {
  from: number;
  to: number;
  state: number;
  banksCovered: number;
  banksOverlap: number;
}

function stretchesOf(
  snapshot: Snapshot,
  route: number,
  mode: Mode,
  lastDay: number,
  holds: SurveyChoice['holds'],
): Stretch[] {
  const { left, right } = routeBanks(snapshot, route, mode, lastDay, holds);
  const stretches: Stretch[] = [];
  eachStretch(left, right, (from, to, l, r) => {
    const state = riverState(left.state[l], right.state[r]);
    const banksCovered = Number(left.state[l] !== GAP) + Number(right.state[r] !== GAP);
    stretches.push({ from, to, state, banksCovered, banksOverlap: again(left, l) + again(right, r) });
  });
  return stretches;
}

/** Most crews saw few routes: what none of a row's surveys saw need not be worked out. */
function anyHolds({ surveyed: { first } }: Snapshot, route: number, holds: (entry: number) => boolean): boolean {
  for (let i = first[route]; i < first[route + 1]; i++) if (holds(i)) return true;
  return false;
}

function wholeGap({ rulers }: Snapshot, route: number): Stretch {
  return { from: 0, to: routeLength(rulers, route), state: GAP, banksCovered: 0, banksOverlap: 0 };
}

const again = (bank: BankStretches, at: number) => Math.max(0, bank.surveys[at] - 1);

function routeParts(
  pieces: readonly Piece[],
  stretches: readonly Stretch[],
  overlays: RouteOverlays,
  place: Pick<CoveragePart, 'cell' | 'route' | 'riverId'>,
): Iterable<CoveragePart> {
  const parts = new Map<string, CoveragePart>();
  for (const piece of pieces) {
    const cell = piece.cell + place.cell;
    const key = `${cell} ${piece.town}`;
    let part = parts.get(key);
    if (!part) {
      part = { ...place, cell, town: piece.town, ...NOTHING, overlays: noOverlay() };
      parts.set(key, part);
    }
    addPiece(part, piece, stretches);
    addOverlays(part.overlays, overlays, piece.from, piece.to);
  }
  return parts.values();
}

const NOTHING = {
  lengthMm: 0,
  gapMm: 0,
  coveredMm: 0,
  bridgedMm: 0,
  repeatedMm: 0,
  bankCoveredMm: 0,
  overlapBanksMm: 0,
};

function addPiece(part: CoveragePart, piece: Piece, stretches: readonly Stretch[]): void {
  for (let i = firstStretch(stretches, piece.from); i < stretches.length && stretches[i].from < piece.to; i++) {
    const { from, to, state, banksCovered, banksOverlap } = stretches[i];
    const length = Math.min(to, piece.to) - Math.max(from, piece.from);
    part.lengthMm += length;
    if (state === GAP) part.gapMm += length;
    else part.coveredMm += length;
    if (state === BRIDGED) part.bridgedMm += length;
    if (state === REPEATED) part.repeatedMm += length;
    part.bankCoveredMm += length * banksCovered;
    part.overlapBanksMm += length * banksOverlap;
  }
}

/** The stretch that holds a measure. */
function firstStretch(stretches: readonly Stretch[], at: number): number {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle].to <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a route's role is one that official lengths are compared with: main, or shore. */
export function countsInLedger({ role }: Rulers, route: number): boolean {
  return role[route] === MAIN || role[route] === SHORE;
}
