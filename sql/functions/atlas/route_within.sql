-- atlas.route_within(line_m, centre, within_mm)
--
-- Where a route runs within a distance of a point, the distance itself included.
--
-- line_m     register.route.line_m.
-- centre     a point of the same plane.
-- within_mm  whole millimetres, at most 50 000 000.
-- returns    a set of measures in mm; where a segment crosses the circle, its measure at that place rounded half up. A route that
--            only touches the circle has none.
-- note       computed in whole millimetres as server/engine/disc.ts does, vertices exactly.
-- tested by  test/oracle/zone-ranges.test.ts

create or replace function atlas.route_within(line_m geometry, centre geometry, within_mm bigint)
returns int8multirange
language sql immutable parallel safe
set search_path from current -- reports that hide it run with an empty one
as $$
  with
  vertex as (
    select p.path[1] as n, st_m(p.geom) as m,
           atlas.rounded(st_x(p.geom) * 1000) - atlas.rounded(st_x(centre) * 1000) as x,
           atlas.rounded(st_y(p.geom) * 1000) - atlas.rounded(st_y(centre) * 1000) as y
      from st_dumppoints(line_m) as p
  ),
  segment as (
    select m as ma, x as ax, y as ay, lead(m) over w as mb, lead(x) over w as bx, lead(y) over w as by
      from vertex window w as (order by n)
  ),
  tested as (
    select *, within_mm::float8 as r,
           ax * ax + ay * ay <= within_mm::float8 * within_mm as a_inside, bx * bx + by * by <= within_mm::float8 * within_mm as b_inside,
           (bx - ax) * (bx - ax) + (by - ay) * (by - ay) as square,
           -(ax * (bx - ax) + ay * (by - ay)) as dot,
           ax * by - ay * bx as turn
      from segment
     where mb is not null
       and least(ax, bx) <= within_mm and greatest(ax, bx) >= -within_mm
       and least(ay, by) <= within_mm and greatest(ay, by) >= -within_mm
  ),
  crossing as (
    select ma, mb, a_inside, b_inside, dot, square, sqrt(square * r * r - turn * turn) as half
      from tested
     where not (a_inside and b_inside) and square > 0 and square * r * r - turn * turn > 0
  ),
  part as (
    select ma, mb, 0::float8 as t0, 1::float8 as t1 from tested where a_inside and b_inside
    union all
    select ma, mb, case when a_inside then 0 else greatest(0, (dot - half) / square) end,
           case when b_inside then 1 else least(1, (dot + half) / square) end
      from crossing
  )
  select range_agg(int8range((ma + atlas.rounded(t0 * (mb - ma)))::bigint, (ma + atlas.rounded(t1 * (mb - ma)))::bigint))
    from part
   where t0 < t1
$$;

comment on function atlas.route_within is 'Measures of a route within a distance (mm) of a point of the plane, the distance included.';
