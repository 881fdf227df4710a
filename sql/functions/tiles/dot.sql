-- tiles.dot(geom, whole, z, x, y)
--
-- A line that ST_AsMVTGeom leaves out as the shortest that can be drawn in a tile: one unit to the east. It leaves out those
-- shorter than a unit, and loops that their zoom shows as there and back, as an island's shore.
--
-- geom       EPSG:3857; null for a ring of line that its zoom leaves nothing of.
-- whole      the same with all its vertices.
-- returns    tile coordinates, in the SRID of the others: where the line begins, of longer ones where they come into the tile;
--            null where that is not in the buffered tile, of longer ones by a unit.
-- tested by  test/db/postgres/tile-lines.test.ts, test/db/postgres/tile-narrow.test.ts

create or replace function tiles.dot(geom geometry, whole geometry, z integer, x integer, y integer)
returns geometry
language sql immutable parallel safe
as $$
  select st_makeline(st_point(p.x, p.y, 3857), st_point(p.x + 1, p.y, 3857))
    from (select 40075016.6856 / 2 ^ z / 4096 as side, st_tileenvelope(z, x, y) as box,
                 greatest(st_xmax(whole) - st_xmin(whole), st_ymax(whole) - st_ymin(whole)) as size) as u
   cross join lateral (
         select case when u.size < u.side then whole
                     else st_clipbybox2d(whole, st_tileenvelope(z, x, y, margin => 63.0 / 4096)) end as part) as l
   cross join lateral (select st_pointn(st_geometryn(st_collectionextract(l.part, 2), 1), 1) as start) as s
   cross join lateral (
         select round((st_x(s.start) - st_xmin(u.box)) / u.side) as x, round((st_ymax(u.box) - st_y(s.start)) / u.side) as y) as p
   where p.x between -64 and 4159 and p.y between -64 and 4160
$$;

comment on function tiles.dot is 'A line that tiles leave out as one unit of it; null outside the tile.';
