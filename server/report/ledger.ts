/** Covered length on the scale of the official ledger (docs/coverage.md, "Ledger km"; twin: atlas.ledger_parts has the formula). */
import type { Snapshot } from '../district/snapshot.ts';
import { routeLength } from '../engine/rulers.ts';
import { type CoveragePart, countsInLedger } from './coverage-parts.ts';
import { apartOf, type Product } from './facets/product.ts';

type DealtPlace = Pick<CoveragePart, 'cell' | 'route' | 'town'>;

/** What of a route in a town is to be put on the ledger's scale. */
export interface LedgerShare extends Pick<CoveragePart, 'cell' | 'riverId' | 'route' | 'town'> {
  coveredMm: number;
}

export interface LedgerPart {
  cell: number;
  ledgerMm: number;
  /** The part of ledgerMm that rests on drawn length, for want of an official one. */
  drawnOnlyMm: number;
}

/**
 * Per river: the covered length of its main routes (shores of lakes) stretched to its official length, dealt over towns,
 * then routes, then cells by running totals: rows that hold each millimetre once add up to the river to the millimetre,
 * however they are grouped. Rows that may overlap, and rows of surveys, are dealt each for itself.
 */
export function ledgerParts(snapshot: Snapshot, product: Product, parts: readonly LedgerShare[]): LedgerPart[] {
  const drawn = drawnLengths(snapshot);
  const lists = new Map<string, LedgerShare[]>();
  for (const part of parts) {
    if (!countsInLedger(snapshot.rulers, part.route)) continue;
    const key = `${part.riverId} ${apartOf(product, part.cell)}`;
    const list = lists.get(key);
    if (list) list.push(part);
    else lists.set(key, [part]);
  }
  return [...lists.values()].flatMap((list) => riverLedger(snapshot, list, drawn.get(list[0].riverId)!));
}

function riverLedger(snapshot: Snapshot, parts: LedgerShare[], drawn: number): LedgerPart[] {
  const official = snapshot.rivers.get(parts[0].riverId)?.officialLengthMm ?? null;
  let soFar = 0;
  return parts.sort(inDealingOrder).map(({ cell, coveredMm }) => {
    if (official === null) return { cell, ledgerMm: coveredMm, drawnOnlyMm: coveredMm };
    const before = scaled(official, soFar, drawn);
    soFar += coveredMm;
    return { cell, ledgerMm: scaled(official, soFar, drawn) - before, drawnOnlyMm: 0 };
  });
}

/** Towns in the order of their keys (theirs in the snapshot), outside last; then routes and cells. */
export function inDealingOrder(a: DealtPlace, b: DealtPlace): number {
  return order(a.town) - order(b.town) || a.route - b.route || a.cell - b.cell;
}

const order = (town: number) => (town < 0 ? Number.MAX_SAFE_INTEGER : town);

/** Of routes that official lengths are compared with. */
function drawnLengths({ rulers }: Snapshot): Map<number, number> {
  const lengths = new Map<number, number>();
  for (let route = 0; route < rulers.count; route++)
    if (countsInLedger(rulers, route))
      lengths.set(rulers.riverId[route], (lengths.get(rulers.riverId[route]) ?? 0) + routeLength(rulers, route));
  return lengths;
}

/** official · x ÷ drawn, rounded half up, in whole numbers beyond 2^53. */
export function scaled(official: number, x: number, drawn: number): number {
  return Number((2n * BigInt(official) * BigInt(x) + BigInt(drawn)) / (2n * BigInt(drawn)));
}
