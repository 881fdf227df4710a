-- tiles.line_tile(layer_name, minzoom, z, x, y, hidden)
--
-- A layer of lines in one tile. Below zoom 12 the lines of a class are one feature without id; merged counts them. No line
-- is too short to be there: a gap of half a metre is one too.
--
-- hidden     attributes that this zoom does not carry.
-- returns    a Mapbox Vector Tile (extent 4096, buffer 64); empty bytes where there is nothing.
-- tested by  test/db/postgres/tile-functions.test.ts, test/db/postgres/tile-lines.test.ts

create or replace function tiles.line_tile(
  layer_name text, minzoom integer, z integer, x integer, y integer, hidden text[] default '{}'
)
returns bytea
language plpgsql volatile
security definer set search_path = public, pg_catalog, pg_temp
as $$
begin
  if not tiles.is_shown(minzoom, z, x, y) then return ''; end if;
  perform tiles.refresh(layer_name, st_tileenvelope(z, x, y, margin => 64.0 / 4096));
  return (
    with
    drawn as (
      select l.district, l.id, l.tags - hidden as tags, l.class - hidden as class,
             coalesce(st_asmvtgeom(s.geom, st_tileenvelope(z, x, y), 4096, 64, true),
                      tiles.dot(s.geom, l.geom, z, x, y)) as geom
        from tiles.line as l
       cross join lateral (
             select case when z > 14 then l.geom when z > 12 then l.geom_14 when z > 10 then l.geom_12 else l.geom_10 end as geom) as g
       cross join lateral (select tiles.generalised(g.geom, z) as geom) as s
       where l.layer = layer_name and l.geom && st_tileenvelope(z, x, y, margin => 64.0 / 4096)
    ),
    feature as (
      select d.id, d.tags, d.geom from drawn as d where d.geom is not null and (z >= 12 or d.class is null)
      union all
      select null, d.class || jsonb_build_object('merged', count(*)), st_collectionextract(st_collect(d.geom), 2)
        from drawn as d
       where d.geom is not null and z < 12 and d.class is not null
       group by d.district, d.class
    )
    select coalesce(st_asmvt(f, layer_name, 4096, 'geom', 'id'), '') from (select * from feature order by id) as f);
end
$$;

comment on function tiles.line_tile is 'A layer of lines in one tile, as Mapbox Vector Tile; below zoom 12 merged by class.';
