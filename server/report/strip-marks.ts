/** What strips show beside the states: outfalls on their banks, and what kind of zone a zone is. */
import type { Executor } from '../db/database.ts';
import { OUTFALL_PROGRESS } from './summary.ts';

export interface StripOutfall {
  id: number;
  measure_m: number;
  /** Looking from the route's start to its end; null where the outfall lies on the line. */
  bank: 'left' | 'right' | null;
  type: string;
  progress: string;
}

export interface StripMarks {
  /** By route id. */
  outfalls: Map<number, StripOutfall[]>;
  /** Protected zones by id. */
  zones: Map<number, { kind: string; level: string | null }>;
}

export async function readStripMarks(db: Executor, district: string, rivers: readonly number[]): Promise<StripMarks> {
  const rows = await db.query<StripOutfall & { route: number }>(
    `select l.route_id as route, o.id, (l.measure_mm / 1000.0)::float8 as measure_m, l.bank,
            coalesce(o.type, 'other') as type, o.progress
       from register.outfall_link l
       join register.route r on r.district = l.district and r.id = l.route_id
       join (select id, type, ${OUTFALL_PROGRESS} as progress
               from register.outfall where district = $1 and status <> 'rejected') o on o.id = l.outfall_id
      where l.district = $1 and r.river_id = any($2::int[]) order by 1, 3, 2`,
    [district, rivers],
  );
  const outfalls = new Map<number, StripOutfall[]>();
  for (const { route, ...outfall } of rows) {
    const list = outfalls.get(route);
    if (list) list.push(outfall);
    else outfalls.set(route, [outfall]);
  }
  const zones = await db.query<{ id: number; kind: string; level: string | null }>(
    'select id, kind, level from register.protected_zone where district = $1',
    [district],
  );
  return { outfalls, zones: new Map(zones.map(({ id, kind, level }) => [id, { kind, level }])) };
}
