-- atlas.report_group(district_key, per, as_of)
--
-- The rows of a report grouped by district, river, town or level, in their order, and which river and town falls where.
--
-- per        district | river | town | level.
-- returns    place (the order of the report, one per row), key, name, and the river and town that belong to the row: null means any,
--            outside = true means the town is null. Every town and river has a row, also without length; `outside`
--            and levels have one only when some route is there.
--              river   the register's key, or # and the id where it has none
--              level   municipal, district, town, village, then unknown
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.report_group(district_key text, per text, as_of date default null)
returns table (place bigint, key text, name text, river_id int, town_id int, outside boolean)
language sql stable parallel safe
as $$
  select 1, d.key, d.name, null::int, null::int, false
    from register.district as d
   where per = 'district' and d.key = district_key
  union all
  select r.id, coalesce(r.key, '#' || r.id), r.name, r.id, null, false
    from register.river as r
   where per = 'river' and r.district = district_key
  union all
  select t.id, t.key, t.name, null, t.id, false
    from register.town as t
   where per = 'town' and t.district = district_key
  union all
  select 4294967296, 'outside', 'outside', null, null, true
   where per = 'town' and exists (
         select from register.route_town as t
          where t.district = district_key and t.town_id is null
            and t.route_id in (select id from atlas.routes_at(district_key, as_of)))
  union all
  select coalesce(array_position('{municipal,district,town,village}', r.level), 5),
         coalesce(r.level, 'unknown'), coalesce(r.level, 'unknown'), r.id, null, false
    from register.river as r
   where per = 'level' and r.district = district_key
     and exists (select from atlas.routes_at(district_key, as_of) as route where route.river_id = r.id)
$$;

comment on function atlas.report_group is
  'Rows of a report per district, river, town or level: their order, key and name, and the river or town that falls into each.';
