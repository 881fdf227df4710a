-- atlas.mean_around(sums, i, side)
--
-- The mean of the i-th of some numbers and of `side` on either side of it.
--
-- sums       0 and the sums up to each of them.
-- returns    rounded to a whole number, half up.
-- tested by  test/oracle/jitter.test.ts

create or replace function atlas.mean_around(sums double precision[], i int, side int)
returns double precision
language sql immutable parallel safe
as $$
  select atlas.rounded((sums[i + side + 1] - sums[i - side]) / (2 * side + 1))
$$;

comment on function atlas.mean_around is 'The mean of a number and of those on either side of it.';
