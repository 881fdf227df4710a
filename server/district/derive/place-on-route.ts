/** The place of a route nearest to a place on the ground, as the link of an outfall has it. */
import type { Executor } from '../../db/database.ts';

export interface PlaceOnRoute {
  route: number;
  measureMm: number;
  /** From the recorded point of the outfall to the place; null without one. */
  offsetMm: number | null;
  bank: string | null;
  /** From the place on the ground to the one on the route. */
  besideMm: number;
}

interface Sought {
  outfall: number;
  /** Plane metres. */
  x: number;
  y: number;
  withinMm: number;
  /** Only on this route, only on routes of this river. */
  route?: number | null;
  river?: number | null;
}

/** Of several as near the lowest route. Undefined where none is within reach. */
export async function placeOnRoute(
  tx: Executor,
  district: string,
  { outfall, x, y, withinMm, route, river }: Sought,
): Promise<PlaceOnRoute | undefined> {
  const [found] = await tx.query<PlaceOnRoute>(
    `select r.id as route, f.measure as "measureMm", a.distance_mm as "offsetMm", f.distance_mm as "besideMm",
            case when a.distance_mm >= 1 then case a.side when 1 then 'left' when -1 then 'right' end end as bank
       from register.route r
      cross join atlas.line_vertices(r.line_m) as l
      cross join lateral atlas.nearest_on_route(l.x, l.y, l.m, false, atlas.rounded($3::float8 * 1000),
                           atlas.rounded($4::float8 * 1000), 0, l.m[cardinality(l.m)]) as f
       join register.outfall o on o.district = r.district and o.id = $2
       left join lateral atlas.nearest_on_route(l.x, l.y, l.m, false, atlas.rounded(st_x(o.geom_m) * 1000),
                           atlas.rounded(st_y(o.geom_m) * 1000), f.measure, f.measure) as a on o.geom_m is not null
      where r.district = $1 and ($5::int is null or r.id = $5) and ($7::int is null or r.river_id = $7) and f.distance_mm <= $6
        and st_dwithin(r.line_m, st_makepoint($3, $4), $6::float8 / 1000 + 0.01)
      order by f.distance_mm, r.id limit 1`,
    [district, outfall, x, y, route ?? null, withinMm, river ?? null],
  );
  return found;
}
