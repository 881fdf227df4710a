-- atlas.link_candidates(district_key, only_outfall)
--
-- The routes an outfall may discharge to, nearest first.
--
-- Distance is to the water: where the nearest point of the route lies in a polygon of its river, to that polygon (the lowest
-- id, where several; 0 inside), else to the route. A shore counts with its lake or pond. Candidates are within
-- link_tolerance_m of the district.
--
-- only_outfall  its id, or null for all.
-- returns    rank 1 first: by distance, offset, route id. offset_mm is always to the route; bank looks from the route's start
--            to its end, null under 1 mm and straight behind its ends; agrees = the recorded receiving water is the river's
--            name (null where none is recorded).
-- index      register.route (line_m), register.water_body (geom_m) gist through st_dwithin, as prefilter.
-- tested by  test/oracle/links.test.ts

create or replace function atlas.link_candidates(district_key text, only_outfall int default null)
returns table (
  outfall_id int, rank int, route_id int, river_id int, measure_mm bigint, distance_mm bigint, offset_mm bigint,
  bank text, agrees boolean
)
language plpgsql stable parallel safe rows 1000
as $$
#variable_conflict use_column
begin
  return query
  with
  outfall as materialized (
    select o.id, o.geom_m, nullif(btrim(o.receiving_water), '') as recorded, d.link_tolerance_m * 1000 as tolerance,
           atlas.rounded(st_x(o.geom_m) * 1000) as px, atlas.rounded(st_y(o.geom_m) * 1000) as py
      from register.outfall as o
      join register.district as d on d.key = o.district
     where o.district = district_key and o.id = coalesce(only_outfall, o.id) and o.geom_m is not null
  ),
  -- a centimetre more than the tolerance: the exact test comes below
  body_near as materialized (
    select o.id as outfall_id, w.id, w.river_id
      from outfall as o
      join register.water_body as w
        on w.district = district_key and w.river_id is not null
       and st_dwithin(w.geom_m, o.geom_m, o.tolerance / 1000 + 0.01)
  ),
  pair as (
    select o.id as outfall_id, r.id as route_id
      from outfall as o
      join register.route as r
        on r.district = district_key and st_dwithin(r.line_m, o.geom_m, o.tolerance / 1000 + 0.01)
     union
    select b.outfall_id, r.id
      from body_near as b
      join register.route as r on r.district = district_key and r.river_id = b.river_id
  ),
  ruler as materialized (
    select r.id as route_id, r.river_id, btrim(v.name) as name, a.x, a.y, a.m
      from register.route as r
      join register.river as v on v.district = r.district and v.id = r.river_id
     cross join atlas.line_vertices(r.line_m) as a
     where r.district = district_key and r.id in (select p.route_id from pair as p)
  ),
  body as materialized (
    select w.id, w.river_id, w.kind, e.ax, e.ay, e.bx, e.by
      from register.water_body as w
     cross join atlas.polygon_edges(w.geom_m) as e
     where w.district = district_key and w.id in (select b.id from body_near as b)
  ),
  foot as (
    select p.outfall_id, p.route_id, r.river_id, r.name, o.px, o.py, o.recorded, o.tolerance, f.measure, f.distance_mm,
           f.side, n.px as nx, n.py as ny
      from pair as p
      join outfall as o on o.id = p.outfall_id
      join ruler as r on r.route_id = p.route_id
     cross join lateral atlas.nearest_on_route(
                  r.x, r.y, r.m, false, o.px, o.py, 0, r.m[cardinality(r.m)]) as f
     cross join lateral atlas.point_at(r.x, r.y, r.m, f.measure) as n
  ),
  measured as (
    select f.*, coalesce(w.away_mm, f.distance_mm) as away_mm
      from foot as f
      left join lateral (
           select atlas.body_distance(b.ax, b.ay, b.bx, b.by, f.px, f.py) as away_mm
             from body_near as n
             join body as b on b.id = n.id
            where n.outfall_id = f.outfall_id and n.river_id = f.river_id
              and atlas.body_contains(b.ax, b.ay, b.bx, b.by, f.nx, f.ny)
            order by b.id limit 1) as w on true
  )
  select m.outfall_id,
         row_number() over (partition by m.outfall_id order by m.away_mm, m.distance_mm, m.route_id)::int,
         m.route_id, m.river_id, m.measure::bigint, m.away_mm::bigint, m.distance_mm::bigint,
         case when m.distance_mm >= 1 then case m.side when 1 then 'left' when -1 then 'right' end end,
         case when m.recorded is not null then coalesce(m.recorded = m.name, false) end
    from measured as m
   where m.away_mm <= m.tolerance;
end
$$;

comment on function atlas.link_candidates is
  'Routes within tolerance of outfalls, nearest water first: measure, distance to the water, offset to the route, bank, agreement of names.';
