/** Outfalls of one register that may be one: brought by different batches, on one spot. Pure. */
import { Cells } from './candidates.ts';
import { ALONE_MM, costOf, type Evidence, evidenceOf, MATCH_LIMITS } from './evidence.ts';
import type { MatchOutfall } from './match-outfall.ts';
import { doubtsOf } from './match-outfalls.ts';

/** 10 m: two good fixes of one mouth. Wider, the list fills with neighbours; `atlas match` looks farther. */
export const NEAR_MM = 10_000;
/** Across the bank a metre counts half (evidence.ts), so this is as far as near duplicates can lie apart. */
export const REACH_MM = 2 * NEAR_MM;

export interface Registered {
  outfall: MatchOutfall;
  /** Batches whose rows it is, with those of records merged into it: rows of one file are different outfalls. */
  batches: readonly number[];
}

export interface NearDuplicate {
  /** Ids, the lower one first. */
  one: number;
  other: number;
  evidence: Evidence;
}

/** Pairs of which `isAsked` is true for at least one id, ordered by ids. */
export function nearDuplicates(register: readonly Registered[], isAsked: (id: number) => boolean): NearDuplicate[] {
  const outfalls = register.map(({ outfall }) => outfall);
  const cells = new Cells(outfalls, REACH_MM);
  const found: NearDuplicate[] = [];
  for (const [i, { outfall, batches }] of register.entries())
    for (const j of cells.near(outfall.point)) {
      const twin = register[j];
      if (twin.outfall.id <= outfall.id || !(isAsked(outfall.id) || isAsked(twin.outfall.id))) continue;
      if (batches.some((batch) => twin.batches.includes(batch))) continue;
      const evidence = evidenceOf(outfalls[i], twin.outfall, () => true);
      if (evidence.apartMm <= NEAR_MM && mayBeOne(evidence))
        found.push({ one: outfall.id, other: twin.outfall.id, evidence });
    }
  return found.sort((a, b) => a.one - b.one || a.other - b.other);
}

/** What is doubted is for a person too. Names that number one place differently are two outfalls: 1# beside 2#. */
function mayBeOne(evidence: Evidence): boolean {
  const doubts = doubtsOf(evidence, false);
  return doubts.length === 0 || (!doubts.includes('serial_differs') && costOf(evidence, MATCH_LIMITS) < ALONE_MM);
}
