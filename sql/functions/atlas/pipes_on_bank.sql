-- atlas.pipes_on_bank(district_key, keys, places, within_m)
--
-- The nearest sanitary or combined pipe that a straight line from each of many places reaches without crossing water.
--
-- keys, places  as for atlas.nearest_each.
-- within_m   no farther than this, rounded distance inclusive.
-- returns    at most a row per place: the nearest point (plane, mm) and the distance in mm. Lowest id at a tie.
-- manner     pipes from the nearest on, until one is not across: what comes after it is not looked at.
-- index      that of foul pipes, sewer_pipe (geom_m) gist.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.pipes_on_bank(district_key text, keys int[], places geometry[], within_m double precision)
returns table (key int, pipe_id int, x double precision, y double precision, distance_mm bigint)
language sql stable parallel safe rows 1000
as $$
  select p.key, b.id, b.x, b.y, atlas.rounded(sqrt(b.d2))::bigint
    from unnest(keys, places) as p (key, place)
   cross join lateral (
         select c.*
           from (select s.id, n.x, n.y, n.d2
                   from register.sewer_pipe as s
                  cross join lateral atlas.nearest_on(s.geom_m, atlas.rounded(st_x(p.place) * 1000),
                                                      atlas.rounded(st_y(p.place) * 1000)) as n
                  where s.district = district_key and s.kind in ('sanitary', 'combined')
                    and st_dwithin(s.geom_m, p.place, within_m + 0.002) and atlas.rounded(sqrt(n.d2)) <= within_m * 1000
                  order by n.d2, s.id
                 offset 0) as c -- a fence: the crossing is asked of one after another
          where not exists (select from atlas.routes_crossed(district_key, p.place, st_makepoint(c.x / 1000, c.y / 1000)))
          limit 1) as b
$$;

comment on function atlas.pipes_on_bank is
  'The nearest sanitary or combined pipe on the same bank as each of many places of the district plane: nearest point and straight distance in mm.';
