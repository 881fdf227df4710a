-- atlas.lies_thinly(places, ss, dd, sd, scatter_mm)
--
-- Whether places lie within so much, root mean square, of the straight way along which they lie: the lesser eigenvalue of their
-- second moments (atlas.lie_of_places).
--
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.lies_thinly(
  places bigint, ss double precision, dd double precision, sd double precision, scatter_mm double precision
)
returns boolean
language sql immutable parallel safe
as $$
  select ss <= l.mm2 or dd <= l.mm2 or (ss - l.mm2) * (dd - l.mm2) <= sd * sd
    from (select places * scatter_mm * scatter_mm as mm2) as l
$$;

comment on function atlas.lies_thinly is
  'True where places scatter about the straight way along which they lie by at most so many mm, root mean square.';
