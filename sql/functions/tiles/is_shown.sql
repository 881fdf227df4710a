-- tiles.is_shown(minzoom, z, x, y)
--
-- Whether a layer that begins at minzoom has anything to show in a tile that exists.
--
-- raises     feature_not_supported where PostGIS was built without vector tiles (the embedded database): the service's own
--            tiles are there for it.
-- tested by  test/db/postgres/tile-functions.test.ts, test/db/embedded/guard.test.ts

create or replace function tiles.is_shown(minzoom integer, z integer, x integer, y integer)
returns boolean
language plpgsql stable
set search_path = public, pg_catalog, pg_temp
as $$
begin
  if postgis_libprotobuf_version() is null or postgis_libprotobuf_version() = '' then
    raise exception 'This database''s PostGIS makes no vector tiles; take them from the service at /tiles.'
      using errcode = 'feature_not_supported';
  end if;
  return z between minzoom and 16 and x >= 0 and y >= 0 and x < 2 ^ z and y < 2 ^ z;
end
$$;

comment on function tiles.is_shown is 'Whether a layer from minzoom to 16 shows anything in the tile z/x/y.';
