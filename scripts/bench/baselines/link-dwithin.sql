-- Every outfall to its nearest route within 50 m, as one set join: the fastest form found in SQL (performance.md 1).
select count(*)::int as linked, sum(m) as measure_m
  from (select distinct on (o.id) o.id, st_linelocatepoint(r.geom, o.geom) * r.len as m
          from link_outfall o
          join link_route r on st_dwithin(r.geom, o.geom, 50)
         order by o.id, st_distance(r.geom, o.geom), r.id) q
