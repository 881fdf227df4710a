-- atlas.coverage_in(district_key, per, only_mode, as_of, within_m)
--
-- How far the survey is inside zones: the rows of `atlas coverage --group` for zones.
--
--   select * from atlas.coverage_in('qingpu', 'zone', 'above_water');
--
-- arguments  as atlas.zone_ranges and atlas.bank_states.
-- returns    columns as atlas.coverage, per zone and mode; covered + gap = length in each. Zones may overlap and leave river
--            out: rows do not add up. ledger_km of a zone: per river its official length * covered here / drawn of the whole
--            river (main routes and shores), each rounded half up, then added.
-- tested by  test/oracle/zone-ranges.test.ts

create or replace function atlas.coverage_in(
  district_key text, per text, only_mode text default null, as_of date default null, within_m double precision default 1000
)
returns table (
  key text, name text, zone_id int, mode text,
  length_km numeric, covered_km numeric, gap_km numeric, bridged_km numeric, duplicate_km numeric, overlap_km numeric,
  ledger_km numeric, drawn_only_km numeric, covered_percent numeric, bank_covered_km numeric
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables with crews
as $$
  with
  held as materialized (select * from atlas.zone_ranges(district_key, per, as_of, within_m)),
  line as (
    select g.place, g.key, g.name, m.mode
      from (select distinct place, key, name from held) as g
     cross join (values ('above_water'), ('under_water')) as m (mode)
     where m.mode = coalesce(only_mode, m.mode)
  ),
  part as (
    select h.place, s.mode, r.river_id, r.role = 'main' or r.role = 'shore' as counts,
           atlas.multirange_mm(h.here) as length, atlas.multirange_mm(s.gap * h.here) as gap,
           atlas.multirange_mm(s.bridged * h.here) as bridged, atlas.multirange_mm(s.repeated * h.here) as repeated,
           2 * atlas.multirange_mm(h.here)
             - atlas.multirange_mm(s.left_gap * h.here) - atlas.multirange_mm(s.right_gap * h.here) as banks
      from held as h
      join register.route as r on r.district = district_key and r.id = h.route_id
      join atlas.river_states(district_key, only_mode, as_of) as s on s.route_id = h.route_id
  ),
  -- per bank: what each survey measured here, less what was measured here at all
  effort as (
    select h.place, s.mode,
           sum(atlas.multirange_mm(s.measured * h.here)) - atlas.multirange_mm(range_agg(s.measured * h.here)) as overlap
      from held as h
      join atlas.surveyed_by(district_key, only_mode, as_of) as s on s.route_id = h.route_id
     group by h.place, s.mode, h.route_id, s.bank
  ),
  overlap as (select place, mode, sum(overlap) as mm from effort group by place, mode),
  drawn as (
    select river_id, sum(length_mm) as mm
      from register.route where district = district_key and (role = 'main' or role = 'shore') group by river_id
  ),
  stretched as (
    select p.place, p.mode, p.river_id, v.official_length_mm::numeric as official, d.mm as drawn, sum(p.length - p.gap) as covered
      from part as p
      join drawn as d on d.river_id = p.river_id
      join register.river as v on v.district = district_key and v.id = p.river_id
     where p.counts
     group by p.place, p.mode, p.river_id, v.official_length_mm, d.mm
  ),
  ledger as (
    select place, mode,
           sum(case when official is null then covered else div(2 * official * covered + drawn, 2 * drawn) end) as mm,
           sum(case when official is null then covered else 0 end) as drawn_only
      from stretched group by place, mode
  ),
  summed as (
    select place, mode, sum(length) as length, sum(gap) as gap, sum(bridged) as bridged, sum(repeated) as repeated,
           sum(banks) as banks
      from part group by place, mode
  )
  select l.key, l.name, l.place, l.mode,
         atlas.km(s.length), atlas.km(s.length - s.gap), atlas.km(s.gap), atlas.km(s.bridged), atlas.km(s.repeated),
         atlas.km(div(coalesce(o.mm, 0) + 1, 2)), atlas.km(g.mm), atlas.km(g.drawn_only),
         atlas.percent(s.length - s.gap, s.length),
         atlas.km(s.banks)
    from line as l
    left join summed as s on s.place = l.place and s.mode = l.mode
    left join overlap as o on o.place = l.place and o.mode = l.mode
    left join ledger as g on g.place = l.place and g.mode = l.mode
   order by l.place, l.mode
$$;

comment on function atlas.coverage_in is
  'Coverage inside each zone, function zone, basin, park, residential area, key reach, or around each venue, per mode; rows may overlap.';
