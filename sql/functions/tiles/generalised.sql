-- tiles.generalised(geom, zoom)
--
-- A line or polygon as it is shown at a zoom: vertices less than a quarter of a pixel (of 256 to a tile) off the line left out.
--
-- geom       EPSG:3857.
-- returns    null for a ring of line that is all smaller than that; polygons keep what they can. From zoom 16 all of it.
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.generalised(geom geometry, zoom integer)
returns geometry
language sql immutable parallel safe
as $$ select case when zoom > 15 then geom else st_simplify(geom, 40075016.6856 / 2 ^ zoom / 1024, st_dimension(geom) = 2) end $$;

comment on function tiles.generalised is 'Geometry (EPSG:3857) without the vertices that a zoom does not show.';
