-- atlas.waters_crossed(district_key, from_place, to_place)
--
-- The rivers and lakes that a straight way crosses: what lies on it is not on the same bank.
--
-- places     the district's plane, metres.
-- returns    names (else key, else # and id) in their order, without repetition; empty where none is crossed. A way that only
--            begins or ends on a river's line does not cross it. The shore of a lake is crossed when it is met twice, so a
--            mouth that was recorded in the lake is not parted from its own bank.
-- index      register.route (line_m) gist.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.waters_crossed(district_key text, from_place geometry, to_place geometry)
returns text[]
language sql stable parallel safe
as $$
  select coalesce(array_agg(distinct coalesce(v.name, v.key, '#' || v.id) collate "C"), '{}')
    from (select st_makeline(from_place, to_place) as line) as way
    join atlas.routes_at(district_key) as r on r.line_m && way.line
    join register.river as v on v.district = district_key and v.id = r.river_id
   where case r.role when 'shore' then st_numgeometries(st_intersection(r.line_m, way.line)) > 1
              else st_crosses(r.line_m, way.line) end
$$;

comment on function atlas.waters_crossed is
  'Names of the rivers and lakes that a straight way in the district plane crosses; empty where it crosses none.';
