-- tiles.range_id(route_id, mode, place)
--
-- The id of a stretch of coverage or of a gap: an edit of one river leaves those of the others.
--
-- place      from 1 along the route, in its mode.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.range_id(route_id integer, mode text, place bigint)
returns bigint
language sql immutable parallel safe
as $$ select route_id * 4096::bigint + case mode when 'under_water' then 2048 else 0 end + place - 1 $$;

comment on function tiles.range_id is 'Row id of the place-th stretch of a route in a mode.';
