-- atlas.body_spans(ax, ay, bx, by, ring, px, py)
--
-- Whether a point lies in a polygon or on an island in it: in any of its rings.
--
-- a, b, p    plane, whole mm, so that the cross products are exact; ring says which edges belong together
--            (atlas.polygon_edges).
-- tested by  test/oracle/plane.test.ts, test/oracle/track-ranges.test.ts

create or replace function atlas.body_spans(
  ax double precision[], ay double precision[], bx double precision[], by double precision[], ring int[],
  px double precision, py double precision
)
returns boolean
language sql immutable parallel safe
as $$
  select coalesce(bool_or(r.holds), false)
    from (select atlas.body_contains(array_agg(e.ax), array_agg(e.ay), array_agg(e.bx), array_agg(e.by), px, py) as holds
            from unnest(ax, ay, bx, by, ring) as e (ax, ay, bx, by, ring)
           group by e.ring) as r
$$;

comment on function atlas.body_spans is 'True where a point lies in or on any ring of a polygon given by its edges: in it or on an island in it.';
