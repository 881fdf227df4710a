/** What a decision leaves in register.outfall_link. */
import type { Executor } from '../../db/database.ts';
import { DomainError } from '../../errors.ts';
import type { LinkPlace } from './place.ts';

interface Written {
  place: LinkPlace;
  decision: string;
  reviewer: string;
  version: number;
}

/**
 * The link as decided: confirmed where the proposal was accepted, else overridden; a rejected one has no route and stays
 * `unlinked`, with its reviewer. @throws DomainError `being_recomputed` (409)
 */
export async function writeLink(
  tx: Executor,
  district: string,
  outfall: number,
  { place, decision, reviewer, version }: Written,
): Promise<void> {
  const { route, measureMm, distanceMm, offsetMm, bank, candidates } = place;
  const rows = await tx.query(
    `update register.outfall_link
        set route_id = $3, measure_mm = $4, distance_mm = $5, offset_mm = $6, bank = $7, candidates = $8,
            confidence = case when $3::int is not null then 'high' end, status = $9,
            reason = case when $3::int is null then 'unlinked' end, reviewer = $10, version = $11
      where district = $1 and outfall_id = $2 returning outfall_id`,
    [
      ...[district, outfall, route, measureMm, distanceMm, offsetMm, bank, JSON.stringify(candidates)],
      ...[decision === 'accept' ? 'confirmed' : 'overridden', reviewer, version],
    ],
  );
  if (rows.length === 0)
    throw new DomainError(
      'being_recomputed',
      `The link of outfall ${outfall} is being recomputed: try again.`,
      `排污口 ${outfall} 的挂接正在重新计算，请稍后再试。`,
      409,
    );
}

/** Takes the person off the link: derivation links the outfall anew. */
export async function reopenLink(tx: Executor, district: string, outfall: number): Promise<void> {
  await tx.query(
    `update register.outfall_link set status = 'proposed', reviewer = null where district = $1 and outfall_id = $2`,
    [district, outfall],
  );
  await tx.query('delete from register.review_ground where district = $1 and outfall_id = $2', [district, outfall]);
}
