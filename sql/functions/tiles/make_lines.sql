-- tiles.make_lines(layer_name, district_key)
--
-- Fills tiles.line with a layer of a district, in place of what was there, each line with what its class has alike.
--
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.make_lines(layer_name text, district_key text)
returns void
language sql volatile
as $$
  delete from tiles.line where layer = layer_name and district = district_key;
  with
  feature as materialized (
    select r.id, r.apart, jsonb_strip_nulls(r.tags) as tags, st_transform(st_setsrid(r.geom, 4326), 3857) as geom
      from tiles.line_row as r
     where r.layer = layer_name and r.district = district_key
  ),
  size as (select f.apart, count(*) as lines from feature as f where f.apart is not null group by f.apart),
  alike as (
    select f.apart, t.key, t.value
      from feature as f
      join size as s on s.apart = f.apart
     cross join lateral jsonb_each(f.tags) as t
     group by f.apart, s.lines, t.key, t.value
    having count(*) = s.lines
  ),
  class as (select a.apart, jsonb_object_agg(a.key, a.value) as tags from alike as a group by a.apart)
  insert into tiles.line (layer, district, id, tags, class, geom, geom_14, geom_12, geom_10)
  select layer_name, district_key, f.id + d.number * 4294967296, f.tags,
         case when f.apart is not null then coalesce(c.tags, '{}') end, f.geom,
         tiles.generalised(f.geom, 14), tiles.generalised(f.geom, 12), tiles.generalised(f.geom, 10)
    from feature as f
    join register.district as d on d.key = district_key
    left join class as c on c.apart = f.apart
$$;

comment on function tiles.make_lines is 'Fills tiles.line with one layer of one district.';
