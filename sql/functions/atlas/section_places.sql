-- atlas.section_places(district_key, only_river)
--
-- Where monitoring sections sit on the rivers: atlas.river_places.
--
-- returns    route, measure and offset in mm.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.section_places(district_key text, only_river int default null)
returns table (section_id int, route_id int, measure_mm bigint, offset_mm bigint)
language sql stable parallel safe rows 100
as $$
  select p.item_id, p.route_id, p.measure_mm, p.offset_mm from atlas.river_places(district_key, 'section', only_river) as p
$$;

comment on function atlas.section_places is
  'Route, measure and offset (mm) of monitoring sections: on the river they name, else on the nearest one within the link tolerance.';
