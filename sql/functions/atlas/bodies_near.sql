-- atlas.bodies_near(district_key, track_id)
--
-- The water polygons around a track, as arrays of edges.
--
-- returns    edges (ax, ay) to (bx, by) of all rings and their rings' numbers, plane, whole mm; width_mm is null for lakes and ponds.
-- index      register.water_body (geom_m) gist.
-- tested by  test/oracle/track-ranges.test.ts

create or replace function atlas.bodies_near(district_key text, track_id int)
returns table (
  id int, river_id int, kind text, width_mm double precision,
  ax double precision[], ay double precision[], bx double precision[], by double precision[], ring int[]
)
language plpgsql stable parallel safe rows 20 -- plpgsql keeps the plan over many tracks
as $$
#variable_conflict use_column
begin
  return query
  select w.id, w.river_id, w.kind, w.width_mm::double precision, e.ax, e.ay, e.bx, e.by, e.ring
    from register.survey_track as t
    join register.water_body as w on w.district = t.district and w.river_id is not null
     -- a foot may lie as far from the track as the widest polygon reaches
     and w.geom_m && st_expand(t.line_m, 181 + coalesce(w.width_mm, 0) / 1000)
   cross join lateral atlas.polygon_edges(w.geom_m) as e
   where t.district = district_key and t.id = track_id;
end
$$;

comment on function atlas.bodies_near is 'Water polygons of rivers and lakes around a survey track, as arrays of edges in mm.';
