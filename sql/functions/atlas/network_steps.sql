-- atlas.network_steps(district_key, route_id, measure_mm, mode)
--
-- Which stops of the network follow which, for water followed from a place.
--
-- mode       UT, DD: up, down with every route of a node. UM: up the river itself. DM: down the main stem: on its route to the
--            end, there on in the river itself if that goes on, else into what it ends in; out of a lake by one route that begins at
--            or crosses its shore. Chosen: the river itself, main before branch before shore, the longest, the lowest id.
--            Shores of lakes are followed both ways, since water runs nowhere along them.
-- returns    steps from stop to stop with the length between, 0 where another route is gone over to; the start is a stop with
--            number 0, unless a stop is there. reach is set on steps along a route: its from and to are of the same route.
-- tested by  test/oracle/trace.test.ts

create or replace function atlas.network_steps(district_key text, route_id int, measure_mm bigint, mode text)
returns table (from_stop int, from_route int, from_mm bigint, to_stop int, to_route int, to_mm bigint, length_mm bigint)
language sql stable parallel safe rows 4000
as $$
  with
  known as materialized (select * from atlas.network_stops(district_key)),
  stop as materialized (
    select k.stop, k.node, k.route_id, k.at_mm from known as k
     union all
    select 0, 0, network_steps.route_id, network_steps.measure_mm
     where not exists (select from known as k
                        where k.route_id = network_steps.route_id and k.at_mm = network_steps.measure_mm)
  ),
  placed as materialized (
    select s.*, r.river_id, r.closed, r.role = 'shore' as is_shore, r.length_mm,
           array_position(array['main', 'branch', 'shore'], r.role) as rank,
           lead(s.stop) over w as after, lead(s.at_mm) over w as after_mm,
           case when mode in ('UM', 'UT') then s.at_mm = 0 else s.at_mm = r.length_mm end as is_last
      from stop as s
      join register.route as r on r.district = district_key and r.id = s.route_id
    window w as (partition by s.route_id order by s.at_mm)
  ),
  along as (
    select x.a, x.a_mm, x.b, x.b_mm, p.route_id, abs(x.b_mm - x.a_mm) as mm
      from placed as p
     cross join lateral (values (p.stop, p.at_mm, p.after, p.after_mm, mode in ('DM', 'DD')),
                                (p.after, p.after_mm, p.stop, p.at_mm, mode in ('UM', 'UT'))) as x (a, a_mm, b, b_mm, with_water)
     where p.after is not null and (p.is_shore or x.with_water)
  ),
  -- the two ends of a closed route are one place
  seam as (
    select a.stop as a, b.stop as b
      from placed as a
      join placed as b on b.route_id = a.route_id and b.stop <> a.stop
     where a.closed and least(a.at_mm, b.at_mm) = 0 and greatest(a.at_mm, b.at_mm) = a.length_mm
       and (a.is_shore or a.is_last)
  ),
  -- from a stop to others of its node, from which there is a way on; numbered by choice within the route's end or the lake
  way as (
    select a.stop as a, b.stop as b,
           rank() over (partition by a.route_id
                        order by b.river_id <> a.river_id, b.rank, b.length_mm desc, b.route_id, b.at_mm) as choice
      from placed as a
      join placed as b on b.node = a.node and b.stop <> a.stop
     where (b.is_shore or b.closed or not b.is_last)
       and case when a.is_shore then mode = 'DM' and not b.is_shore
                else a.is_last and not a.closed and (mode = 'DM' or (b.river_id = a.river_id and not b.is_shore)) end
  ),
  over as (
    select a.stop as a, b.stop as b
      from placed as a
      join placed as b on b.node = a.node and b.stop <> a.stop
     where mode in ('UT', 'DD')
     union all
    select w.a, w.b from way as w where mode in ('UM', 'DM') and w.choice = 1
  ),
  step as (
    select l.a, l.b, l.mm from along as l
     union all
    select s.a, s.b, 0 from seam as s
     union all
    select o.a, o.b, 0 from over as o
  )
  select s.a, a.route_id, a.at_mm, s.b, b.route_id, b.at_mm, s.mm
    from step as s
    join placed as a on a.stop = s.a
    join placed as b on b.stop = s.b
$$;

comment on function atlas.network_steps is
  'Steps from stop to stop of the river network for water followed from a place, with the length of each in mm.';
