-- atlas.rivers_in(district_key, per, as_of, within_m)
--
-- Lengths of rivers inside zones and the outfalls on them: the rows of `atlas rivers --group` for zones.
--
--   select * from atlas.rivers_in('qingpu', 'venue', within_m => 1000);
--
-- arguments  as atlas.zone_ranges.
-- returns    km with six decimals. outfalls: linked to a river at a measure inside, ends included, and not rejected; per km with
--            three decimals, halves up, null where the length is 0. Zones may overlap: rows do not add up.
-- tested by  test/oracle/zone-ranges.test.ts

create or replace function atlas.rivers_in(
  district_key text, per text, as_of date default null, within_m double precision default 1000
)
returns table (key text, name text, zone_id int, length_km numeric, outfalls int, outfalls_per_km numeric)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables
as $$
  with
  held as materialized (select * from atlas.zone_ranges(district_key, per, as_of, within_m)),
  drawn as (select place, sum(atlas.multirange_mm(here)) as mm from held group by place),
  counted as (
    select h.place, count(*) as n
      from held as h
      join register.outfall_link as l on l.district = district_key and l.route_id = h.route_id
      join register.outfall as o on o.district = l.district and o.id = l.outfall_id and o.status <> 'rejected'
     where exists (select from unnest(h.here) as r where l.measure_mm between lower(r) and upper(r))
     group by h.place
  )
  select h.key, h.name, h.place, atlas.km(d.mm), coalesce(c.n, 0)::int,
         round(div(2000000000 * coalesce(c.n, 0)::numeric + d.mm, 2 * nullif(d.mm, 0)) / 1000, 3)
    from (select distinct place, key, name from held) as h
    join drawn as d on d.place = h.place
    left join counted as c on c.place = h.place
   order by h.place
$$;

comment on function atlas.rivers_in is
  'River length and outfalls inside each zone, function zone, basin, park, residential area, key reach, or around each venue.';
