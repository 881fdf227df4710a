-- atlas.cell_ranges(district_key, as_of)
--
-- Squares of the survey net with river in them (QJ-1), and what each holds of the routes: every millimetre in exactly one.
--
-- returns    place counts the squares from the west, each column from the south; key: the south-west corner in metres of the plane.
--            Sides of 250 m counted from the plane's origin; a square holds its western and southern edge. Where a segment crosses
--            a line of the net, its measure there rounded half up.
-- note       in whole millimetres, segment by segment, as server/engine/cells/grid.ts.
-- tested by  test/oracle/coverage-by.test.ts

create or replace function atlas.cell_ranges(district_key text, as_of date default null)
returns table (place bigint, key text, route_id int, here int8multirange)
language sql stable parallel safe
security definer set search_path = pg_catalog, public, pg_temp
as $$
  with
  segment as (
    select r.id as route_id, s.path[1] as n, st_m(st_startpoint(s.geom)) as ma, st_m(st_endpoint(s.geom)) as mb,
           atlas.rounded(st_x(st_startpoint(s.geom)) * 1000) as ax, atlas.rounded(st_y(st_startpoint(s.geom)) * 1000) as ay,
           atlas.rounded(st_x(st_endpoint(s.geom)) * 1000) as bx, atlas.rounded(st_y(st_endpoint(s.geom)) * 1000) as by
      from atlas.routes_at(district_key, as_of) as r cross join st_dumpsegments(r.line_m) as s
  ),
  cut as (
    select route_id, n, t
      from segment
     cross join lateral (
             select 0::double precision union all select 1
             union all
             select (line * 250000.0::double precision - ax) / (bx - ax)
               from generate_series(floor(least(ax, bx) / 250000)::bigint + 1, ceil(greatest(ax, bx) / 250000)::bigint - 1) as line
             union all
             select (line * 250000.0::double precision - ay) / (by - ay)
               from generate_series(floor(least(ay, by) / 250000)::bigint + 1, ceil(greatest(ay, by) / 250000)::bigint - 1) as line
           ) as c (t)
  ),
  part as (
    select route_id, n, t as t0, lead(t) over (partition by route_id, n order by t) as t1 from cut
  ),
  piece as (
    select p.route_id, int8range((ma + atlas.rounded(t0 * (mb - ma)))::bigint, (ma + atlas.rounded(t1 * (mb - ma)))::bigint) as range,
           floor((ax + (t0 + t1) / 2 * (bx - ax)) / 250000)::bigint as col, floor((ay + (t0 + t1) / 2 * (by - ay)) / 250000)::bigint as line
      from part as p join segment as s using (route_id, n)
     where t0 < t1
  )
  select dense_rank() over (order by col, line), 'E' || col * 250 || 'N' || line * 250, route_id, range_agg(range)
    from piece where not isempty(range) group by col, line, route_id
$$;

comment on function atlas.cell_ranges is 'Squares of 250 m of the survey net with the measures (mm) of each route in them; every millimetre is in one.';
