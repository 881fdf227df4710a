-- atlas.chord_states(district_key, track_id)
--
-- The chords of a track that count for a route, each with the one candidate it counts for.
--
-- A candidate costs its deviation squared, 672e6 at most, and 640e6 more where askew, none 640e6, a step from chord to chord what atlas.step_cost says and, to a route that
-- does not meet the one before, 20 times the mean of counted chords' deviation squared, at least as much and 1536e6 at most; pieces are
-- solved apart by atlas.least_cost_states, and their ends cost nothing extra.
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
  state as (
    select piece, chord, rank, route_id, measure, lap, least(deviation_mm * deviation_mm, 672000000)::bigint + case when askew then 640000000 else 0 end as cost
      from candidate
     union all
    select piece, chord, 2147483647, 0, 0, null, 640000000 from atlas.track_chords(district_key, track_id)
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
  plain as materialized (
    select n.*, s.counts, atlas.least_cost_states(district_key, n.routes, n.measures, n.laps, n.costs, s.counts, 0) as ranks
      from numbered as n
      join sized as s using (piece)
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
