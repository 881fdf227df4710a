-- tiles.dot(geom, whole, z, x, y)
--
-- A line too short to be drawn in a tile as the shortest that can be: one unit to the east. ST_AsMVTGeom leaves it out, and
-- one that its zoom shows as there and back, as an island's shore.
--
-- geom       EPSG:3857; null for a ring of line that its zoom leaves nothing of.
-- whole      the same with all its vertices.
-- returns    tile coordinates, in the SRID of the others; null where the line is neither of these or not in the buffered tile.
-- tested by  test/db/postgres/tile-lines.test.ts

create or replace function tiles.dot(geom geometry, whole geometry, z integer, x integer, y integer)
returns geometry
language sql immutable parallel safe
as $$
  select st_makeline(st_point(p.x, p.y, 3857), st_point(p.x + 1, p.y, 3857))
    from (select 40075016.6856 / 2 ^ z / 4096 as side, st_tileenvelope(z, x, y) as box, st_pointn(st_geometryn(whole, 1), 1) as start) as u
   cross join lateral (
         select round((st_x(u.start) - st_xmin(u.box)) / u.side) as x, round((st_ymax(u.box) - st_y(u.start)) / u.side) as y) as p
   where (geom is null or greatest(st_xmax(geom) - st_xmin(geom), st_ymax(geom) - st_ymin(geom)) < u.side
          or (st_npoints(geom) < 4 and st_distance(st_startpoint(geom), st_endpoint(geom)) < u.side))
     and p.x between -64 and 4159 and p.y between -64 and 4160
$$;

comment on function tiles.dot is 'A line too short for a tile as one unit of it; null for longer ones and outside the tile.';
