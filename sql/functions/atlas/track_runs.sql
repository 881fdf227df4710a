-- atlas.track_runs(district_key, track_id)
--
-- Runs: consecutive chords of one piece on one route without a jump, told by bank: each stretch with its range, its bank and
-- whether the run only crosses.
--
--   route  ----------=====------   a crossing, 0 m: a run under 200 m of a route without polygon, alone or its way 10 degrees
--                   /              or more off its range's, and the track passes over from a chord before to a chord after
--                  /               (atlas.passes_over)
--
-- Also a passage, 0 m: a run that goes from one bank to the other, perhaps there and back (atlas.goes_across). It is asked
-- where no point of it lies in a lake or pond, and
--   under 200 m    where it lies on a river's polygon, or its way is 1.25 times as long as its range or longer, twice where
--                  the range reaches an end of the route
--   else           where the middles of its chords alone lie 0.2 of its range apart across the route, and it lies on a
--                  river's polygon or turns neither in nor out
-- with the places of each chord (start and end by their feet within the chord's window) and those one chord before and after.
--
-- Also a way over land, 0 m: a run under 200 m that turns neither in nor out, on an open route, where the start of a chord at most 12
-- before its first, and the end of one at most 12 after its last, lie on land, on opposite sides: 40 m and half the width or more from the
-- route, not past its ends, and so does the next one farther out, if there is one; of the nearest such, all places from the one to the
-- other lie 22.5 degrees off the river or more, within 15 m of their way.
--
-- Also a shuttle, 0 m: every run of a piece that lies in a square of 700 m, counts for one open route alone and as a whole lies
-- across it (atlas.is_shuttle by its marks, atlas.is_short_shuttle and atlas.is_narrow_shuttle by its vertices).
--
-- A run that follows another directly, or with one chord between that counts for nothing, turns from that run's route into its
-- own: where the two meet both reach to the meeting (atlas.meeting). A run that turns in and out is no crossing, nor is one
-- along the shore of a lake or pond. A run is alone when none of the eight chords before and after it counts for its route and
-- it is not the whole piece.
--
-- returns    in order of time (piece, first_chord), only what has length. lo and hi are unwrapped over the seam of a closed
--            route (lo < 0 or hi > length). A chord lies on a bank where a river polygon is wider than one_pass_width_m and its
--            middle more than a quarter of that from the line; a stretch is left or right where more than half of each chord
--            and the six before and after it in the run are, else both.
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
  ruler as materialized (
    select r.*, case when r.closed then r.length end as lap from atlas.rulers_near(district_key, track_id) as r
  ),
  counted as (
    select s.*, c.day, c.from_mm, c.to_mm, c.x0, c.y0, c.cx, c.cy, c.x1, c.y1,
           lag(s.chord) over piece as chord_before, lag(s.route_id) over piece as route_before,
           lag(s.measure) over piece as measure_before
      from atlas.chord_states(district_key, track_id) as s
      join chord as c using (piece, chord)
    window piece as (partition by s.piece order by s.chord)
  ),
  joined as (
    select c.*, coalesce(chord_before = chord - 1 and route_before = route_id
                  and atlas.measure_gap(measure, measure_before, lap) < 200000, false) as goes_on
      from counted as c
  ),
  numbered as (
    select j.*, sum(case when goes_on then 0 else 1 end) over (partition by piece order by chord) as run from joined as j
  ),
  -- a closed route's measures run on: each chord at the equivalent nearest to the one before
  unwrapped as materialized (
    select n.*, first_value(measure) over run
                + sum(case when goes_on
                           then measure - measure_before
                                - coalesce(lap * atlas.rounded((measure - measure_before) / lap), 0)
                           else 0 end) over run as mu,
           case when width_mm is null then 45000 else 110000 end as window_mm
      from numbered as n
    window run as (partition by piece, run order by chord)
  ),
  -- where a run's first chord turns in from the run before
  turn as materialized (
    select u.piece, u.run, p.a_mm, p.b_mm
      from unwrapped as u
      join unwrapped as before on before.piece = u.piece and before.chord = u.chord_before
      join ruler as a on a.route_id = before.route_id
      join ruler as b on b.route_id = u.route_id
     cross join lateral atlas.meeting(a.x, a.y, a.m, a.lap, before.measure, b.x, b.y, b.m, b.lap, u.measure) as p
     where not u.goes_on and u.route_before <> u.route_id and u.chord - u.chord_before <= 2
  ),
  projected as (
    select u.*, w.lo as window_lo, w.hi as window_hi,
           -- at an end of the route from the line of its segment
           case when r.lap is null and u.measure in (0, r.length)
                then (select a.signed_mm from atlas.distance_across(
                               r.x, r.y, r.m, null, u.cx, u.cy, u.measure, u.measure) as a)
                else u.side * u.distance_mm end as middle_across,
           least(e.a, u.mu, e.z) as lo, greatest(e.a, u.mu, e.z) as hi,
           t_in.piece is not null as turned_in, t_out.piece is not null as turns_out,
           case when u.width_mm > d.one_pass_width_m * 1000 and 4 * u.distance_mm > u.width_mm then u.side else 0 end as keeps_to
      from (select v.*, not coalesce(lead(goes_on) over (partition by piece order by chord), false) as is_last
              from unwrapped as v) as u
      join register.district as d on d.key = district_key
      join ruler as r using (route_id)
      left join turn as t_in on t_in.piece = u.piece and t_in.run = u.run
      left join turn as t_out on t_out.piece = u.piece and t_out.run = u.run + 1
     cross join lateral (select case when r.closed then u.mu - u.window_mm else greatest(0, u.mu - u.window_mm) end as lo,
                                case when r.closed then u.mu + u.window_mm else least(r.length, u.mu + u.window_mm) end as hi
                        ) as w
     cross join lateral (select
            case when t_in.piece is not null and not u.goes_on then t_in.b_mm
                 else (select n.measure from atlas.nearest_on_route(r.x, r.y, r.m, r.closed, u.x0, u.y0, w.lo, w.hi) as n) end as a,
            case when t_out.piece is not null and u.is_last then t_out.a_mm + u.mu - u.measure
                 else (select n.measure from atlas.nearest_on_route(r.x, r.y, r.m, r.closed, u.x1, u.y1, w.lo, w.hi) as n) end as z
                        ) as e
  ),
  run as materialized (
    select p.piece, p.run, p.route_id, min(p.chord) as first_chord, max(p.chord) as last_chord,
           min(p.lo) as lo, max(p.hi) as hi, bool_or(p.on_water) as on_water,
           bool_or(p.turned_in) as turned_in, bool_or(p.turns_out) as turns_out,
           bool_or(p.on_water and p.width_mm is null) as on_lake, coalesce(max(p.width_mm), 0) as width_mm,
           max(p.to_mm) - min(p.from_mm) as way_mm, max(p.middle_across) - min(p.middle_across) as spread_mm
      from projected as p
     group by p.piece, p.run, p.route_id
  ),
  ended as materialized (
    select n.*, e.last_of_piece,
           not (n.first_chord = 0 and n.last_chord = e.last_of_piece)
           and not exists (select from counted as c
                            where c.piece = n.piece and c.route_id = n.route_id
                              and c.chord between n.first_chord - 8 and n.last_chord + 8
                              and c.chord not between n.first_chord and n.last_chord) as alone
      from run as n
      join (select piece, max(chord) as last_of_piece from chord group by piece) as e using (piece)
  ),
  judged as materialized ( -- else judged once per chord: minutes a track
    select n.piece, n.run, n.route_id, n.first_chord, n.last_chord, n.hi - n.lo as range_mm, n.width_mm,
           n.first_chord > 0 and n.last_chord < n.last_of_piece as by_land,
           n.turned_in and way.is_kept as keeps_in, n.turns_out and way.is_kept as keeps_out,
           h.may and not n.on_lake and n.hi - n.lo < 200000 and not n.turned_in and not n.turns_out and r.lap is null as may_overland,
           h.may and not n.on_lake
           and case when n.hi - n.lo < 200000 then n.width_mm > 0 or n.way_mm >= case when r.lap is null and (n.lo = 0 or n.hi = r.length)
                                                                      then 2 else 1.25::double precision end * (n.hi - n.lo)
                    else n.spread_mm >= 0.2::double precision * (n.hi - n.lo)
                         and (n.width_mm > 0 or not (n.turned_in or n.turns_out)) end as may_pass,
           h.may and n.hi - n.lo < 200000 and not n.on_water
           and (n.alone or atlas.heads_off(r.x, r.y, r.m, r.closed, n.lo, n.hi, f.x0, f.y0, l.x1, l.y1,
                                           0.984807753012208))
           and atlas.passes_over(r.x, r.y, r.m, r.lap, a.x0, a.y0, z.x1, z.y1,
                                 n.alone and (n.first_chord = 0 or n.last_chord = n.last_of_piece),
                                 n.hi - n.lo) as crossing
      from ended as n
      join ruler as r using (route_id)
      join chord as f on f.piece = n.piece and f.chord = n.first_chord
      join chord as l on l.piece = n.piece and l.chord = n.last_chord
     cross join lateral (select not (n.turned_in and n.turns_out)
                                and not (r.role = 'shore' and exists (
                                         select from register.water_body as w
                                          where w.district = district_key and w.river_id = r.river_id
                                            and w.kind in ('lake', 'pond'))) as may) as h
     cross join lateral (select not atlas.heads_off(r.x, r.y, r.m, r.closed, n.lo, n.hi, f.x0, f.y0, l.x1, l.y1,
                                                    0.939692620785908) as is_kept) as way
      -- the track one chord before and one chord after, its own ends where the piece ends, or where it turns and keeps its way
      join chord as a on a.piece = n.piece
                     and a.chord = case when n.turned_in and way.is_kept then n.first_chord else greatest(0, n.first_chord - 1) end
      join chord as z on z.piece = n.piece
                     and z.chord = case when n.turns_out and way.is_kept then n.last_chord else least(n.last_of_piece, n.last_chord + 1) end
  ),
  place as ( -- by mark: a chord's start, middle and end are 2, 2 + 1 and 2 + 2 times its number
    select p.piece, p.run, k.mark, k.px, k.py, k.across, true as own
      from projected as p
      join judged as j using (piece, run)
      join ruler as r on r.route_id = p.route_id
     cross join lateral (
            select 2 * p.chord, p.x0, p.y0, a.signed_mm
              from atlas.distance_across(r.x, r.y, r.m, r.lap, p.x0, p.y0, p.window_lo, p.window_hi) as a
             union all
            select 2 * p.chord + 1, p.cx, p.cy, p.middle_across
             union all
            select 2 * p.chord + 2, p.x1, p.y1, a.signed_mm
              from atlas.distance_across(r.x, r.y, r.m, r.lap, p.x1, p.y1, p.window_lo, p.window_hi) as a
                        ) as k (mark, px, py, across)
     where j.may_pass and not j.crossing
     union all
    select j.piece, j.run, b.mark, b.px, b.py, a.signed_mm, false
      from judged as j
      join ruler as r using (route_id)
      join chord as c on c.piece = j.piece
     cross join lateral (
            select 2 * c.chord as mark, c.x0 as px, c.y0 as py where c.chord = j.first_chord - 1 and not j.keeps_in
             union all
            select 2 * c.chord + 2, c.x1, c.y1 where c.chord = j.last_chord + 1 and not j.keeps_out) as b
     cross join lateral atlas.distance_across(r.x, r.y, r.m, r.lap, b.px, b.py) as a
     where j.may_pass and not j.crossing
  ),
  passage as materialized (
    select j.piece, j.run
      from judged as j
      join place as k using (piece, run)
     group by j.piece, j.run, j.range_mm, j.width_mm, j.by_land
    having atlas.goes_across(array_agg(k.px order by k.mark), array_agg(k.py order by k.mark),
                             array_agg(k.across order by k.mark), array_agg(k.own order by k.mark), j.range_mm, j.width_mm, j.by_land)
  ),
  -- runs between land on one side and land on the other
  landed as (
    select j.piece, j.run, j.route_id, b.chord as from_chord, e.chord as to_chord
      from judged as j
      join ruler as r using (route_id)
     cross join lateral (
            select s.chord, s.side
              from (select c.chord, l.side, lag(l.side, 1, l.side) over (order by c.chord) as farther_out
                      from chord as c
                     cross join lateral atlas.distance_across(r.x, r.y, r.m, null, c.x0, c.y0) as a
                     cross join lateral (select case when abs(a.signed_mm) >= 40000 + j.width_mm / 2 and a.measure not in (0, r.length)
                                                     then sign(a.signed_mm) else 0 end as side) as l
                     where c.piece = j.piece and c.chord between j.first_chord - 13 and j.first_chord) as s
             where s.chord >= j.first_chord - 12 and s.side <> 0 and s.side = s.farther_out
             order by s.chord desc limit 1) as b
     cross join lateral (
            select s.chord, s.side
              from (select c.chord, l.side, lead(l.side, 1, l.side) over (order by c.chord) as farther_out
                      from chord as c
                     cross join lateral atlas.distance_across(r.x, r.y, r.m, null, c.x1, c.y1) as a
                     cross join lateral (select case when abs(a.signed_mm) >= 40000 + j.width_mm / 2 and a.measure not in (0, r.length)
                                                     then sign(a.signed_mm) else 0 end as side) as l
                     where c.piece = j.piece and c.chord between j.last_chord and j.last_chord + 13) as s
             where s.chord <= j.last_chord + 12 and s.side <> 0 and s.side = s.farther_out
             order by s.chord limit 1) as e
     where j.may_overland and not j.crossing and b.side * e.side < 0
  ),
  overland as materialized (
    select o.piece, o.run
      from (select n.piece, n.run, array_agg(a.measure order by k.mark) as along, array_agg(a.signed_mm order by k.mark) as across
              from landed as n
              join ruler as r using (route_id)
              join chord as c on c.piece = n.piece and c.chord between n.from_chord and n.to_chord
             cross join lateral (
                    values (2 * c.chord, c.x0, c.y0), (2 * c.chord + 1, c.cx, c.cy),
                           (case when c.chord = n.to_chord then 2 * c.chord + 2 end, c.x1, c.y1)) as k (mark, px, py)
             cross join lateral atlas.distance_across(r.x, r.y, r.m, null, k.px, k.py) as a
             where k.mark is not null
             group by n.piece, n.run) as o
     cross join lateral atlas.lie_of_places(o.along, o.across) as l
     where 2 * abs(l.sd) >= l.ss - l.dd and atlas.lies_thinly(l.places, l.ss, l.dd, l.sd, 15000)
  ),
  -- pieces that lie as a whole across the one open route they count for
  shuttle as materialized (
    select o.piece
      from (select c.piece, min(c.route_id) as route_id, coalesce(max(c.width_mm), 0) as width_mm,
                   bool_or(c.on_water and c.width_mm is null) as on_lake
              from counted as c
             group by c.piece
            having min(c.route_id) = max(c.route_id)) as o
      join ruler as r on r.route_id = o.route_id and not r.closed
      join (select c.piece, max(c.chord) as last_chord
              from chord as c
             group by c.piece
            having greatest(max(c.x0), max(c.cx), max(c.x1)) - least(min(c.x0), min(c.cx), min(c.x1)) <= 700000
               and greatest(max(c.y0), max(c.cy), max(c.y1)) - least(min(c.y0), min(c.cy), min(c.y1)) <= 700000) as b on b.piece = o.piece
     cross join lateral (
            select array_agg(a.measure order by k.mark) as along, array_agg(a.signed_mm order by k.mark) as across
              from chord as c
             cross join lateral (
                    values (2 * c.chord, c.x0, c.y0), (2 * c.chord + 1, c.cx, c.cy),
                           (case when c.chord = b.last_chord then 2 * c.chord + 2 end, c.x1, c.y1)) as k (mark, px, py)
             cross join lateral atlas.distance_across(r.x, r.y, r.m, null, k.px, k.py) as a
             where c.piece = o.piece and k.mark is not null) as l
     where not o.on_lake
       and not (r.role = 'shore' and exists (
                select from register.water_body as w
                 where w.district = district_key and w.river_id = r.river_id and w.kind in ('lake', 'pond')))
       and (atlas.is_shuttle(l.along, l.across, o.width_mm)
            or (select atlas.is_short_shuttle(e.along, e.across, e.way_mm, o.width_mm)
                       or atlas.is_narrow_shuttle(e.along, e.across, e.way_mm, o.width_mm)
                  from (select array_agg(a.measure order by v.i) as along, array_agg(a.signed_mm order by v.i) as across,
                               p.m[cardinality(p.m)] as way_mm
                          from atlas.track_pieces(district_key, track_id) as p
                         cross join unnest(p.x, p.y) with ordinality as v (px, py, i)
                         cross join lateral atlas.distance_across(r.x, r.y, r.m, null, v.px, v.py) as a
                         where p.piece = o.piece
                         group by p.m) as e))
  ),
  banked as (
    select p.*, case when 2 * count(*) filter (where keeps_to = 1) over around > count(*) over around then 'left'
                     when 2 * count(*) filter (where keeps_to = -1) over around > count(*) over around then 'right'
                     else 'both' end as bank
      from projected as p
    window around as (partition by p.piece, p.run order by p.chord rows between 6 preceding and 6 following)
  ),
  stretched as (
    select b.*, sum(case when b.bank = b.bank_before then 0 else 1 end) over (partition by b.piece, b.run order by b.chord) as stretch
      from (select k.*, lag(k.bank) over (partition by k.piece, k.run order by k.chord) as bank_before from banked as k) as b
  )
  select s.day, s.piece, min(s.chord), max(s.chord), s.route_id, min(s.lo), max(s.hi), s.bank,
         j.crossing or p.run is not null or o.run is not null or exists (select from shuttle as h where h.piece = s.piece)
    from stretched as s
    join judged as j using (piece, run)
    left join passage as p using (piece, run)
    left join overland as o using (piece, run)
   group by s.day, s.piece, s.run, s.stretch, s.route_id, s.bank, j.crossing, p.run, o.run
  having max(s.hi) > min(s.lo)
   order by s.piece, min(s.chord);
end
$$;

comment on function atlas.track_runs is
  'Runs of a track along routes by bank: unwrapped range in mm, bank, and whether the track only crosses the route there.';
