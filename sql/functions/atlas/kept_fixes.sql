-- atlas.kept_fixes(x, y, t, drawn, sparse, spacing, wait)
--
-- The fixes of a day without its outliers: a fix out of reach of the last kept one goes when one of the next five is in reach
-- of that last kept one. In reach is, of a sparse record, a step more than the clock made; of a dense one 25 m beside that, 100 m
-- at most, or without a clock. A drawn line keeps all.
--
-- drawn …    as atlas.track_pace says.
-- returns    positions in x and y, ascending.
-- tested by  test/oracle/track-pieces.test.ts

create or replace function atlas.kept_fixes(x double precision[], y double precision[], t double precision[],
  drawn boolean, sparse boolean, spacing double precision, wait double precision)
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
                       <= case when wait is null or wait = 0 then 100000
                               when sparse then (atlas.ticks_between(t[last], t[k], wait) + 1) * spacing
                               else least(100000, 25000 + (atlas.ticks_between(t[last], t[k], wait) + 1) * spacing) end order by k)
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
