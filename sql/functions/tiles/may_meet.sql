-- tiles.may_meet(layer_name, district_key, near)
--
-- Whether stretches of a district's rivers may lie in a box, as they stand or as the layer has them from an older version:
-- no line of coverage or gaps leaves the box of its route.
--
-- near       box in EPSG:3857.
-- index      line_geom, route_pkey
-- tested by  test/db/postgres/tile-refresh.test.ts

create or replace function tiles.may_meet(layer_name text, district_key text, near geometry)
returns boolean
language sql stable
as $$
  select exists (select from tiles.line as l where l.layer = layer_name and l.district = district_key and l.geom && near)
      or exists (select from register.route as r where r.district = district_key and r.geom && tiles.degrees_box(near))
$$;

comment on function tiles.may_meet is 'Whether a district''s stretches of river in a layer may lie in a box, as they are or as they were made.';
