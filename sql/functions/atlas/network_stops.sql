-- atlas.network_stops(district_key)
--
-- The rivers as a network that water is followed in: routes cut at the places where they meet, of whatever river. A vertex that
-- two routes share joins them, also where both go on; so does an end of one within 1 mm of the line of another. Lines that cross
-- without a common vertex do not meet.
--
-- returns    the stops of each route in order of measure, its ends among them; stops of equal node are one place in the
--            water (node is the lowest stop of them). stop counts from 1 over all routes.
-- index      register.route (line_m) gist, for the ends that touch.
-- tested by  test/oracle/trace.test.ts

create or replace function atlas.network_stops(district_key text)
returns table (stop int, node int, route_id int, at_mm bigint)
language sql stable parallel safe rows 1000
as $$
  with recursive
  vertex as materialized (
    select r.id, atlas.rounded(st_m(p.geom))::bigint as mm, r.closed,
           atlas.rounded(st_x(p.geom) * 1000) as x, atlas.rounded(st_y(p.geom) * 1000) as y,
           p.path[1] in (1, st_npoints(r.line_m)) as is_end, p.geom
      from register.route as r
     cross join st_dumppoints(r.line_m) as p
     where r.district = district_key
  ),
  common as materialized (
    select v.id, v.mm, dense_rank() over (order by v.x, v.y) as place
      from (select *, count(*) over (partition by v.x, v.y) as visits, bool_or(v.is_end) over (partition by v.x, v.y) as has_end
              from vertex as v) as v
     where v.visits > 1 or v.has_end
  ),
  met as materialized (
    select distinct c.id, c.mm, d.id as other_id from common as c join common as d on d.place = c.place and d.id <> c.id
  ),
  -- ends on a line that has no vertex there
  touch as materialized (
    select e.id, e.mm, r.id as other_id, n.measure::bigint as other_mm
      from vertex as e
      join register.route as r on r.district = district_key and r.id <> e.id and st_dwithin(r.line_m, e.geom, 0.003)
     cross join lateral atlas.line_vertices(r.line_m) as v
     cross join lateral atlas.nearest_on_route(v.x, v.y, v.m, false, e.x, e.y, 0, r.length_mm) as n
     where e.is_end and not e.closed and n.distance_mm <= 1
       and not exists (select from met as k where k.id = e.id and k.mm = e.mm and k.other_id = r.id)
  ),
  stop as materialized (
    select row_number() over (order by s.id, s.mm)::int as stop, s.id, s.mm
      from (select c.id, c.mm from common as c union select t.other_id, t.other_mm from touch as t) as s
  ),
  pair as materialized (
    select a.stop, b.stop as other
      from common as c
      join common as d on d.place = c.place and (d.id, d.mm) <> (c.id, c.mm)
      join stop as a on a.id = c.id and a.mm = c.mm
      join stop as b on b.id = d.id and b.mm = d.mm
     union
    select x.stop, x.other
      from touch as t
      join stop as a on a.id = t.id and a.mm = t.mm
      join stop as b on b.id = t.other_id and b.mm = t.other_mm
     cross join lateral (values (a.stop, b.stop), (b.stop, a.stop)) as x (stop, other)
  ),
  -- a handful of stops meet in one place, so that all pairs of them are few
  together as (
    select s.stop, s.stop as other from stop as s
     union
    select t.stop, p.other from together as t join pair as p on p.stop = t.other
  )
  select s.stop, min(t.other), s.id, s.mm
    from stop as s
    join together as t on t.stop = s.stop
   group by s.stop, s.id, s.mm
$$;

comment on function atlas.network_stops is
  'Places where routes of a district begin, end and meet, by route and measure in mm; those of one node are one place in the water.';
