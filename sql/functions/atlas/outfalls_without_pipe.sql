-- atlas.outfalls_without_pipe(district_key, within_m)
--
-- Outfalls that no sewer pipe leads to: none names it, and none ends or begins within within_m of it.
--
-- returns    nothing while no pipe is loaded (atlas.layers_missing says so). reason: no_position where nobody located the outfall
--            and no pipe names it, so that it cannot be said. pipe_id: the nearest pipe, with the straight distance to it in mm.
--            Rejected outfalls and records merged into another are left out.
-- index      sewer_pipe (geom_m) gist.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.outfalls_without_pipe(district_key text, within_m double precision default 5)
returns table (outfall_id int, reason text, pipe_id int, distance_mm bigint)
language sql stable parallel safe rows 1000
as $$
  with
  named as materialized (
    select distinct w.outfall_id
      from register.sewer_pipe as p
      join atlas.outfall_words as w on w.district = p.district and w.word = p.outfall
     where p.district = district_key and w.outfall_id is not null
  )
  select o.id, case when o.geom_m is null then 'no_position' end, n.pipe_id, n.distance_mm
    from register.outfall as o
    left join lateral atlas.nearest_pipe(district_key, o.geom_m) as n on true
   where o.district = district_key and o.merged_into is null and o.status <> 'rejected'
     and exists (select from register.sewer_pipe as p where p.district = district_key)
     and not exists (select from named as m where m.outfall_id = o.id)
     and not exists (
           select from register.sewer_pipe as p
            cross join (values (0), (1)) as e (last)
            cross join lateral (select case e.last when 0 then st_startpoint(p.geom_m) else st_endpoint(p.geom_m) end as at) as f
            where p.district = district_key and st_dwithin(p.geom_m, o.geom_m, within_m + 0.002)
              and atlas.plane_distance(atlas.rounded(st_x(f.at) * 1000), atlas.rounded(st_y(f.at) * 1000),
                                       atlas.rounded(st_x(o.geom_m) * 1000), atlas.rounded(st_y(o.geom_m) * 1000)) <= within_m * 1000)
   order by o.id
$$;

comment on function atlas.outfalls_without_pipe is
  'Outfalls that no sewer pipe names and none begins or ends within within_m of, with the nearest pipe and its distance in mm.';
