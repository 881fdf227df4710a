-- tiles.service_areas(z, x, y)
--
-- Sewer service areas of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     name, plant.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.service_areas(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.area_tile('service_areas', 12, z, x, y) $$;

comment on function tiles.service_areas is 'Sewer service areas as Mapbox Vector Tile.';
