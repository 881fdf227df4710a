-- atlas.near_areas(district_key, kind, within_m)
--
-- Waters along parks and residential areas (SC-3): what of the routes lies inside each or within metres of its edge.
--
-- kind       park | residential.
-- returns    per area and route the set of measures in mm; where a segment comes into reach, its measure there rounded half up.
-- note       in whole millimetres, segment by edge, as server/engine/near-polygon.ts: within reach of a segment's end a circle, beside
--            it a strip. What lies inside is register.route_zone's.
-- tested by  test/oracle/coverage-by.test.ts

create or replace function atlas.near_areas(district_key text, kind text, within_m double precision)
returns table (key text, name text, route_id int, here int8multirange)
language sql stable parallel safe
security definer set search_path = pg_catalog, public, pg_temp
as $$
  with
  area as (
    select 'park' as kind, p.id, coalesce(p.key, '#' || p.id) as key, p.name, p.geom_m from register.park as p where p.district = district_key
    union all
    select 'residential', a.id, coalesce(a.key, '#' || a.id), a.name, a.geom_m
      from register.residential_area as a where a.district = district_key
  ),
  edge as (
    select a.id, atlas.rounded(st_x(st_startpoint(s.geom)) * 1000) as px, atlas.rounded(st_y(st_startpoint(s.geom)) * 1000) as py,
           atlas.rounded(st_x(st_endpoint(s.geom)) * 1000) as qx, atlas.rounded(st_y(st_endpoint(s.geom)) * 1000) as qy
      from area as a cross join st_dumpsegments(a.geom_m) as s
     where a.kind = near_areas.kind
  ),
  segment as (
    select r.id as route_id, a.id as area_id, st_m(st_startpoint(s.geom)) as ma, st_m(st_endpoint(s.geom)) as mb,
           atlas.rounded(st_x(st_startpoint(s.geom)) * 1000) as ax, atlas.rounded(st_y(st_startpoint(s.geom)) * 1000) as ay,
           atlas.rounded(st_x(st_endpoint(s.geom)) * 1000) as bx, atlas.rounded(st_y(st_endpoint(s.geom)) * 1000) as by
      from area as a
      join register.route as r on r.district = district_key and st_dwithin(r.line_m, a.geom_m, within_m + 1)
     cross join st_dumpsegments(r.line_m) as s
     where a.kind = near_areas.kind and st_dwithin(s.geom, a.geom_m, within_m + 1)
  ),
  pair as (
    select s.route_id, s.area_id, s.ma, s.mb, atlas.rounded(within_m * 1000)::float8 as r,
           s.ax - e.px as ax, s.ay - e.py as ay, s.bx - e.px as bx, s.by - e.py as by, e.qx - e.px as ux, e.qy - e.py as uy
      from segment as s join edge as e on e.id = s.area_id
  ),
  -- where |a + t (b - a)| <= r
  disc as (
    select *, (bx - ax) * (bx - ax) + (by - ay) * (by - ay) as square, -(ax * (bx - ax) + ay * (by - ay)) as dot, ax * by - ay * bx as turn,
           ax * ax + ay * ay <= r * r as a_in, bx * bx + by * by <= r * r as b_in
      from pair
  ),
  round as (
    select route_id, area_id, ma, mb, case when a_in then 0 else greatest(0, (dot - sqrt(square * r * r - turn * turn)) / square) end as t0,
           case when b_in then 1 else least(1, (dot + sqrt(square * r * r - turn * turn)) / square) end as t1
      from disc where square > 0 and square * r * r - turn * turn > 0 and not (a_in and b_in)
    union all
    select route_id, area_id, ma, mb, 0, 1 from disc where a_in and b_in
  ),
  numbered as (select row_number() over () as n, *, ux * ux + uy * uy as square from pair),
  -- four things that go evenly from a to b and may not fall below nothing
  strip as (
    select p.n, p.route_id, p.area_id, p.ma, p.mb,
           max(case when v.a < 0 and v.b < 0 then 2 when v.a < 0 then v.a / (v.a - v.b) else 0 end) as t0,
           min(case when v.a < 0 and v.b < 0 then -1 when v.b < 0 then v.a / (v.a - v.b) else 1 end) as t1
      from numbered as p
     cross join lateral (values
             (p.ax * p.ux + p.ay * p.uy, p.bx * p.ux + p.by * p.uy),
             (p.square - (p.ax * p.ux + p.ay * p.uy), p.square - (p.bx * p.ux + p.by * p.uy)),
             (p.r * sqrt(p.square) - (p.ux * p.ay - p.uy * p.ax), p.r * sqrt(p.square) - (p.ux * p.by - p.uy * p.bx)),
             (p.r * sqrt(p.square) + (p.ux * p.ay - p.uy * p.ax), p.r * sqrt(p.square) + (p.ux * p.by - p.uy * p.bx))) as v (a, b)
     where p.square > 0
     group by p.n, p.route_id, p.area_id, p.ma, p.mb
  ),
  part as (
    select route_id, area_id, ma, mb, t0, t1 from round where t0 < t1
    union all
    select route_id, area_id, ma, mb, t0, t1 from strip where t0 < t1
  ),
  held as (
    select area_id, route_id, int8range((ma + atlas.rounded(t0 * (mb - ma)))::bigint, (ma + atlas.rounded(t1 * (mb - ma)))::bigint) as range
      from part
    union all
    select z.zone_id, z.route_id, int8range(z.from_mm, z.to_mm)
      from register.route_zone as z where z.district = district_key and z.kind = near_areas.kind
  )
  select a.key, a.name, h.route_id, range_agg(h.range)
    from held as h
    join area as a on a.kind = near_areas.kind and a.id = h.area_id
   group by a.id, a.key, a.name, h.route_id
   order by a.id, h.route_id
$$;

comment on function atlas.near_areas is 'What of the routes lies inside parks or residential areas or within metres of their edges, per area.';
