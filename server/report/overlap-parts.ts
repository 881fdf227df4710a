/** Effort spent twice, half of what both banks add up to (docs/coverage.md, "States"; twin: atlas.coverage_parts). */
import type { Snapshot } from '../district/snapshot.ts';
import type { CoveragePart } from './coverage-parts.ts';
import { apartOf, type Product } from './facets/product.ts';
import { inDealingOrder } from './ledger.ts';

export interface OverlapPart {
  cell: number;
  overlapMm: number;
}

/**
 * The whole is rounded once, half up, and dealt over rivers by key, then towns, routes and cells by running totals: rows that hold
 * each millimetre once add up to it, however they are grouped. Rows that may overlap, and rows of surveys, are dealt each
 * for itself.
 */
export function overlapParts(
  { rivers }: Pick<Snapshot, 'rivers'>,
  product: Product,
  parts: readonly CoveragePart[],
): OverlapPart[] {
  const inOrder = (a: CoveragePart, b: CoveragePart) =>
    rivers.get(a.riverId)!.keyOrder - rivers.get(b.riverId)!.keyOrder || inDealingOrder(a, b);
  const lists = new Map<number, CoveragePart[]>();
  for (const part of parts) {
    if (part.overlapBanksMm === 0) continue;
    const apart = apartOf(product, part.cell);
    const list = lists.get(apart);
    if (list) list.push(part);
    else lists.set(apart, [part]);
  }
  return [...lists.values()].flatMap((list) => dealt(list.sort(inOrder)));
}

function dealt(parts: readonly CoveragePart[]): OverlapPart[] {
  let soFar = 0;
  return parts.map(({ cell, overlapBanksMm }) => {
    const before = half(soFar);
    soFar += overlapBanksMm;
    return { cell, overlapMm: half(soFar) - before };
  });
}

const half = (banksMm: number) => Math.floor((banksMm + 1) / 2);
