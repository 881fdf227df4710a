-- atlas.kept_fixes(x, y, drawn)
--
-- The fixes of a day without its outliers: a fix more than 100 m from the last kept one goes when one of the next five is
-- within 100 m of that last kept one. A drawn line keeps all.
--
-- returns    positions in x and y, ascending.
-- tested by  test/oracle/track-pieces.test.ts

create or replace function atlas.kept_fixes(x double precision[], y double precision[], drawn boolean)
returns int[]
language plpgsql immutable parallel safe
as $$
declare
  n     int := cardinality(x);
  kept  int[] := '{1}';
  last  int := 1;
begin
  for i in 2 .. n loop
    if not drawn and atlas.plane_distance(x[last], y[last], x[i], y[i]) > 100000 then
      continue when exists (
        select from generate_series(i + 1, least(i + 5, n)) as later
         where atlas.plane_distance(x[last], y[last], x[later], y[later]) <= 100000);
    end if;
    kept := kept || i;
    last := i;
  end loop;
  return kept;
end
$$;

comment on function atlas.kept_fixes is 'Positions of a day''s fixes that are not outliers.';
