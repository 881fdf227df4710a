-- atlas.route_towns(district_key)
--
-- Each route cut by towns: the twin of register.route_town.
--
-- A metre on a line between towns belongs to the touching town with the lowest key, before outside.
--
-- returns    ranges in mm that together are each route; town_id null is outside every town. Neighbours differ in town.
-- index      register.route (line_m) gist.
-- tested by  test/oracle/route-towns.test.ts

create or replace function atlas.route_towns(district_key text)
returns table (route_id int, from_mm bigint, to_mm bigint, town_id int)
language sql stable parallel safe
as $$
  with
  inside as materialized (
    select r.id as route_id, t.id as town_id, t.key collate "C" as key,
           coalesce(atlas.route_inside(r.line_m, t.geom_m), '{}') as here
      from register.route as r
      join register.town as t on t.district = r.district and r.line_m && t.geom_m
     where r.district = district_key
  ),
  first_come as (
    select route_id, town_id,
           here - coalesce(range_agg(here) over (partition by route_id order by key
                                                 rows between unbounded preceding and 1 preceding), '{}') as here
      from inside
  ),
  outside as (
    select r.id as route_id, null::int as town_id,
           int8multirange(int8range(0, r.length_mm)) - coalesce(range_agg(i.here), '{}') as here
      from register.route as r
      left join inside as i on i.route_id = r.id
     where r.district = district_key
     group by r.id, r.length_mm
  )
  select p.route_id, lower(s), upper(s), p.town_id
    from (select * from first_come union all select * from outside) as p
   cross join unnest(p.here) as s
   order by p.route_id, lower(s)
$$;

comment on function atlas.route_towns is
  'Routes cut by towns: ranges in mm with their town, null outside; what lies on a line belongs to the town with the lowest key.';
