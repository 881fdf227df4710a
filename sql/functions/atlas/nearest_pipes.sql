-- atlas.nearest_pipes(district_key, keys, places, foul)
--
-- The sewer pipe that lies nearest to each of many places, in a straight line, and whether that line crosses water.
--
-- keys, places  as for atlas.nearest_each.
-- foul       only sanitary and combined pipes: those that sewage may be led into. A pipe of unknown kind is none of them.
-- returns    a row per place: the nearest point (plane, mm), distance in mm, names of the waters crossed. Lowest id at a tie.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.nearest_pipes(district_key text, keys int[], places geometry[], foul boolean default false)
returns table (key int, pipe_id int, x double precision, y double precision, distance_mm bigint, crossed text[])
language sql stable parallel safe rows 1000
as $$
  select n.key, n.id, n.x, n.y, n.distance_mm, w.crossed
    from atlas.nearest_each('sewer_pipe', district_key, keys, places,
                            case when foul then array['sanitary', 'combined'] end) as n
    join unnest(keys, places) as p (key, place) on p.key = n.key
   cross join lateral atlas.waters_crossed(district_key, p.place, st_makepoint(n.x / 1000, n.y / 1000)) as w
$$;

comment on function atlas.nearest_pipes is
  'The sewer pipe nearest to each of many places of the district plane: nearest point, straight distance in mm, waters crossed on the way.';
