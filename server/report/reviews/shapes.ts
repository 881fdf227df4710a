/** Where items of the review list are: outfall, candidates, zone. */
import type { Executor } from '../../db/database.ts';
import type { ReviewRow } from '../reviews.ts';

/** The recorded point of each row's outfall, null without one; nothing is read for other formats than geojson. */
export async function reviewShapes(
  db: Executor,
  district: string,
  rows: readonly ReviewRow[],
  format: string,
): Promise<() => (object | null)[]> {
  if (format !== 'geojson') return () => rows.map(() => null);
  const points = await db.query<{ id: number; lon: number; lat: number }>(
    `select id, st_x(geom) as lon, st_y(geom) as lat from register.outfall
      where district = $1 and id = any($2::int[]) and geom is not null`,
    [district, [...new Set(rows.map(({ outfall }) => outfall))]],
  );
  const at = new Map(points.map(({ id, lon, lat }) => [id, { type: 'Point', coordinates: [lon, lat] }]));
  return () => rows.map(({ outfall }) => at.get(outfall) ?? null);
}

export interface ReviewFeature {
  type: 'Feature';
  properties: { role: 'outfall' | 'candidate' | 'linked' | 'other' | 'zone'; label: string | null; route?: number };
  geometry: object;
}

interface Shape {
  role: ReviewFeature['properties']['role'];
  label: string | null;
  route: number | null;
  geometry: object | null;
}

/** What a small map of one item shows, EPSG:4490: its outfall, the place of each candidate and of the link, its zones. */
export async function itemFeatures(db: Executor, district: string, row: ReviewRow): Promise<ReviewFeature[]> {
  const places = row.candidates.flatMap((each) => ('route' in each ? [each] : []));
  const others = row.candidates.flatMap((each) => ('outfall' in each ? [each.outfall] : []));
  const shapes = await db.query<Shape>(SHAPES, [
    district,
    row.outfall,
    others,
    row.zone_id,
    places.map(({ route }) => route),
    places.map(({ measure_m }) => Math.round(measure_m * 1000)),
  ]);
  return shapes.flatMap(({ role, label, route, geometry }) =>
    geometry === null
      ? []
      : [{ type: 'Feature' as const, properties: { role, label, ...(route !== null && { route }) }, geometry }],
  );
}

/** The point of a route (4490) at a measure: the vertices of geom and line_m go together. */
const POINT_AT = `
  select st_setsrid(st_makepoint(st_x(a.g) + t.t * (st_x(b.g) - st_x(a.g)), st_y(a.g) + t.t * (st_y(b.g) - st_y(a.g))), 4490) as g
    from (select max(p.path[1]) as i from st_dumppoints(r.line_m) p
           where st_m(p.geom) <= at.mm and p.path[1] < st_npoints(r.line_m)) as k
   cross join lateral (select st_pointn(r.geom, k.i) as g, st_m(st_pointn(r.line_m, k.i)) as m) as a
   cross join lateral (select st_pointn(r.geom, k.i + 1) as g, st_m(st_pointn(r.line_m, k.i + 1)) as m) as b
   cross join lateral (select case when b.m > a.m then least(1, (at.mm - a.m) / (b.m - a.m)) else 0 end as t) as t`;

const SHAPES = `
  with place as (
    select 'candidate' as role, c.route, c.mm, c.i from unnest($5::int[], $6::float8[]) with ordinality as c (route, mm, i)
    union all
    select 'linked', l.route_id, l.measure_mm, 0 from register.outfall_link l
     where l.district = $1 and l.outfall_id = $2 and l.route_id is not null)
  select 'zone' as role, coalesce(z.name, z.key) as label, null::int as route, st_asgeojson(z.geom, 7)::json as geometry
    from register.protected_zone z where z.district = $1
     and (z.id = $4::int or $4::int is null and exists (
           select from register.outfall_zone f where f.district = $1 and f.outfall_id = $2 and f.zone_id = z.id))
  union all
  select p.role, v.name, p.route, st_asgeojson(point.g, 7)::json
    from (select * from place order by i) as p
    join register.route r on r.district = $1 and r.id = p.route
    join register.river v on v.district = $1 and v.id = r.river_id
   cross join lateral (select p.mm) as at (mm)
   cross join lateral (${POINT_AT}) as point
  union all
  select case o.id when $2 then 'outfall' else 'other' end, coalesce(o.code, o.name), null, st_asgeojson(o.geom, 7)::json
    from register.outfall o where o.district = $1 and (o.id = $2 or o.id = any($3::int[]))`;
