/** The rivers an outfall may discharge to as they are now: what a person chooses from. */
import type { Executor } from '../db/database.ts';
import type { Candidate } from './derive/links.ts';

/** Candidates of chosen outfalls by outfall id, nearest first, as register.outfall_link.candidates has them; computed anew. */
export async function freshCandidates(
  db: Executor,
  district: string,
  outfalls: readonly number[],
): Promise<Map<number, Candidate[]>> {
  const rows = await db.query<{ outfall: number; candidates: Candidate[] }>(
    `select o.id as outfall, coalesce(jsonb_agg(jsonb_build_object(
              'route', c.route_id, 'river_id', c.river_id, 'river', v.name, 'measure_m', c.measure_mm / 1000.0::float8,
              'distance_m', c.distance_mm / 1000.0::float8, 'offset_m', c.offset_mm / 1000.0::float8, 'bank', c.bank,
              'agrees', coalesce(c.agrees, false)) order by c.rank) filter (where c.route_id is not null), '[]') as candidates
       from unnest($2::int[]) as o (id)
       left join lateral atlas.link_candidates($1, o.id) as c on true
       left join register.river v on v.district = $1 and v.id = c.river_id
      group by o.id`,
    [district, [...outfalls]],
  );
  return new Map(rows.map(({ outfall, candidates }) => [outfall, candidates]));
}
