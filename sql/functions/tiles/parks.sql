-- tiles.parks(z, x, y)
--
-- Industrial parks of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     name, level.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.parks(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.area_tile('parks', 9, z, x, y) $$;

comment on function tiles.parks is 'Industrial parks as Mapbox Vector Tile.';
