-- atlas.connections(district_key, keys, places, within_m)
--
-- The sewer that each of many places would be led into: the nearest sanitary or combined pipe on the same bank within within_m;
-- where there is none, the nearest at all, with the waters that lie between.
--
-- keys, places  as for atlas.nearest_each.
-- returns    no row where no such pipe is loaded, else two per place. subject foul_pipe: the nearest at all; connection: the one to
--            lead into. distance_mm is a straight line: a way along streets is longer.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.connections(district_key text, keys int[], places geometry[], within_m double precision default 500)
returns table (subject text, key int, pipe_id int, x double precision, y double precision, distance_mm bigint, crossed text[])
language sql stable parallel safe rows 1000
as $$
  with
  nearest as materialized (select * from atlas.nearest_pipes(district_key, keys, places, true)),
  -- only where the nearest is across
  across as materialized (
    select n.key, p.place
      from nearest as n
      join unnest(keys, places) as p (key, place) on p.key = n.key
     where cardinality(n.crossed) > 0
  ),
  same_bank as materialized (
    select b.*
      from atlas.pipes_on_bank(district_key, (select array_agg(a.key order by a.key) from across as a),
                               (select array_agg(a.place order by a.key) from across as a), within_m) as b
  )
  select 'foul_pipe', n.* from nearest as n
   union all
  select 'connection', n.key, coalesce(b.pipe_id, n.pipe_id), coalesce(b.x, n.x), coalesce(b.y, n.y),
         coalesce(b.distance_mm, n.distance_mm), case when b.pipe_id is null then n.crossed else '{}' end
    from nearest as n
    left join same_bank as b on b.key = n.key
$$;

comment on function atlas.connections is
  'Of each of many places the nearest sanitary or combined pipe, and the one to connect to: the nearest on its bank, else the nearest; straight distance in mm, waters crossed.';
