/** Routes of a district as lengths by river, to hold two ways of one file against each other. */
import type { Database } from '../../server/db/database.ts';

export interface RouteLength {
  name: string | null;
  role: string;
  mm: number;
}

/** In an order that does not depend on that of the file. */
export async function routesOf(db: Database, district: string): Promise<RouteLength[]> {
  return db.query<RouteLength>(
    `select v.name, r.role, r.length_mm as mm
       from register.route as r
       join register.river as v on v.district = r.district and v.id = r.river_id
      where r.district = $1
      order by v.name collate "C" nulls first, r.role, r.length_mm`,
    [district],
  );
}

/** Millimetres by which the length of a route differs at most; NaN when the routes are not the same ones. */
export function worstMm(routes: readonly RouteLength[], others: readonly RouteLength[]): number {
  if (routes.length !== others.length) return Number.NaN;
  return Math.max(
    ...routes.map(({ name, mm }, i) => (name === others[i].name ? Math.abs(mm - others[i].mm) : Number.NaN)),
  );
}
