/** A place a person shows on the map, snapped to a route. */
import type { Executor } from '../../db/database.ts';
import type { District } from '../../district/district.ts';
import { DomainError } from '../../errors.ts';
import { planeOf } from '../../import/plane.ts';
import type { Verdict } from './decide.ts';

/** How far beside the route the place may be shown, and how far from the outfall the water may be (a long pipe). */
export const DRAW_LIMITS = { besideM: 50, fromOutfallM: 2000 } as const;

export interface DrawnAt {
  route: number;
  measureMm: number;
  /** From the recorded point to the place; null without one. */
  offsetMm: number | null;
  bank: string | null;
}

/** @throws DomainError `point_needed`, `draw_too_far`, `link_too_far` */
export async function snapDrawn(
  tx: Executor,
  { key, planeSrid }: District,
  outfall: number,
  { lon, lat, route }: Verdict,
): Promise<DrawnAt> {
  if (lon === undefined || lat === undefined) throw pointNeeded();
  const at = new Float64Array(2);
  (await planeOf(tx, planeSrid)).forward(lon, lat, at, 0);
  const [x, y] = at;
  if (!(Number.isFinite(x) && Number.isFinite(y))) throw tooFar();
  const [found] = await tx.query<DrawnAt>(
    `select r.id as route, f.measure as "measureMm", a.distance_mm as "offsetMm",
            case when a.distance_mm >= 1 then case a.side when 1 then 'left' when -1 then 'right' end end as bank
       from register.route r
      cross join atlas.line_vertices(r.line_m) as l
      cross join lateral atlas.nearest_on_route(l.x, l.y, l.m, false, atlas.rounded($3::float8 * 1000),
                           atlas.rounded($4::float8 * 1000), 0, l.m[cardinality(l.m)]) as f
       join register.outfall o on o.district = r.district and o.id = $2
       left join lateral atlas.nearest_on_route(l.x, l.y, l.m, false, atlas.rounded(st_x(o.geom_m) * 1000),
                           atlas.rounded(st_y(o.geom_m) * 1000), f.measure, f.measure) as a on o.geom_m is not null
      where r.district = $1 and ($5::int is null or r.id = $5) and f.distance_mm <= $6
        and st_dwithin(r.line_m, st_makepoint($3, $4), $6::float8 / 1000 + 0.01)
      order by f.distance_mm, r.id limit 1`,
    [key, outfall, x, y, route ?? null, DRAW_LIMITS.besideM * 1000],
  );
  if (!found) throw tooFar(route);
  if ((found.offsetMm ?? 0) > DRAW_LIMITS.fromOutfallM * 1000) throw linkTooFar(outfall, found.offsetMm!);
  return found;
}

function pointNeeded(): DomainError {
  return new DomainError('point_needed', 'Give the place: lon and lat.', '请给出位置：lon 与 lat。');
}

function tooFar(route?: number): DomainError {
  const limit = DRAW_LIMITS.besideM;
  return new DomainError(
    'draw_too_far',
    `The place lies farther than ${limit} m from ${route === undefined ? 'every route' : `route ${route}`}: show it on the river.`,
    `所指位置距${route === undefined ? '所有线路' : `线路 ${route} `}超过 ${limit} 米，请在河道上指定。`,
  );
}

function linkTooFar(outfall: number, offsetMm: number): DomainError {
  const [is, limit] = [Math.round(offsetMm / 1000), DRAW_LIMITS.fromOutfallM];
  return new DomainError(
    'link_too_far',
    `The place is ${is} m from outfall ${outfall}, more than ${limit} m: correct the outfall's point, or reject the link.`,
    `所指位置距排污口 ${outfall} ${is} 米，超过 ${limit} 米：请更正排污口坐标，或判为无河道。`,
  );
}
