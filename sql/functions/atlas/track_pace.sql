-- atlas.track_pace(x, y, t)
--
-- How a day's line came about: drawn by hand, or recorded with fixes as near as is usual, or sparsely by the clock.
--
-- t          milliseconds of the fixes, nulls where they have none.
-- returns    drawn or sparse, or neither; spacing and wait, the upper medians of the steps in mm and ms (wait null without times).
-- tested by  test/oracle/track-pieces.test.ts

create or replace function atlas.track_pace(x double precision[], y double precision[], t double precision[],
  out drawn boolean, out sparse boolean, out spacing double precision, out wait double precision)
language plpgsql immutable parallel safe
as $$
declare
  steps  double precision[];
  waits  double precision[];
begin
  select array_agg(d order by d), array_agg(w order by w) into steps, waits
    from generate_series(1, cardinality(x) - 1) as i
   cross join lateral (select atlas.plane_distance(x[i], y[i], x[i + 1], y[i + 1]) as d, abs(t[i + 1] - t[i]) as w) as step;
  spacing := steps[cardinality(steps) / 2 + 1];
  wait := waits[cardinality(waits) / 2 + 1];
  sparse := spacing > 50000
    and spacing <= 250000
    and wait is not null
    and spacing <= 20 * wait
    and 3 * (select count(*) from unnest(waits) as w where abs(w - wait) <= double precision '0.1' * wait) >= 2 * cardinality(waits)
    and 5 * (select count(*) from unnest(steps) as d where abs(d - spacing) <= double precision '0.3' * spacing) >= 3 * cardinality(steps);
  drawn := spacing > 50000 and not sparse;
end
$$;

comment on function atlas.track_pace is
  'Whether a day''s line was drawn by hand; or recorded sparsely; its spacing in mm and wait in ms.';
