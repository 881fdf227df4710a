-- tiles.speck(whole, z, x, y)
--
-- An area too narrow to be drawn in a tile as the smallest that can be: half a unit. ST_AsMVTGeom leaves it out.
--
-- whole      EPSG:3857, with all its vertices.
-- returns    tile coordinates, in the SRID of the others; null where the area does not reach the buffered tile, or by less than two units.
-- tested by  test/db/postgres/tile-narrow.test.ts

create or replace function tiles.speck(whole geometry, z integer, x integer, y integer)
returns geometry
language sql immutable parallel safe
as $$
  select st_makepolygon(st_makeline(array[st_point(p.x, p.y, 3857), st_point(p.x, p.y + 1, 3857),
                                          st_point(p.x + 1, p.y + 1, 3857), st_point(p.x, p.y, 3857)]))
    from (select 40075016.6856 / 2 ^ z / 4096 as side, st_tileenvelope(z, x, y) as box,
                 st_pointn(st_exteriorring(st_geometryn(st_collectionextract(
                   st_clipbybox2d(whole, st_tileenvelope(z, x, y, margin => 62.0 / 4096)), 3), 1)), 1) as start) as u
   cross join lateral (
         select round((st_x(u.start) - st_xmin(u.box)) / u.side) as x, round((st_ymax(u.box) - st_y(u.start)) / u.side) as y) as p
   where not st_isempty(u.start)
$$;

comment on function tiles.speck is 'An area too narrow for a tile as half a unit of it; null outside the tile.';
