-- atlas.connection(district_key, place, within_m)
--
-- The sewer an outfall at a place would be led into: the nearest sanitary or combined pipe on the same bank within within_m; where
-- there is none, the nearest at all, with the waters that lie between.
--
-- place      the district's plane, metres.
-- returns    no row where no such pipe is loaded, else one. distance_mm is a straight line: a way along streets is longer.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.connection(district_key text, place geometry, within_m double precision default 500)
returns table (pipe_id int, x double precision, y double precision, distance_mm bigint, crossed text[])
language sql stable parallel safe rows 1
as $$
  select coalesce(s.pipe_id, n.pipe_id), coalesce(s.x, n.x), coalesce(s.y, n.y), coalesce(s.distance_mm, n.distance_mm),
         coalesce(s.crossed, n.crossed)
    from atlas.nearest_pipe(district_key, place, true) as n
    -- only where the nearest is across
    left join lateral atlas.nearest_pipe(district_key, case when cardinality(n.crossed) > 0 then place end, true, true, within_m) as s
      on true
$$;

comment on function atlas.connection is
  'The sanitary or combined pipe to connect a place to: the nearest on its bank, else the nearest; straight distance in mm, waters crossed.';
