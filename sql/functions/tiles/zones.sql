-- tiles.zones(z, x, y)
--
-- Protected zones of every day of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     name, kind, level, part, valid_from, valid_to.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.zones(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.area_tile('zones', 9, z, x, y) $$;

comment on function tiles.zones is 'Protected zones of every day as Mapbox Vector Tile.';
