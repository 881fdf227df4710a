/** Covered length on the scale of the official ledger (coverage.md, "Ledger km"; twin: atlas.ledger_parts has the formula). */
import type { Snapshot } from '../district/snapshot.ts';
import type { CoveragePart } from './coverage-parts.ts';

export interface LedgerPart {
  riverId: number;
  town: number;
  ledgerMm: number;
  /** The part of ledgerMm that rests on drawn length, for want of an official one. */
  drawnOnlyMm: number;
}

/**
 * Per river and town: the covered length of the river's main routes (shores of lakes) stretched to its official length.
 * Dealt over towns by running totals, so that the towns of a river add up to the river to the millimetre.
 */
export function ledgerParts(snapshot: Snapshot, parts: readonly CoveragePart[]): LedgerPart[] {
  const byRiver = new Map<number, CoveragePart[]>();
  for (const part of parts) {
    if (!part.countsInLedger) continue;
    const list = byRiver.get(part.riverId);
    if (list) list.push(part);
    else byRiver.set(part.riverId, [part]);
  }
  return [...byRiver].flatMap(([riverId, list]) => riverLedger(snapshot, riverId, list));
}

function riverLedger(snapshot: Snapshot, riverId: number, parts: readonly CoveragePart[]): LedgerPart[] {
  const official = snapshot.rivers.get(riverId)?.officialLengthMm ?? null;
  const drawn = parts.reduce((sum, part) => sum + part.lengthMm, 0);
  let soFar = 0;
  return coveredByTown(parts).map(([town, covered]) => {
    if (official === null) return { riverId, town, ledgerMm: covered, drawnOnlyMm: covered };
    const before = scaled(official, soFar, drawn);
    soFar += covered;
    return { riverId, town, ledgerMm: scaled(official, soFar, drawn) - before, drawnOnlyMm: 0 };
  });
}

/** Covered length per town, in the order of towns' keys (theirs in the snapshot), outside last. */
function coveredByTown(parts: readonly CoveragePart[]): [number, number][] {
  const covered = new Map<number, number>();
  for (const part of parts) covered.set(part.town, (covered.get(part.town) ?? 0) + part.lengthMm - part.gapMm);
  const order = (town: number) => (town < 0 ? Number.MAX_SAFE_INTEGER : town);
  return [...covered].sort(([a], [b]) => order(a) - order(b));
}

/** official · x ÷ drawn, rounded half up, in whole numbers beyond 2^53. */
export function scaled(official: number, x: number, drawn: number): number {
  return Number((2n * BigInt(official) * BigInt(x) + BigInt(drawn)) / (2n * BigInt(drawn)));
}
