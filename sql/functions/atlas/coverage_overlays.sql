-- atlas.coverage_overlays(district_key, per, only_mode, as_of)
--
-- The overlay columns of `atlas coverage --group`: km of covered river to look at once more.
--
--   select * from atlas.coverage_overlays('qingpu', 'town', 'above_water', '2024-12-31');
--
-- arguments  as atlas.coverage, and every zone group of atlas.zone_ranges (venues within 1 km).
-- returns    one row per group and mode, in the order of atlas.coverage; columns as atlas.river_overlays in km. They overlap
--            each other: never to be added up.
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.coverage_overlays(
  district_key text, per text default 'district', only_mode text default null, as_of date default null
)
returns table (
  key text, name text, mode text, stale_km numeric, above_not_under_km numeric, record_only_km numeric
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables with crews
as $$
  with
  -- what of which route belongs to each row
  held as materialized (
    select g.place, g.key, g.name, t.route_id, range_agg(int8range(t.from_mm, t.to_mm)) as here
      from atlas.report_group(district_key, per, as_of) as g
      left join (register.route_town as t join register.route as r on r.district = t.district and r.id = t.route_id)
        on t.district = district_key
       and (g.river_id is null or g.river_id = r.river_id)
       and (g.town_id is null or g.town_id = t.town_id) and (not g.outside or t.town_id is null)
     group by g.place, g.key, g.name, t.route_id
     union all
    select z.place, z.key, z.name, z.route_id, z.here
      from atlas.zone_ranges(district_key, per, as_of) as z
  )
  select h.key, h.name, m.mode,
         atlas.km(coalesce(sum(atlas.multirange_mm(o.stale * h.here)), 0)),
         atlas.km(coalesce(sum(atlas.multirange_mm(o.above_not_under * h.here)), 0)),
         atlas.km(coalesce(sum(atlas.multirange_mm(o.record_only * h.here)), 0))
    from held as h
   cross join (values ('above_water'), ('under_water')) as m (mode)
    left join atlas.river_overlays(district_key, only_mode, as_of) as o on o.route_id = h.route_id and o.mode = m.mode
   where m.mode = coalesce(only_mode, m.mode)
   group by h.place, h.key, h.name, m.mode
   order by h.place, m.mode
$$;

comment on function atlas.coverage_overlays is
  'Km per district, river, town, level or zone and mode that are stale, surveyed above and not under water, or on records only; they add up to nothing.';
