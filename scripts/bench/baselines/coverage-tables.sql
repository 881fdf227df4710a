-- The bench district's routes and tracks as the coverage baselines find them: the same rows, in the plane (EPSG:4549),
-- indexed. Run once per bench, not timed.
create schema if not exists baseline;
create table baseline.reach as
  select id, st_setsrid(st_force2d(line_m), 4549)::geometry(LineString, 4549) as geom, length_mm / 1000.0::double precision as length_m
    from register.route;
create table baseline.track as
  select id, mode, st_setsrid(st_force2d(line_m), 4549)::geometry(LineString, 4549) as geom
    from register.survey_track;
create index on baseline.reach using gist (geom);
create index on baseline.track using gist (geom);
vacuum analyze baseline.reach;
vacuum analyze baseline.track;
