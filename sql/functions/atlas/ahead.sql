-- atlas.ahead(from_mm, to_mm, down, lap_mm)
--
-- Length along a route from one measure to another, going down (to higher measures) or up.
--
-- lap_mm     length of a closed route, on which every place lies ahead; null for an open one.
-- returns    mm; null where the place lies behind.
-- tested by  test/oracle/zone-relations.test.ts

create or replace function atlas.ahead(from_mm bigint, to_mm bigint, down boolean, lap_mm bigint)
returns bigint
language sql immutable parallel safe
as $$
  select case when d.mm >= 0 then d.mm else d.mm + lap_mm end
    from (select case when down then to_mm - from_mm else from_mm - to_mm end as mm) as d
$$;

comment on function atlas.ahead is 'Length in mm from one measure of a route to another, down or up; null where it lies behind.';
