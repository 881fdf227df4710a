-- atlas.shown_towns(district_key)
--
-- The town each stretch of river is worked with: its own, or the town before it where it is short and flips along a shared line.
--
--   lies in   |------ a ------| b |a| b |------ a ------|
--   shown     |--------------------- a ------------------|   the b are shared
--
-- returns    ranges in mm that together are each route, as register.route_town cuts it. town_id is the town shown, own_town_id
--            the one it lies in; null is outside. A stretch is shared (they differ) when it is under 100 m, between two
--            stretches of one town, and the one before it is not shown as outside.
-- tested by  test/report/gaps.test.ts

create or replace function atlas.shown_towns(district_key text)
returns table (route_id int, from_mm bigint, to_mm bigint, town_id int, own_town_id int)
language sql stable parallel safe
as $$
  with
  stretch as (
    select t.route_id, t.from_mm, t.to_mm, t.town_id,
           lag(t.route_id) over along is not null as has_before, lag(t.town_id) over along as before,
           t.to_mm - t.from_mm < 100000 and lag(t.route_id) over along is not null and lead(t.route_id) over along is not null
             and lag(t.town_id) over along is not distinct from lead(t.town_id) over along as flips
      from register.route_town as t
     where t.district = district_key
    window along as (partition by t.route_id order by t.from_mm)
  ),
  -- a stretch stays with its own town when it does not flip, or what is before it is outside and does not flip either
  anchored as (
    select s.*, not flips or (before is null and not lag(flips) over (partition by s.route_id order by s.from_mm)) as stays
      from stretch as s
  ),
  run as (
    select a.*, count(*) filter (where stays) over (partition by a.route_id order by a.from_mm) as n from anchored as a
  )
  select r.route_id, r.from_mm, r.to_mm, first_value(r.town_id) over (partition by r.route_id, r.n order by r.from_mm), r.town_id
    from run as r
$$;

comment on function atlas.shown_towns is
  'Routes cut by towns with the town each stretch is worked with: short stretches that flip along a shared line go with the town before.';
