-- tiles.intakes(z, x, y)
--
-- Water intakes of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     name, level.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.intakes(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.point_tile('intakes', 9, 0, z, x, y) $$;

comment on function tiles.intakes is 'Water intakes as Mapbox Vector Tile.';
