-- atlas.meeting(ax, ay, am, alap, a_at, bx, by, bm, blap, b_at)
--
-- Where two routes meet near a chord of each: a vertex of one within 1 m of the other.
--
--   a ────────┬────   the track comes along a and goes on along b
--             b
--
-- x, y, m    the routes as atlas.rulers_near gives them; lap is the length of a closed one, else null.
-- a_at, b_at the measures of the chords' feet; both are within 110 m of measure of the meeting.
-- returns    0 or 1 row: the measures on a and b, unwrapped about a_at and b_at. Of several the one with the least way on
--            both; then a vertex of a before one of b, then the lower vertex.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.meeting(
  ax double precision[], ay double precision[], am double precision[], alap double precision, a_at double precision,
  bx double precision[], by double precision[], bm double precision[], blap double precision, b_at double precision
)
returns table (a_mm double precision, b_mm double precision)
language sql immutable parallel safe rows 1
as $$
  select place.a_mm, place.b_mm
    from (select 1 as own, v.i, v.at as a_mm, n.measure as b_mm, n.distance_mm
            from (select i, u.at
                    from generate_series(1, cardinality(am)) as i
                   cross join lateral (select am[i] - coalesce(alap * atlas.rounded((am[i] - a_at) / alap), 0) as at) as u
                   where abs(u.at - a_at) <= 110000
                  offset 0) as v -- a fence: only these are measured against the other route
           cross join lateral atlas.nearest_on_route(
                        bx, by, bm, blap is not null, ax[v.i], ay[v.i],
                        case when blap is null then greatest(0, b_at - 110000) else b_at - 110000 end,
                        case when blap is null then least(bm[cardinality(bm)], b_at + 110000) else b_at + 110000 end) as n
           union all
          select 2, v.i, n.measure, v.at, n.distance_mm
            from (select i, u.at
                    from generate_series(1, cardinality(bm)) as i
                   cross join lateral (select bm[i] - coalesce(blap * atlas.rounded((bm[i] - b_at) / blap), 0) as at) as u
                   where abs(u.at - b_at) <= 110000
                  offset 0) as v
           cross join lateral atlas.nearest_on_route(
                        ax, ay, am, alap is not null, bx[v.i], by[v.i],
                        case when alap is null then greatest(0, a_at - 110000) else a_at - 110000 end,
                        case when alap is null then least(am[cardinality(am)], a_at + 110000) else a_at + 110000 end) as n
         ) as place
   where place.distance_mm <= 1000
   order by abs(place.a_mm - a_at) + abs(place.b_mm - b_at), place.own, place.i
   limit 1
$$;

comment on function atlas.meeting is
  'Where two routes meet near a chord of each: a vertex of one within 1 m of the other; the measures on both in mm.';
