-- atlas.least_cost_states(routes, measures, laps, costs, counts)
--
-- Continuity: of each chord of a piece the state that makes the whole piece cost least.
--
-- arrays     the states of all chords one after the other, each chord's in its order with none (route 0) last; laps = length
--            of a closed route, null of an open one; costs of the states themselves.
-- counts     how many states each chord has.
-- returns    the number of the state of each chord, 1 = its first. The last chord takes its first listed state of least
--            cost; going back, each takes the first listed predecessor of least sum.
-- tested by  test/oracle/continuity.test.ts

create or replace function atlas.least_cost_states(
  routes int[], measures double precision[], laps double precision[], costs bigint[], counts int[]
)
returns int[]
language plpgsql immutable parallel safe
as $$
declare
  chords    int := cardinality(counts);
  sums      bigint[] := costs;                                 -- least cost of the piece up to each state
  came      int[] := array_fill(0, array[cardinality(costs)]); -- the state before on that cheapest way
  offsets   int[] := '{0}';                                    -- states listed before each chord's first
  chosen    int[] := array_fill(0, array[chords]);
  best      bigint;
  total     bigint;
begin
  for chord in 2 .. chords loop
    offsets := offsets || (offsets[chord - 1] + counts[chord - 1]);
    for state in offsets[chord] + 1 .. offsets[chord] + counts[chord] loop
      best := null;
      for before in offsets[chord - 1] + 1 .. offsets[chord] loop
        total := sums[before]
          + atlas.step_cost(routes[before], measures[before], routes[state], measures[state], laps[state]);
        if best is null or total < best then
          best := total;
          came[state] := before;
        end if;
      end loop;
      sums[state] := costs[state] + best;
    end loop;
  end loop;

  for state in offsets[chords] + 1 .. offsets[chords] + counts[chords] loop
    if chosen[chords] = 0 or sums[state] < sums[chosen[chords]] then
      chosen[chords] := state;
    end if;
  end loop;
  for chord in reverse chords .. 2 loop
    chosen[chord - 1] := came[chosen[chord]];
    chosen[chord] := chosen[chord] - offsets[chord];
  end loop;
  return chosen;
end
$$;

comment on function atlas.least_cost_states is
  'The cheapest sequence of states over a piece: one state per chord, by number in the chord''s own list.';
