/** Outfalls and where on the river they sit; one query. */
import type { Executor } from '../db/database.ts';

export interface LinkRow {
  id: number;
  code: string | null;
  route: number | null;
  river: string | null;
  measure_m: number | null;
  offset_m: number | null;
  bank: string | null;
  confidence: string | null;
  status: string;
  reason: string | null;
  candidates: object[];
}

/** Every link of a district, or those of one status; `proposed` is the review list. Ordered by outfall id. */
export async function linkRows(db: Executor, district: string, status?: string): Promise<LinkRow[]> {
  return db.query<LinkRow>(
    `select o.id, o.code, l.route_id as route, v.name as river, l.measure_mm / 1000.0::float8 as measure_m,
            l.offset_mm / 1000.0::float8 as offset_m, l.bank, l.confidence, l.status, l.reason, l.candidates
       from register.outfall_link l
       join register.outfall o on o.district = l.district and o.id = l.outfall_id
       left join register.route r on r.district = l.district and r.id = l.route_id
       left join register.river v on v.district = l.district and v.id = r.river_id
      where l.district = $1 and ($2::text is null or l.status = $2)
      order by o.id`,
    [district, status ?? null],
  );
}

/** How many links there are of each status, confidence and reason. */
export async function linkCounts(db: Executor, district: string): Promise<Record<string, string | number | null>[]> {
  return db.query(
    `select status, confidence, reason, count(*)::int as outfalls
       from register.outfall_link where district = $1 group by 1, 2, 3 order by 1, 2, 3`,
    [district],
  );
}
