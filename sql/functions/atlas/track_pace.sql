-- atlas.track_pace(x, y, t)
--
-- How a day's line came about: drawn by hand, or recorded with fixes as near as is usual, or sparsely by the clock.
--
-- t          milliseconds of the fixes, nulls where they have none.
-- returns    drawn; and of a sparse record spacing and wait, the upper medians of the steps in mm and ms, else null.
-- tested by  test/oracle/track-pieces.test.ts

create or replace function atlas.track_pace(x double precision[], y double precision[], t double precision[],
  out drawn boolean, out spacing double precision, out wait double precision)
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
  wait := coalesce(waits[cardinality(waits) / 2 + 1], 0);
  drawn := spacing > 50000 and not (
        spacing <= 250000
    and spacing <= 20 * wait
    and 3 * (select count(*) from unnest(waits) as w where abs(w - wait) <= double precision '0.1' * wait) >= 2 * cardinality(waits)
    and 5 * (select count(*) from unnest(steps) as d where abs(d - spacing) <= double precision '0.3' * spacing) >= 3 * cardinality(steps));
  if drawn or spacing <= 50000 then
    spacing := null;
    wait := null;
  end if;
end
$$;

comment on function atlas.track_pace is
  'Whether a day''s line was drawn by hand; of a receiver that recorded sparsely its spacing in mm and wait in ms.';
