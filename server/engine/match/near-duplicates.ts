/** Two outfalls of one register that may be one: brought by different batches, on one spot. Pure. */
import { ALONE_MM, costOf, type Evidence, evidenceOf, MATCH_LIMITS } from './evidence.ts';
import type { MatchOutfall } from './match-outfall.ts';
import { doubtsOf } from './match-outfalls.ts';

/** 10 m: two good fixes of one mouth. Wider, the list fills with neighbours; `atlas match` looks farther. */
export const NEAR_MM = 10_000;
/** Across the bank a metre counts half (evidence.ts), so this is as far as near duplicates can lie apart. */
export const REACH_MM = 2 * NEAR_MM;

/** What speaks for it that two outfalls of different batches, the one with the lower id first, may be one; nothing where they are two. */
export function nearDuplicate(one: MatchOutfall, other: MatchOutfall): Evidence | undefined {
  const evidence = evidenceOf(one, other, () => true);
  return evidence.apartMm <= NEAR_MM && mayBeOne(evidence) ? evidence : undefined;
}

/** What is doubted is for a person too. Names that number one place differently are two outfalls: 1# beside 2#. */
function mayBeOne(evidence: Evidence): boolean {
  const doubts = doubtsOf(evidence, false);
  return doubts.length === 0 || (!doubts.includes('serial_differs') && costOf(evidence, MATCH_LIMITS) < ALONE_MM);
}
