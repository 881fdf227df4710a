-- atlas.waters_crossed(district_key, from_place, to_place)
--
-- The names of the rivers and lakes that a straight way crosses (atlas.routes_crossed).
--
-- places     the district's plane, metres.
-- returns    one row: names (else key, else # and id) in their order, without repetition; empty where none is crossed.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.waters_crossed(district_key text, from_place geometry, to_place geometry)
returns table (crossed text[])
language sql stable parallel safe rows 1
as $$
  select coalesce(array_agg(distinct coalesce(v.name, v.key, '#' || v.id) collate "C"), '{}')
    from atlas.routes_crossed(district_key, from_place, to_place) as c
    join register.river as v on v.district = district_key and v.id = c.river_id
$$;

comment on function atlas.waters_crossed is
  'Names of the rivers and lakes that a straight way in the district plane crosses; empty where it crosses none.';
