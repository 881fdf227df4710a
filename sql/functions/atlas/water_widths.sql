-- atlas.water_widths(district_key)
--
-- How wide each river polygon is: its area by the length of its river's routes inside it.
--
-- returns    one row per river polygon with routes of its river inside; whole mm, holes left out of area and length.
-- tested by  test/oracle/route-towns.test.ts

create or replace function atlas.water_widths(district_key text)
returns table (water_body_id int, width_mm bigint)
language sql stable parallel safe
as $$
  select w.id, atlas.rounded(st_area(w.geom_m) * 1000000 / sum(atlas.multirange_mm(atlas.route_inside(r.line_m, w.geom_m))))::bigint
    from register.water_body as w
    join register.route as r on r.district = w.district and r.river_id = w.river_id and r.line_m && w.geom_m
   where w.district = district_key and w.kind = 'river'
   group by w.district, w.id, w.geom_m
  having sum(atlas.multirange_mm(atlas.route_inside(r.line_m, w.geom_m))) > 0
   order by w.id
$$;

comment on function atlas.water_widths is 'Width of each river polygon in mm: area divided by the length of its river''s routes inside it.';
