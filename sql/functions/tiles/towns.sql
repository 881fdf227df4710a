-- tiles.towns(z, x, y)
--
-- Towns of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     name, latin from zoom 12, key, tint 0 to 4.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.towns(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.area_tile('towns', 6, z, x, y, case when z < 12 then '{latin}'::text[] else '{}' end) $$;

comment on function tiles.towns is 'Towns as Mapbox Vector Tile.';
