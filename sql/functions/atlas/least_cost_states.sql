-- atlas.least_cost_states(district_key, routes, measures, laps, costs, counts, dearer)
--
-- Continuity: of each chord of a piece the state that makes the whole piece cost least.
--
-- A step to a route that does not meet the one before costs `dearer` more than atlas.step_cost, directly or over one or two chords
-- of none, which remember what the piece left: ways to a candidate are tried directly, over one and over two chords of none, and
-- from none that remembers nothing, in this order.
--
-- arrays     the states of all chords one after the other, each chord's in its order with none (route 0) last; laps = length
--            of a closed route, null of an open one; costs of the states themselves.
-- counts     how many states each chord has.
-- returns    the number of the state of each chord, 1 = its first. The last chord takes its first listed state of least
--            cost; going back, each takes the first listed predecessor of least sum.
-- tested by  test/oracle/continuity.test.ts

create or replace function atlas.least_cost_states(
  district_key text, routes int[], measures double precision[], laps double precision[], costs bigint[], counts int[],
  dearer bigint
)
returns int[]
language plpgsql stable parallel safe
as $$
declare
  chords    int := cardinality(counts);
  sums      bigint[] := costs;                                 -- least cost of the piece up to each state
  came      int[] := array_fill(0, array[cardinality(costs)]); -- the state before on that cheapest way
  firsts    int[] := '{1}';                                    -- each chord's first state
  nones     int[] := '{}';                                     -- each chord's none
  chosen    int[] := '{}';
  best      bigint;
  total     bigint;
  state     int;
begin
  for chord in 1 .. chords loop
    nones[chord] := firsts[chord] + counts[chord] - 1;
    firsts[chord + 1] := nones[chord] + 1;
    for here in firsts[chord] .. nones[chord] loop
      best := case when chord = 1 then 0 end;
      for gap in 0 .. least(2, chord - 2) loop
        continue when here = nones[chord] and gap < 2; -- what was left since is remembered
        for before in firsts[chord - 1 - gap] .. nones[chord - 1 - gap] - 1 loop
          total := sums[before]
            + case when here = nones[chord] then 256000000 + 2 * 640000000
                   when gap = 0 then atlas.step_cost(routes[before], measures[before], routes[here], measures[here], laps[here])
                   else 2 * 256000000 + gap * 640000000 end;
          continue when total >= best;
          if dearer > 0 and here <> nones[chord] and routes[before] <> routes[here]
             and not atlas.routes_meet(district_key, routes[before], measures[before], routes[here], measures[here]) then
            total := total + dearer;
            continue when total >= best;
          end if;
          best := total;
          came[here] := before;
        end loop;
      end loop;
      if chord > 1 then
        total := sums[nones[chord - 1]] + case when here = nones[chord] then 0 else 256000000 end;
        if best is null or total < best then
          best := total;
          came[here] := nones[chord - 1];
        end if;
      end if;
      sums[here] := costs[here] + best;
    end loop;
  end loop;

  best := null;
  for gap in 0 .. least(2, chords - 1) loop
    for ending in firsts[chords - gap] .. nones[chords - gap] - 1 loop
      total := sums[ending] + case when gap = 0 then 0 else 256000000 + gap * 640000000 end;
      if best is null or total < best then
        best := total;
        state := ending;
      end if;
    end loop;
  end loop;
  if best is null or sums[nones[chords]] < best then
    state := nones[chords];
  end if;
  for chord in reverse chords .. 1 loop
    if state < firsts[chord] then
      chosen[chord] := counts[chord];
    else
      chosen[chord] := state - firsts[chord] + 1;
      state := came[state];
    end if;
  end loop;
  return chosen;
end
$$;

comment on function atlas.least_cost_states is
  'The cheapest sequence of states over a piece: one state per chord, by number in the chord''s own list.';
