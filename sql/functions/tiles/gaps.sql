-- tiles.gaps(z, x, y)
--
-- Survey gaps of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     route_id, river_id, level, mode, state, from_m, to_m, length_m, town; below zoom 12 merged.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.gaps(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.line_tile('gaps', 6, z, x, y) $$;

comment on function tiles.gaps is 'Survey gaps as Mapbox Vector Tile.';
