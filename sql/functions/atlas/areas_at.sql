-- atlas.areas_at(layer, district_key, place, edge_m)
--
-- The areas of a layer that hold a place; where none does, the nearest one.
--
-- layer      a table of schema register with polygons in geom_m: sewer_service_area, park.
-- place      the district's plane, metres.
-- edge_m     nearer to the boundary than this, on either side, is said to be on the edge.
-- returns    no row for an empty layer. inside: the place lies in the area or on its boundary; distance_mm to the boundary,
--            negative inside; (x, y) the nearest point of the boundary (plane, mm). Of several nearest the lowest id.
-- index      gist (geom_m).
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.areas_at(
  layer text, district_key text, place geometry, edge_m double precision default 2
)
returns table (id int, inside boolean, edge boolean, x double precision, y double precision, distance_mm bigint)
language plpgsql stable parallel safe rows 1
as $$
#variable_conflict use_column
begin
  return query execute format($q$
    with
    held as materialized (
      select t.id, t.geom_m
        from register.%I as t
       cross join lateral atlas.polygon_edges(t.geom_m) as e
       where t.district = $1 and st_dwithin(t.geom_m, $2, 0.002)
         and atlas.body_contains(e.ax, e.ay, e.bx, e.by, atlas.rounded(st_x($2) * 1000), atlas.rounded(st_y($2) * 1000))
    ),
    found as (
      select h.id, true as inside, n.x, n.y, atlas.rounded(sqrt(n.d2))::bigint as mm
        from held as h
       cross join lateral atlas.nearest_on(h.geom_m, atlas.rounded(st_x($2) * 1000), atlas.rounded(st_y($2) * 1000)) as n
       union all
      select n.id, false, n.x, n.y, n.distance_mm
        from atlas.nearest_in($4, $1, $2) as n
       where not exists (select from held)
    )
    select f.id, f.inside, f.mm <= $3 * 1000, f.x, f.y, case when f.inside then -f.mm else f.mm end
      from found as f
     order by f.id $q$, layer) using district_key, place, edge_m, layer;
end
$$;

comment on function atlas.areas_at is
  'Areas of a layer that hold a place, else the nearest one: inside, on the edge, distance to the boundary in mm (negative inside).';
