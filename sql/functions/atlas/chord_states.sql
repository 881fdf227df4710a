-- atlas.chord_states(district_key, track_id)
--
-- The chords of a track that count for a route, each with the one candidate it counts for.
--
-- A candidate costs its deviation squared, 672e6 at most, and 640e6 more where askew, none 640e6, a step from chord to chord what atlas.step_cost says and, to a route that
-- does not meet the one before, 20 times the mean of counted chords' deviation squared, at least as much and 1536e6 at most; pieces are
-- solved apart by atlas.least_cost_states, and their ends cost nothing extra. Under water a route that ten chords count for one after
-- another is kept: where chords count for nothing between the first and the last that count for it its candidates off polygons
-- cost 600e6 at most by their deviation and 200e6 more where askew, and all is chosen again.
--
-- returns    rows of atlas.chord_candidates, at most one per chord, with lap = the route's length where it is closed.
-- tested by  test/oracle/track-ranges.test.ts

create or replace function atlas.chord_states(district_key text, track_id int)
returns table (
  piece int, chord int, route_id int, lap double precision, measure double precision, distance_mm double precision,
  side int, width_mm double precision, on_water boolean
)
language plpgsql stable parallel safe rows 200 -- plpgsql keeps the plan over many tracks
as $$
#variable_conflict use_column
begin
  return query
  with
  candidate as materialized (
    select n.*, case when r.closed then r.length_mm end::double precision as lap
      from atlas.chord_candidates(district_key, track_id) as n
      join register.route as r on r.district = district_key and r.id = n.route_id
  ),
  state as materialized (
    select piece, chord, rank, route_id, measure, lap,
           least(deviation_mm * deviation_mm, 672000000)::bigint + case when askew then 640000000 else 0 end as cost,
           case when width_mm is null
                then least(deviation_mm * deviation_mm, 600000000)::bigint + case when askew then 200000000 else 0 end end as kept_cost
      from candidate
     union all
    select piece, chord, 2147483647, 0, 0, null, 640000000, null from atlas.track_chords(district_key, track_id)
  ),
  numbered as (
    select piece, count(*)::int as states,
           array_agg(route_id order by chord, rank) as routes, array_agg(measure order by chord, rank) as measures,
           array_agg(lap order by chord, rank) as laps, array_agg(cost order by chord, rank) as costs
      from state
     group by piece
  ),
  sized as (
    select piece, array_agg(n order by chord) as counts
      from (select piece, chord, count(*)::int as n from state group by piece, chord) as per_chord
     group by piece
  ),
  simple as materialized (
    select n.*, s.counts, atlas.least_cost_states(district_key, n.routes, n.measures, n.laps, n.costs, s.counts, 0) as ranks
      from numbered as n
      join sized as s using (piece)
  ),
  -- routes of runs of ten chords or more, under water
  stepped as materialized (
    select c.piece, c.chord, c.route_id,
           coalesce(lag(c.chord) over piece = c.chord - 1 and lag(c.route_id) over piece = c.route_id
                    and atlas.measure_gap(c.measure, lag(c.measure) over piece, c.lap) < 200000, false) as goes_on
      from simple as s
     cross join lateral unnest(s.ranks) with ordinality as k (rank, number)
      join candidate as c on c.piece = s.piece and c.chord = k.number - 1 and c.rank = k.rank
      join register.survey_track as t on t.district = district_key and t.id = track_id and t.mode = 'under_water'
    window piece as (partition by c.piece order by c.chord)
  ),
  kept as materialized (
    select r.piece, r.route_id, min(r.first_chord) as first_chord, max(r.last_chord) as last_chord
      from (select n.piece, n.route_id, min(n.chord) as first_chord, max(n.chord) as last_chord, count(*) as chords
              from (select s.*, sum(case when s.goes_on then 0 else 1 end) over (partition by s.piece order by s.chord) as run
                      from stepped as s) as n
             group by n.piece, n.run, n.route_id) as r
     group by r.piece, r.route_id
    having max(r.chords) >= 10
  ),
  plain as materialized (
    select s.piece, s.states, s.routes, s.measures, s.laps, s.counts, coalesce(c.costs, s.costs) as costs,
           case when c.costs is null then s.ranks
                else atlas.least_cost_states(district_key, s.routes, s.measures, s.laps, c.costs, s.counts, 0) end as ranks
      from simple as s
      left join (select t.piece, array_agg(case when k.route_id is null then t.cost else coalesce(t.kept_cost, t.cost) end
                                           order by t.chord, t.rank) as costs
                   from state as t
                   left join kept as k on k.piece = t.piece and k.route_id = t.route_id
                                      and t.chord between k.first_chord and k.last_chord
                                      and not exists (select from stepped as c where c.piece = t.piece and c.chord = t.chord)
                  where t.piece in (select q.piece from kept as q)
                  group by t.piece) as c using (piece)
  ),
  -- the farther a receiver strays, the dearer a step to a route that does not meet the one before
  dearer as materialized (
    select p.piece, least(1536000000, greatest(1024000000, atlas.rounded(
             20 * sum(least(c.deviation_mm * c.deviation_mm, 672000000)::bigint)::double precision / count(*)))) - 1024000000 as cost
      from plain as p
     cross join lateral unnest(p.ranks) with ordinality as k (rank, number)
      join candidate as c on c.piece = p.piece and c.chord = k.number - 1 and c.rank = k.rank
     group by p.piece
  ),
  chosen as (
    select p.piece, k.number::int - 1 as chord, k.rank
      from plain as p
      join dearer as d using (piece)
     cross join lateral unnest(case when d.cost = 0 then p.ranks -- what costs no more is chosen as before
                                    else atlas.least_cost_states(district_key, p.routes, p.measures, p.laps, p.costs, p.counts, d.cost::bigint)
                                    end) with ordinality as k (rank, number)
  )
  select c.piece, c.chord, c.route_id, c.lap, c.measure, c.distance_mm, c.side, c.width_mm, c.on_water
    from chosen
    join candidate as c using (piece, chord, rank);
end
$$;

comment on function atlas.chord_states is
  'The chords of a track that count for a route, with the candidate chosen by least cost over their piece.';
