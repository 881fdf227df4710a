-- atlas.is_too_fast(x, y, t, spacing, wait)
--
-- Whether a day was travelled, faster than crews go: in a car, a train or a plane. It covers nothing.
--
--   o-----o-----.   where the next fix is as heavy things go on; three fifths of the fixes lie near it. Vertices that somebody
--           \       drew, with seconds for times, do not.
--             o
--
-- t          milliseconds of the fixes, nulls where they have none.
-- spacing …  as atlas.track_pace says.
-- returns    never null. False of fewer than ten fixes, of an uneven clock, and past the speed of sound, which is software's.
-- tested by  test/oracle/fast-tracks.test.ts

create or replace function atlas.is_too_fast(x double precision[], y double precision[], t double precision[],
  spacing double precision, wait double precision)
returns boolean
language plpgsql immutable parallel safe
as $$
declare
  n       int := cardinality(x);
  swerve  double precision := least(double precision '0.5' * spacing, 8000 + 3 * wait * wait / 1000);
begin
  if wait is null or n < 10 or spacing <= 20 * wait or spacing > 340 * wait then
    return false;
  end if;
  return (select 3 * count(*) filter (where abs(abs(t[i + 1] - t[i]) - wait) <= double precision '0.1' * wait) >= 2 * (n - 1)
            from generate_series(1, n - 1) as i)
     and (select 5 * count(*) filter (where atlas.plane_distance(2 * x[i - 1] - x[i - 2], 2 * y[i - 1] - y[i - 2], x[i], y[i]) <= swerve) >= 3 * (n - 2)
            from generate_series(3, n) as i);
end
$$;

comment on function atlas.is_too_fast is
  'Whether a day of a track was travelled by its times faster than crews go (20 m/s): it covers nothing.';
