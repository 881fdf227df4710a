-- register.plane_follows()
--
-- Row trigger for geometries written by hand (psql, QGIS): geom_m, the district's plane, follows geom vertex by vertex, rounded
-- to whole mm. The service writes both and is left alone; so is who writes both by hand.
--
-- note       the one place where the database computes a stored coordinate: without it the map showed the new place and every
--            figure the old one, and an edited lake broke its shore.
-- tested by  test/db/plane-follows.test.ts

create or replace function register.plane_follows()
returns trigger
language plpgsql
as $$
declare
  srid constant int := (select plane_srid from register.district where key = new.district);
begin
  new.geom_m := st_geomfromtext(st_astext(st_transform(new.geom, srid), 3));
  return new;
end
$$;

comment on function register.plane_follows is
  'Row trigger: where a geometry is written by hand its copy in the district''s plane follows, to whole mm.';
