-- atlas.mouth_places(district_key, route_id, measure_mm, px, py)
--
-- Where the water is that an outfall discharges to: the link's point on the route and, where the river's polygon is as near
-- as that, the polygon's nearest point to the outfall; a mouth in the water is itself that point.
--
-- p          the recorded point, plane, whole mm; null where nobody located the outfall: the route's point alone.
-- returns    one row or two; plane, whole mm. Of equally near points the westernmost, then the southernmost.
-- index      register.water_body (geom_m) gist through st_dwithin, as prefilter.
-- tested by  test/oracle/zone-relations.test.ts

create or replace function atlas.mouth_places(
  district_key text, route_id int, measure_mm bigint, px double precision, py double precision
)
returns table (x double precision, y double precision)
language plpgsql stable parallel safe rows 2
as $$
#variable_conflict use_column
begin
  return query
  with
  on_route as materialized (
    select a.px as x, a.py as y, r.river_id
      from register.route as r
     cross join atlas.line_vertices(r.line_m) as v
     cross join atlas.point_at(v.x, v.y, v.m, mouth_places.measure_mm) as a
     where r.district = district_key and r.id = mouth_places.route_id
  ),
  body as materialized (
    select e.*
      from on_route as o
      join register.water_body as w
        on w.district = district_key and w.river_id = o.river_id
       and st_dwithin(w.geom_m, st_makepoint(mouth_places.px / 1000, mouth_places.py / 1000),
                      sqrt((o.x - mouth_places.px) ^ 2 + (o.y - mouth_places.py) ^ 2) / 1000 + 0.01)
     cross join lateral atlas.polygon_edges(w.geom_m) as e
  ),
  inside as (
    select exists (select from body as b
                    where atlas.body_contains(b.ax, b.ay, b.bx, b.by, mouth_places.px, mouth_places.py)) as water
  ),
  nearest as (
    select c.x, c.y
      from (select o.x, o.y from on_route as o
             union all
            select n.x, n.y
              from body as b
             cross join unnest(b.ax, b.ay, b.bx, b.by) as e (ax, ay, bx, by)
             cross join lateral atlas.nearest_on_segment(
                          mouth_places.px, mouth_places.py, e.ax, e.ay, e.bx, e.by, 0, 0, 0, 0) as n) as c
     order by (c.x - mouth_places.px) ^ 2 + (c.y - mouth_places.py) ^ 2, c.x, c.y
     limit 1
  )
  select o.x, o.y from on_route as o
  union
  select case when i.water then mouth_places.px else n.x end, case when i.water then mouth_places.py else n.y end
    from inside as i cross join nearest as n
   where mouth_places.px is not null;
end
$$;

comment on function atlas.mouth_places is
  'Points (plane, mm) of the water at an outfall''s mouth: on the linked route, and on the river''s polygon where it is as near.';
