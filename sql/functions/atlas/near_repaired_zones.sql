-- atlas.near_repaired_zones(district_key, flag, as_of, only_level)
--
-- Outfalls in the hull of a zone whose outline was repaired: it may have been meant to hold them.
--
-- flag, as_of, only_level  as for atlas.zones_on.
-- returns    one row per outfall and such zone, whether it touches the zone or not.
-- tested by  test/import/zones-dirt.test.ts

create or replace function atlas.near_repaired_zones(district_key text, flag text, as_of date, only_level text default null)
returns table (outfall_id int, zone_id int)
language sql stable parallel safe rows 10
as $$
  select o.id, z.id
    from atlas.zones_on(district_key, flag, as_of, only_level) as v
    join register.protected_zone as z on z.district = district_key and z.id = v.id and z.repaired
    join register.outfall as o
      on o.district = district_key and o.merged_into is null and st_intersects(st_convexhull(z.geom_m), o.geom_m)
$$;

comment on function atlas.near_repaired_zones is
  'Outfalls in the hull of a protected zone whose outline crossed itself and was repaired.';
