-- atlas.thinned(x, y)
--
-- A piece without fixes closer than 15 m to the last one taken; its last fix always stays.
--
-- returns    one row: the vertices left and the measure at each, the rounded running sum of unrounded distances, in mm.
-- tested by  test/oracle/track-pieces.test.ts

create or replace function atlas.thinned(x double precision[], y double precision[])
returns table (px double precision[], py double precision[], pm double precision[])
language plpgsql immutable parallel safe
as $$
declare
  n     int := cardinality(x);
  last  int := 1;
  run   double precision := 0;
begin
  px := array[x[last]];
  py := array[y[last]];
  pm := array[0];
  for i in 2 .. n loop
    continue when i < n and atlas.plane_distance(x[last], y[last], x[i], y[i]) < 15000;
    run := run + sqrt((x[i] - x[last]) * (x[i] - x[last]) + (y[i] - y[last]) * (y[i] - y[last]));
    px := px || x[i];
    py := py || y[i];
    pm := pm || atlas.rounded(run);
    last := i;
  end loop;
  return next;
end
$$;

comment on function atlas.thinned is 'The vertices of a piece at least 15 m apart, with the last one, and the measure at each in mm.';
