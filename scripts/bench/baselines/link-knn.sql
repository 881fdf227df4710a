-- Every outfall to its nearest route within 50 m, by index order: the usual KNN lateral.
select count(*)::int as linked, sum(m) as measure_m
  from (select o.id, st_linelocatepoint(k.geom, o.geom) * k.len as m
          from link_outfall o
         cross join lateral (select r.geom, r.len from link_route r order by r.geom <-> o.geom limit 1) k
         where st_dwithin(k.geom, o.geom, 50)) q
