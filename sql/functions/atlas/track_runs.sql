-- atlas.track_runs(district_key, track_id)
--
-- Runs: consecutive chords of one piece on one route without a jump, with their range, bank and whether they only cross.
--
--   route  ----------=====------   a crossing, 0 m: under 200 m of a route without polygon, every chord 10 degrees or more
--                   /              off its direction, and the track a chord before and a chord after on opposite sides,
--                  /               more than 25 m off together and at least 0.3 of the measure between
--
-- returns    in order of time (piece, first_chord). lo and hi are unwrapped over the seam of a closed route (lo < 0 or
--            hi > length). bank is left or right where nine tenths of the chords lie on that side of a river polygon wider
--            than one_pass_width_m, more than a quarter of its width from the line; else both.
-- tested by  test/oracle/track-ranges.test.ts

create or replace function atlas.track_runs(district_key text, track_id int)
returns table (
  day date, piece int, first_chord int, last_chord int, route_id int, lo double precision, hi double precision,
  bank text, crossing boolean
)
language sql stable parallel safe
as $$
  with
  chord as materialized (select * from atlas.track_chords(district_key, track_id)),
  ruler as materialized (
    select *, case when closed then length end as lap from atlas.rulers_near(district_key, track_id)
  ),
  counted as (
    select c.*, n.route_id, n.measure, n.distance_mm, n.side, n.width_mm, n.on_water, n.slant, r.lap,
           lag(c.chord) over piece as chord_before, lag(n.route_id) over piece as route_before,
           lag(n.measure) over piece as measure_before
      from atlas.chord_states(district_key, track_id) as s
      join atlas.chord_candidates(district_key, track_id) as n using (piece, chord, rank)
      join chord as c using (piece, chord)
      join ruler as r using (route_id)
    window piece as (partition by c.piece order by c.chord)
  ),
  joined as (
    select c.*, chord_before = chord - 1 and route_before = route_id
                  and atlas.measure_gap(measure, measure_before, lap) < 200000 is true as goes_on
      from counted as c
  ),
  numbered as (
    select j.*, sum(case when goes_on then 0 else 1 end) over (partition by piece order by chord) as run from joined as j
  ),
  -- a closed route's measures run on: each chord at the equivalent nearest to the one before
  unwrapped as (
    select n.*, first_value(measure) over run
                + sum(case when goes_on
                           then measure - measure_before
                                - coalesce(lap * atlas.rounded((measure - measure_before) / lap), 0)
                           else 0 end) over run as mu,
           case when width_mm is null then 45000 else 110000 end as window_mm
      from numbered as n
    window run as (partition by piece, run order by chord)
  ),
  projected as (
    select u.*, least(a.measure, z.measure) as lo, greatest(a.measure, z.measure) as hi,
           u.width_mm > d.one_pass_width_m * 1000 and 4 * u.distance_mm > u.width_mm as off_centre
      from unwrapped as u
      join register.district as d on d.key = district_key
      join ruler as r using (route_id)
     cross join lateral (select case when r.closed then u.mu - u.window_mm else greatest(0, u.mu - u.window_mm) end as lo,
                                case when r.closed then u.mu + u.window_mm else least(r.length, u.mu + u.window_mm) end as hi
                        ) as w
     cross join lateral atlas.nearest_on_route(r.x, r.y, r.m, r.closed, u.x0, u.y0, w.lo, w.hi) as a
     cross join lateral atlas.nearest_on_route(r.x, r.y, r.m, r.closed, u.x1, u.y1, w.lo, w.hi) as z
  ),
  run as materialized (
    select p.day, p.piece, p.run, p.route_id, min(p.chord) as first_chord, max(p.chord) as last_chord,
           min(p.lo) as lo, max(p.hi) as hi,
           case when 10 * count(*) filter (where p.off_centre and p.side = 1) >= 9 * count(*) then 'left'
                when 10 * count(*) filter (where p.off_centre and p.side = -1) >= 9 * count(*) then 'right'
                else 'both' end as bank,
           max(p.hi) - min(p.lo) < 200000 and not bool_or(p.on_water) and bool_and(p.slant) as may_cross
      from projected as p
     group by p.day, p.piece, p.run, p.route_id
  )
  select n.day, n.piece, n.first_chord, n.last_chord, n.route_id, n.lo, n.hi, n.bank,
         coalesce(a.side * z.side = -1 and a.distance_mm + z.distance_mm > 25000
           and 10 * (a.distance_mm + z.distance_mm) >= 3 * atlas.measure_gap(a.measure, z.measure, r.lap), false)
    from run as n
    join ruler as r using (route_id)
    -- the track one chord before and one chord after, its own ends where the piece ends
    left join lateral (
         select f.* from chord as c
          cross join lateral atlas.nearest_on_route(r.x, r.y, r.m, false, c.x0, c.y0, 0, r.length) as f
          where n.may_cross and c.piece = n.piece and c.chord = greatest(0, n.first_chord - 1)) as a on true
    left join lateral (
         select f.* from chord as c
          cross join lateral atlas.nearest_on_route(r.x, r.y, r.m, false, c.x1, c.y1, 0, r.length) as f
          where n.may_cross and c.piece = n.piece and c.chord in (n.last_chord, n.last_chord + 1)
          order by c.chord desc limit 1) as z on true
   order by n.piece, n.first_chord
$$;

comment on function atlas.track_runs is
  'Runs of a track along routes: unwrapped range in mm, bank, and whether the track only crosses the route there.';
