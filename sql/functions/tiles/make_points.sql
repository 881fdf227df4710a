-- tiles.make_points(layer_name, district_key)
--
-- Fills tiles.point with a layer of a district, in place of what was there.
--
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.make_points(layer_name text, district_key text)
returns void
language sql volatile
as $$
  delete from tiles.point where layer = layer_name and district = district_key;
  insert into tiles.point (layer, district, id, tags, rank, world_x, world_y, geom)
  select r.layer, r.district, r.id + d.number * 4294967296, jsonb_strip_nulls(r.tags), r.rank,
         floor((st_x(r.geom) / 360 + 0.5) * 1073741824 + 0.5), floor((0.5 - atanh(sind(st_y(r.geom))) / (2 * pi())) * 1073741824 + 0.5),
         st_transform(st_setsrid(r.geom, 4326), 3857)
    from tiles.point_row as r
    join register.district as d on d.key = r.district
   where r.layer = layer_name and r.district = district_key
$$;

comment on function tiles.make_points is 'Fills tiles.point with one layer of one district.';
