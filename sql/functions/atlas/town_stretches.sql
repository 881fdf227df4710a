-- atlas.town_stretches(district_key, max_length_m)
--
-- What gap lists are made along: each town's stretches of river as shown, and the parts that numbers count.
--
-- max_length_m  no part is longer; 10 to 1 000 000.
-- returns    label is the river as numbers name it (the name, with the key where two rivers have it, the key where there is
--            none); parts how many equal parts the stretch has, before how many the river has before it, over its routes in the order of their seq,
--            which outlives their ids.
-- tested by  test/report/gaps.test.ts

create or replace function atlas.town_stretches(district_key text, max_length_m double precision)
returns table (
  label text, river text, river_id int, route_id int, town_id int, from_mm bigint, to_mm bigint, parts bigint, before bigint
)
language sql stable parallel safe
as $$
  with
  river as (
    select v.id, v.name, coalesce(v.key, '#' || v.id) as key, count(*) over (partition by v.name) as bearers
      from register.river as v where v.district = district_key
  ),
  joined as (
    select s.route_id, s.town_id, range_agg(int8range(s.from_mm, s.to_mm)) as here
      from atlas.shown_towns(district_key) as s
     group by s.route_id, s.town_id
  ),
  cut as (
    select r.river_id, r.seq, j.route_id, j.town_id, lower(h) as from_mm, upper(h) as to_mm,
           ceil((upper(h) - lower(h)) / floor(max_length_m * 1000 + 0.5)::numeric)::bigint as parts
      from joined as j
      join register.route as r on r.district = district_key and r.id = j.route_id
     cross join unnest(j.here) as h
  )
  select case when v.name is null then v.key when v.bearers > 1 then v.name || '(' || v.key || ')' else v.name end,
         v.name, c.river_id, c.route_id, c.town_id, c.from_mm, c.to_mm, c.parts,
         (sum(c.parts) over (partition by c.river_id order by c.seq, c.from_mm) - c.parts)::bigint
    from cut as c
    join river as v on v.id = c.river_id
$$;

comment on function atlas.town_stretches is
  'Stretches of river by the town they are worked with, in the fewest equal parts no longer than asked, counted along each river.';
