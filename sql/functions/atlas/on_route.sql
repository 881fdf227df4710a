-- atlas.on_route(lo, hi, lap)
--
-- A range of unwrapped measures as ranges on the route: split at the seam of a closed one.
--
-- lap        the length of a closed route, null on an open one.
-- returns    0, 1 or 2 rows with to_mm > from_mm; a range as long as a closed route or longer is all of it.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.on_route(lo double precision, hi double precision, lap double precision)
returns table (from_mm bigint, to_mm bigint)
language sql immutable parallel safe
as $$
  select r.a::bigint, r.z::bigint
    from (select lo - floor(lo / lap) * lap as start, hi - lo as size) as s
   cross join lateral (values
         (case when lap is null then lo when s.size >= lap then 0 else s.start end,
          case when lap is null then hi when s.size >= lap then lap else least(lap, s.start + s.size) end),
         (0, case when s.size < lap then s.start + s.size - lap end)) as r (a, z)
   where r.z > r.a
$$;

comment on function atlas.on_route is 'A range of unwrapped measures as ranges on the route, split at a closed route''s seam.';
