-- tiles.rivers(z, x, y)
--
-- Rivers, one feature per route of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     river_id, name, latin from zoom 12, level, role; below zoom 12 merged.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.rivers(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.line_tile('rivers', 6, z, x, y, case when z < 12 then '{latin}'::text[] else '{}' end) $$;

comment on function tiles.rivers is 'Rivers, one feature per route as Mapbox Vector Tile.';
