-- atlas.chord_states(district_key, track_id)
--
-- Continuity: each chord counts for at most one route, chosen so that the whole piece costs least.
--
-- Costs are whole numbers. A candidate costs its deviation squared, none 640e6, a step what atlas.step_cost says; the ends
-- of a piece cost nothing extra and pieces are solved apart. The last chord takes its first listed state of least cost;
-- going back, each takes the first listed predecessor of least sum. None is listed last.
--
-- returns    one row per chord that counts for a route: the rank of its candidate.
-- tested by  test/oracle/track-ranges.test.ts

create or replace function atlas.chord_states(district_key text, track_id int)
returns table (piece int, chord int, rank int)
language plpgsql stable parallel safe
as $$
declare
  now       record;          -- the states of one chord: routes, measures, costs, laps; the last is none
  sums      bigint[];        -- least cost up to each state of the chord before
  routes    int[];
  measures  double precision[];
  next_sums bigint[];
  came      int[] := '{}';   -- for every state of the piece so far the state before it, chord after chord
  offsets   int[] := '{}';   -- where each chord's states begin in came
  best      bigint;
  total     bigint;
  from_state int;
begin
  for now in
    select c.piece as in_piece, c.chord as number,
           c.chord = max(c.chord) over (partition by c.piece) as is_last,
           coalesce(k.routes, '{}') || 0 as routes,
           coalesce(k.measures, '{}') || 0::double precision as measures,
           coalesce(k.laps, '{}') || null::double precision as laps,
           coalesce(k.costs, '{}') || 640000000::bigint as costs
      from atlas.track_chords(district_key, track_id) as c
      left join (
           select n.piece, n.chord,
                  array_agg(n.route_id order by n.rank) as routes,
                  array_agg(n.measure order by n.rank) as measures,
                  array_agg(case when r.closed then r.length_mm::double precision end order by n.rank) as laps,
                  array_agg((n.deviation_mm * n.deviation_mm)::bigint order by n.rank) as costs
             from atlas.chord_candidates(district_key, track_id) as n
             join register.route as r on r.district = district_key and r.id = n.route_id
            group by n.piece, n.chord
           ) as k using (piece, chord)
     order by c.piece, c.chord
  loop
    if now.number = 0 then
      came := '{}';
      offsets := '{}';
    end if;
    offsets := offsets || cardinality(came);
    next_sums := now.costs;
    for state in 1 .. cardinality(now.costs) loop
      best := null;
      from_state := 0;
      if now.number > 0 then
        for before in 1 .. cardinality(sums) loop
          total := sums[before]
            + atlas.step_cost(routes[before], measures[before], now.routes[state], now.measures[state], now.laps[state]);
          if best is null or total < best then
            best := total;
            from_state := before;
          end if;
        end loop;
        next_sums[state] := next_sums[state] + best;
      end if;
      came := came || from_state;
    end loop;
    sums := next_sums;
    routes := now.routes;
    measures := now.measures;
    continue when not now.is_last;

    -- back from the first listed state of least cost
    piece := now.in_piece;
    rank := array_position(sums, (select min(s) from unnest(sums) as s));
    for i in reverse now.number .. 0 loop
      chord := i;
      from_state := came[offsets[i + 1] + rank];
      -- none is the last state of its chord
      if offsets[i + 1] + rank < coalesce(offsets[i + 2], cardinality(came)) then
        return next;
      end if;
      rank := from_state;
    end loop;
  end loop;
end
$$;

comment on function atlas.chord_states is
  'The candidate each chord of a track counts for, by least cost over its piece; chords that count for none are left out.';
