-- atlas.paying_towns(district_key)
--
-- Towns along routes as they pay (coverage.md, "Towns"): a stretch under 100 m between two of one other town, which flips along the
-- line they share, is half of each: its first half is the town before's, an odd millimetre goes to the lower key.
--
-- returns    ranges in mm in order along each route, town_id null outside every town; shared: half of such a stretch.
-- tested by  test/oracle/coverage-by.test.ts

create or replace function atlas.paying_towns(district_key text)
returns table (route_id int, from_mm bigint, to_mm bigint, town_id int, shared boolean)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables
as $$
  with
  stretch as (
    select t.route_id, t.from_mm, t.to_mm, t.to_mm - t.from_mm as length, t.town_id, w.key,
           lag(t.town_id) over along as before, lag(w.key) over along as before_key, lead(t.town_id) over along as after
      from register.route_town as t
      left join register.town as w on w.district = t.district and w.id = t.town_id
     where t.district = district_key
    window along as (partition by t.route_id order by t.from_mm)
  ),
  told as (select *, coalesce(length < 100000 and before = after and town_id is not null, false) as flips from stretch),
  halved as (
    select *, from_mm + length / 2 + case when before_key collate "C" < key then length % 2 else 0 end as middle from told where flips
  )
  select route_id, from_mm, to_mm, town_id, false from told where not flips
  union all
  select route_id, from_mm, middle, before, true from halved where middle > from_mm
  union all
  select route_id, middle, to_mm, town_id, true from halved
   order by 1, 2
$$;

comment on function atlas.paying_towns is
  'Routes cut by the towns that pay: short stretches that flip along a shared line are half of each town.';
