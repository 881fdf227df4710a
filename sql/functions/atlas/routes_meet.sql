-- atlas.routes_meet(district_key, route_a, a_at, route_b, b_at)
--
-- Whether two routes meet within 110 m of measure of a place on each (atlas.meeting).
--
-- index      primary key of register.route.
-- tested by  test/oracle/track-ranges.test.ts

create or replace function atlas.routes_meet(
  district_key text, route_a int, a_at double precision, route_b int, b_at double precision
)
returns boolean
language sql stable parallel safe
as $$
  select exists (
    select from register.route as a
      join register.route as b on b.district = a.district and b.id = route_b
                              and st_dwithin(a.line_m, b.line_m, 1.01) -- most never come so near: seen without vertices
     cross join lateral atlas.line_vertices(a.line_m) as u
     cross join lateral atlas.line_vertices(b.line_m) as v
     cross join lateral atlas.meeting(u.x, u.y, u.m, case when a.closed then a.length_mm end::double precision, a_at,
                                      v.x, v.y, v.m, case when b.closed then b.length_mm end::double precision, b_at)
     where a.district = district_key and a.id = route_a)
$$;

comment on function atlas.routes_meet is
  'Whether two routes of a district meet within 110 m of measure of a place on each.';
