-- tiles.point_tile(layer_name, minzoom, thin_below, z, x, y, hidden)
--
-- A layer of points in one tile. Below zoom thin_below the first of each cell by rank, then id, stands for all of the
-- cell in its district; count says for how many.
--
-- hidden     attributes that this zoom does not carry.
-- returns    a Mapbox Vector Tile (extent 4096, buffer 64); empty bytes where there is nothing.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.point_tile(
  layer_name text, minzoom integer, thin_below integer, z integer, x integer, y integer, hidden text[] default '{}'
)
returns bytea
language plpgsql volatile
security definer set search_path = public, pg_catalog, pg_temp
as $$
declare
  -- world units of a tile unit, and tile units of a cell, as powers of two
  unit constant integer := 18 - z;
  cell constant integer := case when z < 12 then 8 else 7 end;
  half constant integer := case when z < 18 then 1 << (17 - z) else 0 end;
begin
  if not tiles.is_shown(minzoom, z, x, y) then return ''; end if;
  perform tiles.refresh(layer_name);
  return (
    with
    near as (
      -- every cell that the buffer meets, whole: a cell is up to 256 units wide
      select p.*, row_number() over one_cell as place, count(*) over (partition by c.cell) as standing_for
        from tiles.point as p
       cross join lateral (
             select case when z < thin_below
                         then array[p.district, ((p.world_x + half) >> unit >> cell)::text, ((p.world_y + half) >> unit >> cell)::text]
                         else array[p.district, p.id::text] end as cell) as c
       where p.layer = layer_name and p.geom && st_tileenvelope(z, x, y, margin => 328.0 / 4096)
      window one_cell as (partition by c.cell order by p.rank, p.id)
    )
    select coalesce(st_asmvt(f, layer_name, 4096, 'geom', 'id'), '')
      from (
        select n.id, n.tags - hidden || case when thin_below > 0 then jsonb_build_object('count', n.standing_for) else '{}' end as tags,
               st_asmvtgeom(n.geom, st_tileenvelope(z, x, y), 4096, 64, true) as geom
          from near as n
         where n.place = 1
         order by n.id) as f
     where f.geom is not null);
end
$$;

comment on function tiles.point_tile is 'A layer of points in one tile, as Mapbox Vector Tile; far out the first of each cell with a count.';
