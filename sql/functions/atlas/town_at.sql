-- atlas.town_at(district_key, point)
--
-- The town that holds a point; on a line between towns the one with the lowest key.
--
-- point      the district's plane, metres.
-- returns    register.town.id, null outside every town.
-- tested by  test/oracle/links.test.ts

create or replace function atlas.town_at(district_key text, point geometry)
returns int
language sql stable parallel safe
as $$
  select t.id
    from register.town as t
   where t.district = district_key and st_intersects(t.geom_m, point)
   order by t.key collate "C"
   limit 1
$$;

comment on function atlas.town_at is 'Id of the town that holds a point of the district plane; on a line the town with the lowest key.';
