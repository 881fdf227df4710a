-- tiles.water_bodies(z, x, y)
--
-- Water bodies of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     name, latin from zoom 12, kind.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.water_bodies(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.area_tile('water_bodies', 6, z, x, y, case when z < 12 then '{latin}'::text[] else '{}' end) $$;

comment on function tiles.water_bodies is 'Water bodies as Mapbox Vector Tile.';
