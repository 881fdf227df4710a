-- tiles.coverage(z, x, y)
--
-- Surveyed stretches of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     route_id, river_id, level, mode, state, from_m, to_m; below zoom 12 merged.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.coverage(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.line_tile('coverage', 9, z, x, y) $$;

comment on function tiles.coverage is 'Surveyed stretches as Mapbox Vector Tile.';
