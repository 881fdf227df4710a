/** Sums of a report on coverage per cell and mode, made of its smallest parts. */
import type { Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { type CoveragePart, coverageParts } from './coverage-parts.ts';
import type { Product } from './facets/product.ts';
import { firstCovered } from './first-covered.ts';
import { ledgerParts } from './ledger.ts';
import { overlapParts } from './overlap-parts.ts';
import { noOverlay, OVERLAYS } from './overlays.ts';

/** In one mode, counting surveys of local days up to `day`. */
export function modeSums(snapshot: Snapshot, product: Product, mode: Mode, day: number): Sums {
  const parts = coverageParts(snapshot, product, mode, day);
  const sums: Sums = new Map();
  for (const part of parts) addPart(sumOf(sums, part.cell), part);
  for (const { cell, ledgerMm, drawnOnlyMm } of ledgerParts(snapshot, product, parts)) {
    const sum = sumOf(sums, cell);
    sum.ledger += ledgerMm;
    sum.drawnOnly += drawnOnlyMm;
  }
  for (const { cell, overlapMm } of overlapParts(snapshot, product, parts)) sumOf(sums, cell).overlap += overlapMm;
  firstCovered(snapshot, product, mode, day)?.forEach((mm, cell) => {
    sumOf(sums, cell).first = mm;
  });
  return sums;
}

/** By the cell's number. */
export type Sums = Map<number, Sum>;

export type Sum = ReturnType<typeof emptySum>;

function sumOf(sums: Sums, cell: number): Sum {
  let sum = sums.get(cell);
  if (!sum) {
    sum = emptySum();
    sums.set(cell, sum);
  }
  return sum;
}

export function emptySum() {
  const sum = { length: 0, gap: 0, bridged: 0, repeated: 0, banks: 0, overlap: 0, ledger: 0, drawnOnly: 0 };
  return { ...sum, overlays: noOverlay(), first: undefined as number | undefined };
}

function addPart(sum: Sum, part: CoveragePart): void {
  sum.length += part.lengthMm;
  sum.gap += part.gapMm;
  sum.bridged += part.bridgedMm;
  sum.repeated += part.repeatedMm;
  sum.banks += part.bankCoveredMm;
  for (const name of OVERLAYS) sum.overlays[name] += part.overlays[name];
}
