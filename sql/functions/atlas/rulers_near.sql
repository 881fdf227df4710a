-- atlas.rulers_near(district_key, track_id)
--
-- The routes a track may count for, as arrays of vertices.
--
-- returns    x, y (plane) and m (from the start) in whole mm; reach_mm bounds how far a chord's middle may be from the line:
--            80 m, or the route's widest river polygon and 50 m. Cleaning moves a track's line by less than 100 m.
-- index      register.route (line_m) gist, by bounding boxes.
-- tested by  test/oracle/track-ranges.test.ts

create or replace function atlas.rulers_near(district_key text, track_id int)
returns table (
  route_id int, river_id int, role text, closed boolean, length double precision, reach_mm double precision,
  x double precision[], y double precision[], m double precision[]
)
language plpgsql stable parallel safe rows 50 -- plpgsql keeps the plan over many tracks
as $$
#variable_conflict use_column
begin
  return query
  with
  -- how far a chord's middle may be from a route's line, by river
  wide as materialized (
    select w.river_id, max(w.width_mm)::double precision as mm
      from register.water_body as w
     where w.district = district_key and w.kind = 'river'
     group by w.river_id
  )
  select r.id, r.river_id, r.role, r.closed, r.length_mm::double precision, greatest(80001, 50001 + wide.mm),
         v.x, v.y, v.m
    from register.survey_track as t
    join register.route as r
      on r.district = t.district
     and r.line_m && st_expand(t.line_m, greatest(80, 50 + (select max(mm) from wide) / 1000) + 101)
    left join wide on wide.river_id = r.river_id
   cross join atlas.line_vertices(r.line_m) as v
   where t.district = district_key and t.id = track_id;
end
$$;

comment on function atlas.rulers_near is 'Routes within reach of a survey track, with their vertices and measures as arrays in mm.';
