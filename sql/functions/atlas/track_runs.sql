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
language plpgsql stable parallel safe rows 20 -- plpgsql keeps the plan over many tracks
as $$
#variable_conflict use_column
begin
  return query
  with
  chord as materialized (select * from atlas.track_chords(district_key, track_id)),
  ruler as materialized (select * from atlas.rulers_near(district_key, track_id)),
  counted as (
    select s.*, c.day, c.x0, c.y0, c.x1, c.y1,
           lag(s.chord) over piece as chord_before, lag(s.route_id) over piece as route_before,
           lag(s.measure) over piece as measure_before
      from atlas.chord_states(district_key, track_id) as s
      join chord as c using (piece, chord)
    window piece as (partition by s.piece order by s.chord)
  ),
  joined as (
    select c.*, chord_before = chord - 1 and route_before = route_id
                  and atlas.measure_gap(measure, measure_before, lap) < 200000 as goes_on
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
         case when n.may_cross then atlas.passes_over(r.x, r.y, r.m, case when r.closed then r.length end, a.x0, a.y0, z.x1, z.y1) else false end
    from run as n
    join ruler as r using (route_id)
    -- the track one chord before and one chord after, its own ends where the piece ends
    join chord as a on a.piece = n.piece and a.chord = greatest(0, n.first_chord - 1)
    join (select piece, max(chord) as chord from chord group by piece) as ending on ending.piece = n.piece
    join chord as z on z.piece = n.piece and z.chord = least(ending.chord, n.last_chord + 1)
   order by n.piece, n.first_chord;
end
$$;

comment on function atlas.track_runs is
  'Runs of a track along routes: unwrapped range in mm, bank, and whether the track only crosses the route there.';
