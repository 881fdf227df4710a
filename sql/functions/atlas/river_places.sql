-- atlas.river_places(district_key, kind, only_river)
--
-- Where monitoring sections or water intakes sit on the rivers.
--
-- One that names a river sits on that river's nearest route, at most 500 m off; one that names none (or a name that several
-- bear) on the nearest route of any river within the district's link tolerance. What lies farther off sits nowhere.
--
-- kind       section or intake.
-- returns    route, measure and offset in mm. Lower measure, then lower route at a tie.
-- index      register.route (line_m) gist.
-- tested by  test/oracle/surroundings.test.ts, test/oracle/trace.test.ts

create or replace function atlas.river_places(district_key text, kind text, only_river int default null)
returns table (item_id int, route_id int, measure_mm bigint, offset_mm bigint)
language sql stable parallel safe rows 100
as $$
  with
  item as (
    select s.id, s.geom_m, s.river from register.section as s where s.district = district_key and kind = 'section'
     union all
    select i.id, i.geom_m, i.river from register.intake as i where i.district = district_key and kind = 'intake'
  ),
  -- read once: before the tables have statistics the words were looked for anew for every item
  word as materialized (select w.word, w.river_id from atlas.river_words as w where w.district = district_key),
  named as (
    select s.id, s.geom_m, coalesce(k.river_id, n.river_id) as river_id
      from item as s
      left join word as k on k.word = s.river
      left join word as n on n.word = atlas.plain_name(s.river)
  ),
  placed as (
    select distinct on (s.id) s.id, r.id as route_id, r.river_id, n.measure::bigint, n.distance_mm::bigint
      from named as s
     cross join (select d.link_tolerance_m from register.district as d where d.key = district_key) as place
      join atlas.routes_at(district_key) as r
        on st_dwithin(r.line_m, s.geom_m, 0.002 + case when s.river_id is null then place.link_tolerance_m else 500 end)
       and r.river_id = coalesce(s.river_id, r.river_id)
     cross join lateral atlas.line_vertices(r.line_m) as v
     cross join lateral atlas.nearest_on_route(v.x, v.y, v.m, false, atlas.rounded(st_x(s.geom_m) * 1000),
                                               atlas.rounded(st_y(s.geom_m) * 1000), 0, r.length_mm) as n
     where coalesce(s.river_id = only_river, true)
       and n.distance_mm <= case when s.river_id is null then place.link_tolerance_m * 1000 else 500000 end
     order by s.id, n.distance_mm, n.measure, r.id
  )
  select p.id, p.route_id, p.measure, p.distance_mm
    from placed as p
   where p.river_id = coalesce(only_river, p.river_id)
$$;

comment on function atlas.river_places is
  'Route, measure and offset (mm) of monitoring sections or intakes: on the river they name, else on the nearest one within the link tolerance.';
