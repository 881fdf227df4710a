/** From-to records with a town: what their river lost of them is what they cover less inside it, not what their anchors hold less. */
import type { Executor } from '../../db/database.ts';
import type { Moved } from './moved.ts';

/** What each of the moved records that name a town covers as it stands, mm by record. */
export async function coveredInTowns(
  tx: Executor,
  district: string,
  moved: readonly Moved[],
): Promise<Map<number, number>> {
  if (moved.length === 0) return new Map();
  const rows = await tx.query<{ id: number; mm: number }>(
    `select s.id, coalesce(sum(g.to_mm - g.from_mm), 0)::bigint as mm
       from register.survey_record s
       left join register.surveyed_range g on g.district = s.district and g.record_id = s.id
      where s.district = $1 and s.id = any($2::int[]) and s.town_id is not null
      group by s.id`,
    [district, moved.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, mm }) => [id, mm]));
}

interface Towns {
  moved: readonly Moved[];
  /** Before their ranges were written anew. */
  inTowns: ReadonlyMap<number, number>;
}

/** The moved records, those with a town with what they cover less there, and how much of that lies outside it now. */
export async function withTowns(tx: Executor, district: string, { moved, inTowns }: Towns): Promise<Moved[]> {
  const after = await coveredInTowns(tx, district, moved);
  return moved.map((each) => {
    const lostMm = Math.max(0, (inTowns.get(each.id) ?? 0) - (after.get(each.id) ?? 0));
    if (!after.has(each.id)) return each;
    return { ...each, lostMm, outsideMm: Math.max(0, lostMm - (each.lostMm ?? 0)) };
  });
}
