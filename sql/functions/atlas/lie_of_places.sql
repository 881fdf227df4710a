-- atlas.lie_of_places(along, across)
--
-- How places lie beside a route: extremes, and sums of products about the rounded means (docs/coverage.md, shuttles).
--
-- along      measures of the places on the route, in order, whole mm.
-- across     their distances from it, right of it negative (atlas.distance_across).
-- returns    one row, whole numbers: how far they lie beside it on the nearer and on the farther side (nearer is not above 0 where all lie
--            on one), how far apart across and along it, how many, and the sums along, across, and of both.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.lie_of_places(along double precision[], across double precision[])
returns table (
  nearer double precision, farther double precision, apart double precision, range_mm double precision, places bigint,
  ss double precision, dd double precision, sd double precision
)
language sql immutable parallel safe
as $$
  select least(-e.least, e.most), greatest(-e.least, e.most), e.most - e.least, e.high - e.low, e.places, m.ss, m.dd, m.sd
    from (select min(p.d) as least, max(p.d) as most, min(p.s) as low, max(p.s) as high, count(*) as places,
                 atlas.rounded(sum(p.s) / count(*)) as s, atlas.rounded(sum(p.d) / count(*)) as d
            from unnest(along, across) as p (s, d)) as e
   cross join lateral (select sum((p.s - e.s) * (p.s - e.s) order by p.i) as ss, sum((p.d - e.d) * (p.d - e.d) order by p.i) as dd,
                              sum((p.s - e.s) * (p.d - e.d) order by p.i) as sd
                         from unnest(along, across) with ordinality as p (s, d, i)) as m
$$;

comment on function atlas.lie_of_places is
  'How places lie beside a route, in mm: extremes across and along it, and second moments about the rounded means.';
