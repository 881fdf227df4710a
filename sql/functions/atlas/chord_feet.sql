-- atlas.chord_feet(district_key, track_id)
--
-- The feet of each chord: the nearest point of every route in reach to the chord's middle, and on routes longer than
-- 150 m the nearest more than 60 m of measure before and after it, where a meander's other limb runs.
--
--        ___C___        limb `nearest`: the upper bank of the loop
--      _|_     _|_      limb `before` / `after`: more than 60 m of measure away; on a closed route
--      |_________|      one limb `around`, which runs on over the seam
--
-- returns    the foot's point, measure and distance (whole mm) and the side of the line the middle is on (1 left).
-- method     a 200 m grid brings chords and segments together (each segment in every cell it can reach); all else is exact.
-- tested by  test/oracle/track-ranges.test.ts

create or replace function atlas.chord_feet(district_key text, track_id int)
returns table (
  piece int, chord int, route_id int, limb text, nx double precision, ny double precision,
  measure double precision, distance_mm double precision, side int
)
language plpgsql stable parallel safe rows 500 -- plpgsql keeps the plan over many tracks
as $$
#variable_conflict use_column
begin
  return query
  with
  chord as materialized (
    select c.*, floor(c.cx / 200000)::int as col, floor(c.cy / 200000)::int as row
      from atlas.track_chords(district_key, track_id) as c
  ),
  segment as materialized (
    select r.route_id, r.closed, r.length, r.reach_mm, i,
           r.x[i] as ax, r.y[i] as ay, r.x[i + 1] as bx, r.y[i + 1] as by, r.m[i] as ma, r.m[i + 1] as mb,
           least(r.x[i], r.x[i + 1]) - r.reach_mm as west, greatest(r.x[i], r.x[i + 1]) + r.reach_mm as east,
           least(r.y[i], r.y[i + 1]) - r.reach_mm as south, greatest(r.y[i], r.y[i + 1]) + r.reach_mm as north
      from atlas.rulers_near(district_key, track_id) as r
     cross join lateral generate_series(1, cardinality(r.m) - 1) as i
  ),
  near as materialized (
    select c.piece, c.chord, c.cx, c.cy, s.*
      from segment as s
     cross join lateral generate_series(floor(s.west / 200000)::int, floor(s.east / 200000)::int) as across (col)
     cross join lateral generate_series(floor(s.south / 200000)::int, floor(s.north / 200000)::int) as up (row)
      join chord as c on c.col = across.col and c.row = up.row
     where c.cx between s.west and s.east and c.cy between s.south and s.north
  ),
  nearest as (
    select distinct on (s.piece, s.chord, s.route_id)
           s.piece, s.chord, s.route_id, s.closed, s.length, 'nearest' as limb, s.reach_mm, n.*,
           sign((s.bx - s.ax) * (s.cy - s.ay) - (s.by - s.ay) * (s.cx - s.ax))::int as side
      from near as s
     cross join lateral atlas.nearest_on_segment(s.cx, s.cy, s.ax, s.ay, s.bx, s.by, s.ma, s.mb, 0, s.length) as n
     order by s.piece, s.chord, s.route_id, n.d2, n.m, s.i
  ),
  away as (
    select n.piece, n.chord, n.route_id, w.limb, w.lo, w.hi
      from nearest as n
     cross join lateral (values
           (not n.closed, 'before', 0::double precision, n.m - 60001),
           (not n.closed, 'after', n.m + 60001, n.length),
           (n.closed, 'around', n.m + 60001, least(n.length, n.m + n.length - 60001)),
           (n.closed, 'around', greatest(0, n.m + 60001 - n.length), n.m - 60001)) as w (holds, limb, lo, hi)
     where n.length > 150000 and w.holds and w.lo <= w.hi
  ),
  other as (
    select distinct on (s.piece, s.chord, s.route_id, a.limb)
           s.piece, s.chord, s.route_id, s.closed, s.length, a.limb, s.reach_mm, n.*,
           sign((s.bx - s.ax) * (s.cy - s.ay) - (s.by - s.ay) * (s.cx - s.ax))::int as side
      from away as a
      join near as s using (piece, chord, route_id)
     cross join lateral atlas.nearest_on_segment(s.cx, s.cy, s.ax, s.ay, s.bx, s.by, s.ma, s.mb, a.lo, a.hi) as n
     where s.mb >= a.lo and s.ma <= a.hi
     order by s.piece, s.chord, s.route_id, a.limb, n.d2, n.m, s.i
  )
  select f.piece, f.chord, f.route_id, f.limb, f.x, f.y, f.m, atlas.rounded(sqrt(f.d2)), f.side
    from (select * from nearest union all select * from other) as f
   where sqrt(f.d2) <= f.reach_mm;
end
$$;

comment on function atlas.chord_feet is
  'Nearest points of the routes in reach of each chord''s middle, other limbs of meanders included: point, measure, distance in mm, side.';
