-- tiles.function_zones(z, x, y)
--
-- Water function zones of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     name, target_class, measured_class; below zoom 12 merged.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.function_zones(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.line_tile('function_zones', 9, z, x, y) $$;

comment on function tiles.function_zones is 'Water function zones as Mapbox Vector Tile.';
