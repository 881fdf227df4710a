-- tiles.make_areas(layer_name, district_key)
--
-- Fills tiles.area with a layer of a district, in place of what was there.
--
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.make_areas(layer_name text, district_key text)
returns void
language sql volatile
as $$
  delete from tiles.area where layer = layer_name and district = district_key;
  insert into tiles.area (layer, district, id, tags, geom, geom_14, geom_12, geom_10)
  select r.layer, r.district, r.id + d.number * 4294967296, jsonb_strip_nulls(r.tags), g.geom,
         tiles.generalised(g.geom, 14), tiles.generalised(g.geom, 12), tiles.generalised(g.geom, 10)
    from tiles.area_row as r
    join register.district as d on d.key = r.district
   cross join lateral (select st_transform(st_setsrid(r.geom, 4326), 3857) as geom) as g
   where r.layer = layer_name and r.district = district_key
$$;

comment on function tiles.make_areas is 'Fills tiles.area with one layer of one district.';
