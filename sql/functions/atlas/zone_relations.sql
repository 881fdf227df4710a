-- atlas.zone_relations(district_key, only_outfall)
--
-- What outfalls have to do with protected zones: the twin of register.outfall_zone.
--
-- inside     the recorded point lies in the zone or on its boundary.
-- edge       the boundary is at most the zone's accuracy_m away, on either side.
-- conduit    a conduit of the outfall touches the zone (atlas.conduit_outfalls).
-- receiving  the water at the mouth lies in the zone: the link's point on the route, or the river's polygon (atlas.mouth_places).
--
-- only_outfall  its id, or null for all.
-- returns    one row per outfall, zone and relation that holds, whatever the zone's dates; nothing for pairs without one.
--            distance_mm: recorded point to the boundary, negative inside, null without a point. river_up_mm, river_down_mm: along
--            the river from the link to the zone (atlas.river_distance). Records merged into another are left out.
-- index      none: PostGIS only leaves out pairs that are a centimetre and more apart, the tests are whole numbers'.
-- tested by  test/oracle/zone-relations.test.ts

create or replace function atlas.zone_relations(district_key text, only_outfall int default null)
returns table (
  outfall_id int, zone_id int, relation text, distance_mm bigint, river_up_mm bigint, river_down_mm bigint
)
language plpgsql stable parallel safe rows 1000
as $$
#variable_conflict use_column
begin
  return query
  with
  zone as materialized (
    select z.id, z.geom_m, z.accuracy_m, e.ax, e.ay, e.bx, e.by
      from register.protected_zone as z
     cross join lateral atlas.polygon_edges(z.geom_m) as e
     where z.district = district_key
  ),
  outfall as materialized (
    select o.id, o.geom_m, atlas.rounded(st_x(o.geom_m) * 1000) as px, atlas.rounded(st_y(o.geom_m) * 1000) as py,
           l.route_id, l.measure_mm
      from register.outfall as o
      left join register.outfall_link as l on l.district = o.district and l.outfall_id = o.id
     where o.district = district_key and o.merged_into is null and o.id = coalesce(only_outfall, o.id)
  ),
  near as materialized (
    select o.id as outfall_id, z.id as zone_id, z.accuracy_m * 1000 as accuracy,
           atlas.body_contains(z.ax, z.ay, z.bx, z.by, o.px, o.py) as holds,
           atlas.signed_distance(z.ax, z.ay, z.bx, z.by, o.px, o.py) as distance
      from outfall as o
      join zone as z on st_dwithin(z.geom_m, o.geom_m, z.accuracy_m + 0.01)
  ),
  -- routes that have a zone on them or on their river's water: the mouths on all others are in none
  wet as materialized (
    select r.id
      from register.route as r
     where r.district = district_key
       and (exists (select from zone as z where st_dwithin(z.geom_m, r.line_m, 0.01))
            or exists (select from register.water_body as w
                         join zone as z on st_dwithin(z.geom_m, w.geom_m, 0.01)
                        where w.district = district_key and w.river_id = r.river_id))
  ),
  mouth as materialized (
    select o.id as outfall_id, m.x, m.y
      from outfall as o
      join wet as w on w.id = o.route_id
     cross join lateral atlas.mouth_places(district_key, o.route_id, o.measure_mm, o.px, o.py) as m
  ),
  held as (
    select n.outfall_id, n.zone_id, 'inside' as relation from near as n where n.holds
    union all
    select n.outfall_id, n.zone_id, 'edge' from near as n where abs(n.distance) <= n.accuracy
    union
    select e.outfall_id, z.id, 'conduit'
      from atlas.conduit_outfalls(district_key) as e
      join outfall as o on o.id = e.outfall_id
      join register.conduit as c on c.district = district_key and c.id = e.conduit_id
      join zone as z on st_dwithin(z.geom_m, c.geom_m, 0.01) and atlas.line_touches(c.geom_m, z.ax, z.ay, z.bx, z.by)
    union
    select m.outfall_id, z.id, 'receiving'
      from mouth as m
      join zone as z on st_dwithin(z.geom_m, st_makepoint(m.x / 1000, m.y / 1000), 0.01)
                    and atlas.body_contains(z.ax, z.ay, z.bx, z.by, m.x, m.y)
  ),
  -- what is measured is measured once for all relations of a pair
  pair as materialized (
    select p.outfall_id, p.zone_id,
           coalesce(n.distance, atlas.signed_distance(z.ax, z.ay, z.bx, z.by, o.px, o.py))::bigint as distance_mm,
           atlas.river_distance(district_key, p.zone_id, o.route_id, o.measure_mm, false) as up_mm,
           atlas.river_distance(district_key, p.zone_id, o.route_id, o.measure_mm, true) as down_mm
      from (select distinct h.outfall_id, h.zone_id from held as h) as p
      join outfall as o on o.id = p.outfall_id
      join zone as z on z.id = p.zone_id
      left join near as n on n.outfall_id = p.outfall_id and n.zone_id = p.zone_id
  )
  select h.outfall_id, h.zone_id, h.relation, p.distance_mm, p.up_mm, p.down_mm
    from held as h
    join pair as p on p.outfall_id = h.outfall_id and p.zone_id = h.zone_id
   order by h.outfall_id, h.zone_id, array_position(array['inside', 'edge', 'conduit', 'receiving'], h.relation);
end
$$;

comment on function atlas.zone_relations is
  'Outfalls and protected zones that have to do with each other: inside, edge, conduit, receiving; distances to the boundary and along the river in mm.';
