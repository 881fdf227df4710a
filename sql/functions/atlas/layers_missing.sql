-- atlas.layers_missing(district_key)
--
-- Layers of which a district holds nothing, by the names they are imported under: of what they would show nothing can be said.
--
-- returns    names; `foul-sewers` where no sanitary or combined pipe is loaded, be it that storm sewers are.
-- tested by  test/report/surroundings.test.ts

create or replace function atlas.layers_missing(district_key text)
returns setof text
language sql stable parallel safe rows 5
as $$
  select l.name
    from (values
      ('towns', exists (select from register.town as t where t.district = district_key)),
      ('rivers', exists (select from register.route as t where t.district = district_key)),
      ('manholes', exists (select from register.manhole as t where t.district = district_key)),
      ('sewers', exists (select from register.sewer_pipe as t where t.district = district_key)),
      ('foul-sewers', exists (select from register.sewer_pipe as t
                               where t.district = district_key and t.kind in ('sanitary', 'combined'))),
      ('sewer-service-areas', exists (select from register.sewer_service_area as t where t.district = district_key)),
      ('dischargers', exists (select from register.discharger as t where t.district = district_key)),
      ('parks', exists (select from register.park as t where t.district = district_key)),
      ('sections', exists (select from register.section as t where t.district = district_key)),
      ('intakes', exists (select from register.intake as t where t.district = district_key)),
      ('levees', exists (select from register.levee as t where t.district = district_key)),
      ('coastline', exists (select from register.coastline as t where t.district = district_key))) as l (name, loaded)
   where not l.loaded
$$;

comment on function atlas.layers_missing is
  'Names of the layers around outfalls of which nothing is loaded in a district.';
