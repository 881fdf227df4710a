-- tiles.manholes(z, x, y)
--
-- Manholes of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     kind.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.manholes(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.point_tile('manholes', 14, 0, z, x, y) $$;

comment on function tiles.manholes is 'Manholes as Mapbox Vector Tile.';
