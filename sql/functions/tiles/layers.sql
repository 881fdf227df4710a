-- tiles.layers()
--
-- The layers there are, and the table of schema register whose rows each is. Without a table it is made of derived rows.
--
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.layers()
returns table (layer text, form text, table_name text)
language sql immutable parallel safe
as $$
  values ('towns', 'area', 'town'), ('water_bodies', 'area', 'water_body'), ('parks', 'area', 'park'),
         ('zones', 'area', 'protected_zone'), ('service_areas', 'area', 'sewer_service_area'),
         ('rivers', 'line', null), ('coverage', 'line', null), ('gaps', 'line', null), ('function_zones', 'line', null),
         ('sewers', 'line', 'sewer_pipe'),
         ('outfalls', 'point', null), ('manholes', 'point', 'manhole'), ('sections', 'point', 'section'),
         ('intakes', 'point', 'intake'), ('water_labels', 'point', 'water_body')
$$;

comment on function tiles.layers is 'The tile layers, the form of their features, and the table each is made of; null: derived rows.';
