-- atlas.link_candidates(district_key, only_outfall)
--
-- The routes an outfall may discharge to, nearest first.
--
-- A route is a candidate when its line is within link_tolerance_m of the district. Of a river with a water polygon within
-- that distance the nearest route (lowest id at a tie) is one too, however far its line is, and its distance is to the nearer
-- of polygon (0 inside) and line: a wide river is reached at its bank.
--
-- only_outfall  its id, or null for all.
-- returns    rank 1 first: by distance, offset, route id. offset_mm is always to the route; bank looks from the route's start
--            to its end, null under 1 mm and straight behind its ends; agrees = the recorded receiving water is the river's
--            name: exactly, or where no river of the district bears it, with 河 or 河道 left off on both sides (the first such river's;
--            rivers of one name share it); null where none is recorded.
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
  water as materialized (
    select atlas.plain_name(v.name) as name, atlas.name_stem(v.name) as stem, min(v.id) as first_id
      from register.river as v
     where v.district = district_key
     group by 1, 2
  ),
  stem as (select distinct on (w.stem) w.stem, w.name from water as w order by w.stem, w.first_id),
  outfall as materialized (
    select o.id, o.geom_m, d.link_tolerance_m * 1000 as tolerance, atlas.plain_name(o.receiving_water) as recorded,
           coalesce(same.name, alike.name) as water,
           atlas.rounded(st_x(o.geom_m) * 1000) as px, atlas.rounded(st_y(o.geom_m) * 1000) as py
      from register.outfall as o
      join register.district as d on d.key = o.district
      left join water as same on same.name = atlas.plain_name(o.receiving_water)
      left join stem as alike on alike.stem = atlas.name_stem(o.receiving_water)
     where o.district = district_key and o.id = coalesce(only_outfall, o.id) and o.geom_m is not null and o.merged_into is null
  ),
  -- PostGIS finds what is near, with a centimetre to spare; the exact tests come below
  body_near as materialized (
    select o.id as outfall_id, w.river_id, min(atlas.body_distance(e.ax, e.ay, e.bx, e.by, o.px, o.py)) as distance_mm
      from outfall as o
      join register.water_body as w
        on w.district = district_key and w.river_id is not null
       and st_dwithin(w.geom_m, o.geom_m, o.tolerance / 1000 + 0.01)
     cross join lateral atlas.polygon_edges(w.geom_m) as e
     group by o.id, w.river_id
  ),
  pair as materialized (
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
    select r.id as route_id, r.river_id, atlas.plain_name(v.name) as name, a.x, a.y, a.m
      from register.route as r
      join register.river as v on v.district = r.district and v.id = r.river_id
     cross join atlas.line_vertices(r.line_m) as a
     where r.district = district_key and r.id in (select p.route_id from pair as p)
  ),
  foot as materialized (
    select p.outfall_id, p.route_id, r.river_id, r.name, o.recorded, o.water, o.tolerance,
           f.measure, f.distance_mm as offset_mm, f.side,
           row_number() over (partition by p.outfall_id, r.river_id order by f.distance_mm, p.route_id) as of_river
      from pair as p
      join outfall as o on o.id = p.outfall_id
      join ruler as r on r.route_id = p.route_id
     cross join lateral atlas.nearest_on_route(
                  r.x, r.y, r.m, false, o.px, o.py, 0, r.m[cardinality(r.m)]) as f
  ),
  measured as (
    select f.*, least(f.offset_mm, b.distance_mm) as distance_mm
      from foot as f
      left join body_near as b on b.outfall_id = f.outfall_id and b.river_id = f.river_id and f.of_river = 1
  )
  select m.outfall_id,
         row_number() over (partition by m.outfall_id order by m.distance_mm, m.offset_mm, m.route_id)::int,
         m.route_id, m.river_id, m.measure::bigint, m.distance_mm::bigint, m.offset_mm::bigint,
         case when m.offset_mm >= 1 then case m.side when 1 then 'left' when -1 then 'right' end end,
         case when m.recorded is not null then coalesce(m.water = m.name, false) end
    from measured as m
   where m.distance_mm <= m.tolerance;
end
$$;

comment on function atlas.link_candidates is
  'Routes within tolerance of outfalls, nearest water first: measure, distance to the water, offset to the route, bank, agreement of names.';
