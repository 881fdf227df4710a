-- tiles.sewers(z, x, y)
--
-- Sewers of all districts in one tile, with the ids and attributes of the service's tiles.
--
-- fields     kind, flow (1 as drawn, -1 against it), size from zoom 16.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.sewers(z integer, x integer, y integer)
returns bytea
language sql volatile
as $$ select tiles.line_tile('sewers', 14, z, x, y, case when z < 16 then '{size}'::text[] else '{}' end) $$;

comment on function tiles.sewers is 'Sewers as Mapbox Vector Tile.';
