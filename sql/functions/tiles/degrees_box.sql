-- tiles.degrees_box(box)
--
-- The box of degrees that a box of EPSG:3857 is, a metre wider all round. By formula: beyond the date line, where the margin
-- of a tile lies, ST_Transform comes back in at the other side.
--
-- returns    EPSG:4490; longitudes below -180 and above 180 stay so.
-- tested by  test/db/postgres/tile-refresh.test.ts

create or replace function tiles.degrees_box(box geometry)
returns geometry
language sql immutable parallel safe
as $$
  select st_makeenvelope(degrees((st_xmin(box) - 1) / 6378137), degrees(2 * atan(exp((st_ymin(box) - 1) / 6378137)) - pi() / 2),
                         degrees((st_xmax(box) + 1) / 6378137), degrees(2 * atan(exp((st_ymax(box) + 1) / 6378137)) - pi() / 2), 4490)
$$;

comment on function tiles.degrees_box is 'The box of degrees (EPSG:4490) that a box of EPSG:3857 is, a metre wider.';
