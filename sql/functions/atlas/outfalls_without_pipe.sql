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
  word as materialized (
    select w.word, w.outfall_id from atlas.outfall_words as w where w.district = district_key and w.outfall_id is not null
  ),
  named as materialized (
    select distinct w.outfall_id
      from register.sewer_pipe as p
      join word as w on w.word = p.outfall
     where p.district = district_key
  ),
  bare as materialized (
    select o.id, o.geom_m
      from register.outfall as o
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
  )
  select b.id, case when b.geom_m is null then 'no_position' end, n.id, n.distance_mm
    from bare as b
    left join atlas.nearest_each('sewer_pipe', district_key, (select array_agg(k.id order by k.id) from bare as k),
                                 (select array_agg(k.geom_m order by k.id) from bare as k)) as n on n.key = b.id
   order by b.id
$$;

comment on function atlas.outfalls_without_pipe is
  'Outfalls that no sewer pipe names and none begins or ends within within_m of, with the nearest pipe and its distance in mm.';
