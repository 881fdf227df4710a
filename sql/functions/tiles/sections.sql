-- tiles.sections(z, x, y)
--
-- Monitoring sections of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     name, code, level, target_class.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.sections(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.point_tile('sections', 9, 0, z, x, y) $$;

comment on function tiles.sections is 'Monitoring sections as Mapbox Vector Tile.';
