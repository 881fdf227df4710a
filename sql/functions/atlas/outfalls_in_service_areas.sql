-- atlas.outfalls_in_service_areas(district_key, only_outfalls, edge_m, within_m)
--
-- Outfalls in sewer service areas and the sewer each would be led into (SC-8, QP-15).
--
-- only_outfalls  their ids, or null for all.
-- returns    a row per outfall and area that holds it or on whose edge it lies; nothing while no area is loaded. edge: nearer to
--            the boundary than edge_m. Rejected outfalls and records merged into another are left out. Connection: atlas.connections.
-- index      sewer_service_area (geom_m) gist.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.outfalls_in_service_areas(
  district_key text, only_outfalls int[] default null, edge_m double precision default 2, within_m double precision default 500
)
returns table (
  outfall_id int, area_id int, inside boolean, edge boolean, area_mm bigint, pipe_id int, x double precision, y double precision,
  distance_mm bigint, crossed text[]
)
language sql stable parallel safe rows 1000
as $$
  with
  near as materialized (
    select o.id, o.geom_m
      from register.outfall as o
     where o.district = district_key and o.merged_into is null and o.status <> 'rejected'
       and (only_outfalls is null or o.id = any (only_outfalls))
       and exists (select from register.sewer_service_area as s
                    where s.district = district_key and st_dwithin(s.geom_m, o.geom_m, edge_m + 0.002))
  ),
  held as materialized (
    select a.*, n.geom_m
      from atlas.areas_each('sewer_service_area', district_key, (select array_agg(n.id order by n.id) from near as n),
                            (select array_agg(n.geom_m order by n.id) from near as n), edge_m) as a
      join near as n on n.id = a.key
     where a.inside or a.edge
  ),
  place as (select distinct on (h.key) h.key, h.geom_m from held as h order by h.key)
  select h.key, h.id, h.inside, h.edge, h.distance_mm, c.pipe_id, c.x, c.y, c.distance_mm, c.crossed
    from held as h
    left join atlas.connections(district_key, (select array_agg(p.key order by p.key) from place as p),
                                (select array_agg(p.geom_m order by p.key) from place as p), within_m) as c
      on c.key = h.key and c.subject = 'connection'
   order by h.key, h.id
$$;

comment on function atlas.outfalls_in_service_areas is
  'Outfalls in or on the edge of sewer service areas with the sanitary or combined pipe each would be led into; distances in mm.';
