-- atlas.outfall_facts(district_key, only_outfall, edge_m)
--
-- What the task lists of the plans ask of an outfall's place.
--
-- returns    in_sewer_service_area, in_park (of its enterprises' own places, A4-11: one that lies in a park is enough). Null is
--            not known: the layer is not loaded, the point lies nearer to a boundary than edge_m, nobody located it, or no
--            enterprise is known. Records merged into another are left out.
-- index      sewer_service_area, park (geom_m) gist.
-- tested by  test/report/surroundings.test.ts

create or replace function atlas.outfall_facts(
  district_key text, only_outfall int default null, edge_m double precision default 2
)
returns table (outfall_id int, in_sewer_service_area boolean, in_park boolean)
language sql stable parallel safe rows 1000
as $$
  with
  loaded as materialized (
    select exists (select from register.sewer_service_area as t where t.district = district_key) as areas,
           exists (select from register.park as t where t.district = district_key) as parks
  ),
  enterprise as materialized (
    select e.outfall_id,
           case when bool_or(exists (select from register.park as p where p.district = district_key and st_dwithin(p.geom_m, d.geom_m, 0)
                                        and st_distance(st_boundary(p.geom_m), d.geom_m) > edge_m)) then true
                when bool_and(not exists (select from register.park as p
                                           where p.district = district_key and st_dwithin(p.geom_m, d.geom_m, edge_m))) then false end as in_park
      from atlas.outfall_enterprises(district_key, only_outfall) as e
      join register.discharger as d on d.district = district_key and d.id = e.discharger_id
     where (select l.parks from loaded as l)
     group by e.outfall_id
  )
  select o.id,
         case when not l.areas or o.geom_m is null then null
              when exists (select from register.sewer_service_area as a where a.district = district_key and st_dwithin(a.geom_m, o.geom_m, 0)
                              and st_distance(st_boundary(a.geom_m), o.geom_m) > edge_m) then true
              when not exists (select from register.sewer_service_area as a
                                where a.district = district_key and st_dwithin(a.geom_m, o.geom_m, edge_m)) then false end,
         e.in_park
    from register.outfall as o
   cross join loaded as l
    left join enterprise as e on e.outfall_id = o.id
   where o.district = district_key and o.merged_into is null and o.id = coalesce(only_outfall, o.id)
   order by o.id
$$;

comment on function atlas.outfall_facts is
  'Whether outfalls lie in a sewer service area and their enterprises in a park; null where that is not known.';
