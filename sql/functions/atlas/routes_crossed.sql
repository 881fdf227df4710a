-- atlas.routes_crossed(district_key, from_place, to_place)
--
-- The rivers and lakes whose lines a straight way crosses: what lies beyond one is not on the same bank.
--
-- places     the district's plane, metres.
-- returns    a row per route crossed. A way that only begins or ends on a river's line does not cross it. The shore of a lake
--            is crossed when it is met twice, so a mouth that was recorded in the lake is not parted from its own bank.
-- index      register.route (line_m) gist.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.routes_crossed(district_key text, from_place geometry, to_place geometry)
returns table (river_id int)
language sql stable parallel safe rows 1
as $$
  select r.river_id
    from (select st_makeline(from_place, to_place) as line) as way
    -- the whole relation of two lines costs ten times their distance, and boxes of long rivers are everywhere
    join atlas.routes_at(district_key) as r on st_dwithin(r.line_m, way.line, 0.001)
   where case r.role when 'shore' then st_numgeometries(st_intersection(r.line_m, way.line)) > 1
              else st_crosses(r.line_m, way.line) end
$$;

comment on function atlas.routes_crossed is 'Rivers, by id, whose lines a straight way in the district plane crosses.';
