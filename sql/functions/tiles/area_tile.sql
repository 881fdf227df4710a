-- tiles.area_tile(layer_name, minzoom, z, x, y, hidden)
--
-- A layer of polygons in one tile.
--
-- hidden     attributes that this zoom does not carry.
-- returns    a Mapbox Vector Tile (extent 4096, buffer 64); empty bytes where there is nothing.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.area_tile(
  layer_name text, minzoom integer, z integer, x integer, y integer, hidden text[] default '{}'
)
returns bytea
language plpgsql volatile
security definer set search_path = public, pg_catalog, pg_temp
as $$
begin
  if not tiles.is_shown(minzoom, z, x, y) then return ''; end if;
  perform tiles.refresh(layer_name);
  return (
    select coalesce(st_asmvt(f, layer_name, 4096, 'geom', 'id'), '')
      from (
        select a.id, a.tags - hidden as tags,
               -- what is too narrow for the generalised ring, and for units, is still shown
               coalesce(st_asmvtgeom(case when z > 14 then a.geom when z > 12 then a.geom_14 when z > 10 then a.geom_12 else a.geom_10 end,
                                     st_tileenvelope(z, x, y), 4096, 64, true),
                        st_asmvtgeom(a.geom, st_tileenvelope(z, x, y), 4096, 64, true),
                        tiles.speck(a.geom, z, x, y)) as geom
          from tiles.area as a
         where a.layer = layer_name and a.geom && st_tileenvelope(z, x, y, margin => 64.0 / 4096)
         order by a.id) as f
     where f.geom is not null);
end
$$;

comment on function tiles.area_tile is 'A layer of polygons in one tile, as Mapbox Vector Tile.';
