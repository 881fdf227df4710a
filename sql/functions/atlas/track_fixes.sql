-- atlas.track_fixes(district_key, track_id)
--
-- The fixes of a track in order, each with its local day.
--
-- returns    x and y in the district plane, whole millimetres; t, where the track has times, ms since 1970-01-01T00:00Z; day is
--            the local day of the fix (utc_offset_minutes of the district) where the track has times, else the track's date.
-- tested by  test/oracle/track-pieces.test.ts

create or replace function atlas.track_fixes(district_key text, track_id int)
returns table (seq int, day date, x double precision, y double precision, t double precision)
language sql stable parallel safe
as $$
  select p.path[1],
         case when t.has_time
              then date '1970-01-01' + floor((st_m(p.geom) + d.utc_offset_minutes * 60000) / 86400000)::int
              else t.date end,
         atlas.rounded(st_x(p.geom) * 1000),
         atlas.rounded(st_y(p.geom) * 1000),
         case when t.has_time then st_m(p.geom) end
    from register.survey_track as t
    join register.district as d on d.key = t.district
   cross join st_dumppoints(t.line_m) as p
   where t.district = district_key and t.id = track_id
   order by p.path[1]
$$;

comment on function atlas.track_fixes is 'Fixes of a track in order, with local day and plane coordinates in mm.';
