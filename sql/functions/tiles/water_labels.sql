-- tiles.water_labels(z, x, y)
--
-- A point inside each lake and pond that has a name, of all districts in one tile, with the ids and attributes of the
-- service's tiles.
--
-- fields     name, latin from zoom 12, kind.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.water_labels(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.point_tile('water_labels', 9, 0, z, x, y, case when z < 12 then '{latin}'::text[] else '{}' end) $$;

comment on function tiles.water_labels is 'Where lakes and ponds are named, as Mapbox Vector Tile.';
