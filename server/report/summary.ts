/** The counts of the viewer's legend: states in km, outfalls by type and progress, what waits for review. */
import type { Executor } from '../db/database.ts';
import type { Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { coverageRows } from './coverage.ts';
import { type DataVersion, dataVersion } from './data-version.ts';
import { gapRows } from './gaps.ts';

export const OUTFALL_PROGRESS = `case when status = 'suspect' then 'suspect'
  when closed_out_on is not null or handle_type = 'no_action' then 'closed_out'
  when handle_stage in ('in_work', 'done') then 'in_work' else 'action_needed' end`;

export interface Summary extends DataVersion {
  length_km: number;
  states: { once: number; bridged: number; repeated: number; gap: number };
  gap_count: number;
  /** These two null of a past register, which is made again without outfalls. */
  outfalls: { by_type: Record<string, number>; by_progress: Record<string, number> } | null;
  review_count: number | null;
  towns: number;
}

/** @throws DomainError `date_invalid`. */
export async function summary(
  db: Executor,
  snapshot: Snapshot,
  { mode, asOf }: { mode: Mode; asOf?: string },
): Promise<Summary> {
  const { key, isPast } = snapshot.district;
  const [row] = coverageRows(snapshot, { group: 'district', mode, asOf });
  const mm = (km: number) => Math.round(km * 1e6);
  const once = mm(row.covered_km) - mm(row.bridged_km) - mm(row.duplicate_km);
  return {
    length_km: row.length_km,
    states: { once: once / 1e6, bridged: row.bridged_km, repeated: row.duplicate_km, gap: row.gap_km },
    gap_count: gapRows(snapshot, { mode, asOf }).length,
    outfalls: isPast ? null : await outfallCounts(db, key),
    review_count: isPast ? null : await reviewCount(db, key),
    towns: snapshot.towns.count,
    ...dataVersion(snapshot.district),
  };
}

async function outfallCounts(db: Executor, district: string): Promise<NonNullable<Summary['outfalls']>> {
  const rows = await db.query<{ type: string; progress: string; outfalls: number }>(
    `select coalesce(type, 'other') as type, ${OUTFALL_PROGRESS} as progress, count(*)::int as outfalls
       from register.outfall where district = $1 and status <> 'rejected' and merged_into is null group by 1, 2`,
    [district],
  );
  const sum = (key: 'type' | 'progress') => {
    const counts: Record<string, number> = {};
    for (const row of rows) counts[row[key]] = (counts[row[key]] ?? 0) + row.outfalls;
    return counts;
  };
  return { by_type: sum('type'), by_progress: sum('progress') };
}

async function reviewCount(db: Executor, district: string): Promise<number> {
  const [{ n }] = await db.query<{ n: number }>(
    `select count(*)::int as n from register.outfall_link where district = $1 and status = 'proposed'`,
    [district],
  );
  return n;
}
