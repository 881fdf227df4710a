-- atlas.areas_each(layer, district_key, keys, places, edge_m)
--
-- The areas of a layer that hold each of many places; where none does, the nearest one.
--
-- layer      a table of schema register with polygons in geom_m: sewer_service_area, park.
-- keys, places  as for atlas.nearest_each.
-- edge_m     nearer to the boundary than this, on either side, is said to be on the edge.
-- returns    no row for an empty layer. inside: the place lies in the area or on its boundary; distance_mm to the boundary,
--            negative inside; (x, y) the nearest point of the boundary (plane, mm). Of several nearest the lowest id.
-- index      gist (geom_m).
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.areas_each(
  layer text, district_key text, keys int[], places geometry[], edge_m double precision default 2
)
returns table (key int, id int, inside boolean, edge boolean, x double precision, y double precision, distance_mm bigint)
language plpgsql stable parallel safe rows 1000
as $$
#variable_conflict use_column
begin
  return query execute format($q$
    with
    place as materialized (
      select p.key, p.place, atlas.rounded(st_x(p.place) * 1000) as px, atlas.rounded(st_y(p.place) * 1000) as py
        from unnest($2, $3) as p (key, place)
       where p.place is not null
    ),
    area as materialized (
      select t.id, e.ax, e.ay, e.bx, e.by
        from register.%1$I as t
       cross join lateral atlas.polygon_edges(t.geom_m) as e
       where t.district = $1
    ),
    held as materialized (
      select p.key, t.id, t.geom_m, p.px, p.py
        from place as p
        join register.%1$I as t on t.district = $1 and st_dwithin(t.geom_m, p.place, 0.002)
        join area as a on a.id = t.id
       where atlas.body_contains(a.ax, a.ay, a.bx, a.by, p.px, p.py)
    ),
    outside as (select * from place as p where not exists (select from held as h where h.key = p.key)),
    found as (
      select h.key, h.id, true as inside, n.x, n.y, atlas.rounded(sqrt(n.d2))::bigint as mm
        from held as h
       cross join lateral atlas.nearest_on(h.geom_m, h.px, h.py) as n
       union all
      select n.key, n.id, false, n.x, n.y, n.distance_mm
        from atlas.nearest_each($5, $1, (select array_agg(o.key order by o.key) from outside as o),
                                        (select array_agg(o.place order by o.key) from outside as o)) as n
    )
    select f.key, f.id, f.inside, f.mm <= $4 * 1000, f.x, f.y, case when f.inside then -f.mm else f.mm end
      from found as f
     order by f.key, f.id $q$, layer) using district_key, keys, places, edge_m, layer;
end
$$;

comment on function atlas.areas_each is
  'Areas of a layer that hold each of many places, else the nearest one: inside, on the edge, distance to the boundary in mm (negative inside).';
