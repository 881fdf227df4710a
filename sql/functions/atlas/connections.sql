-- atlas.connections(district_key, keys, places, within_m)
--
-- The sewer that each of many places would be led into: the nearest sanitary or combined pipe on the same bank within within_m;
-- where there is none, the nearest at all, with the waters that lie between.
--
-- keys, places  as for atlas.nearest_each.
-- returns    no row where no such pipe is loaded, else one per place. distance_mm is a straight line: a way along streets is longer.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.connections(district_key text, keys int[], places geometry[], within_m double precision default 500)
returns table (key int, pipe_id int, x double precision, y double precision, distance_mm bigint, crossed text[])
language sql stable parallel safe rows 1000
as $$
  select n.key, coalesce(s.pipe_id, n.pipe_id), coalesce(s.x, n.x), coalesce(s.y, n.y), coalesce(s.distance_mm, n.distance_mm),
         case when s.pipe_id is null then n.crossed else '{}' end
    from atlas.nearest_pipes(district_key, keys, places, true) as n
    join unnest(keys, places) as p (key, place) on p.key = n.key
    -- only where the nearest is across
    left join lateral atlas.pipe_on_bank(district_key, case when cardinality(n.crossed) > 0 then p.place end, within_m) as s on true
$$;

comment on function atlas.connections is
  'The sanitary or combined pipe to connect each of many places to: the nearest on its bank, else the nearest; straight distance in mm, waters crossed.';
