-- The textbook: buffer every track by the tolerance once, index the buffers, cut the rivers with them, unite what was cut.
-- It also counts every crossing and every mouth of a side canal. Better it, and the ratio falls.
drop table if exists baseline.track_buffer, baseline.buffer_coverage;
create table baseline.track_buffer as
  select id, mode, st_buffer(geom, 25) as geom from baseline.track;
create index on baseline.track_buffer using gist (geom);
analyze baseline.track_buffer;
create table baseline.buffer_coverage as
  select r.id as route_id, t.mode, st_union(st_intersection(r.geom, t.geom)) as geom
    from baseline.reach as r
    join baseline.track_buffer as t on st_intersects(r.geom, t.geom)
   group by r.id, t.mode;
