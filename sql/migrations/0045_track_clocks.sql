-- Copies of a track are looked for among tracks with as many fixes from and to the same moment that start beside it
-- (server/import/store/timed-copies.ts).

create index survey_track_clock on register.survey_track (
  district, st_m(st_startpoint(line_m)), st_m(st_endpoint(line_m)), st_npoints(line_m), st_x(st_startpoint(line_m))
) where has_time;
