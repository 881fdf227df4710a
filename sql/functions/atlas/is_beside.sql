-- atlas.is_beside(nearer, farther, width_mm)
--
-- Whether no place of a piece lies far beside its river: none farther than 70 m and half the width; off polygons, where the width
-- is not known, up to 160 m when on the other side some lie half as far or more (atlas.lie_of_places).
--
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.is_beside(nearer double precision, farther double precision, width_mm double precision)
returns boolean
language sql immutable parallel safe
as $$
  select farther <= 70000 + width_mm / 2 or width_mm = 0 and farther <= 160000 and 2 * nearer >= farther
$$;

comment on function atlas.is_beside is 'True where the places of a piece lie no farther beside a river than a ferry over it goes.';
