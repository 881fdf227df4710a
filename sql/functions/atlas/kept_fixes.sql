-- atlas.kept_fixes(x, y, t, drawn, spacing, wait)
--
-- The fixes of a day without its outliers: a fix more than 100 m from the last kept one goes when one of the next five is
-- within 100 m of that last kept one; of a sparse record not 100 m but a step more than the clock made. A drawn line keeps all.
--
-- drawn …    as atlas.track_pace says.
-- returns    positions in x and y, ascending.
-- tested by  test/oracle/track-pieces.test.ts

create or replace function atlas.kept_fixes(x double precision[], y double precision[], t double precision[],
  drawn boolean, spacing double precision, wait double precision)
returns int[]
language plpgsql immutable parallel safe
as $$
declare
  n     int := cardinality(x);
  kept  int[] := '{1}';
  last  int := 1;
  near  boolean[];
begin
  for i in 2 .. n loop
    if not drawn then
      select array_agg(atlas.plane_distance(x[last], y[last], x[k], y[k])
                       <= coalesce((atlas.ticks_between(t[last], t[k], wait) + 1) * spacing, 100000) order by k)
        into near from generate_series(i, least(i + 5, n)) as k;
      continue when not near[1] and true = any (near);
    end if;
    kept := kept || i;
    last := i;
  end loop;
  return kept;
end
$$;

comment on function atlas.kept_fixes is 'Positions of a day''s fixes that are not outliers.';
