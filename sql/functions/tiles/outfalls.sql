-- tiles.outfalls(z, x, y)
--
-- Outfalls of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     code from zoom 14, name from 15, type, status, progress, link_status, rank, count.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.outfalls(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.point_tile('outfalls', 9, 14, z, x, y, case when z < 14 then '{code,name}'::text[] when z < 15 then '{name}' else '{}' end) $$;

comment on function tiles.outfalls is 'Outfalls as Mapbox Vector Tile.';
