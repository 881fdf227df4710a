-- atlas.coverage(district_key, per, only_mode, as_of)
--
-- How far the survey is: the rows of `atlas coverage --group`.
--
--   select * from atlas.coverage('qingpu', 'town', 'above_water');
--
-- per        district | river | town | level.
-- only_mode  above_water, under_water, or null for a row of each.
-- as_of      local day; null counts every survey on the network as it stands.
-- returns    km with six decimals (whole millimetres). covered = bridged + once + repeated, and covered + gap = length.
--              duplicate_km   length whose both banks two or more surveys measured
--              overlap_km     half the sum over both banks of (what each survey measured - what was measured at all);
--                             rounded half up once and dealt over the parts (atlas.coverage_parts), so that rows add up
--              ledger_km      see atlas.ledger_parts; drawn_only_km is the part of it without official length
--              covered_percent  100 * covered / length, as atlas.percent; null when length is 0
--              bank_covered_km  of twice the length: never to be added to the others
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.coverage(
  district_key text, per text default 'district', only_mode text default null, as_of date default null
)
returns table (
  key text, name text, mode text,
  length_km numeric, covered_km numeric, gap_km numeric, bridged_km numeric, duplicate_km numeric, overlap_km numeric,
  ledger_km numeric, drawn_only_km numeric, covered_percent numeric, bank_covered_km numeric
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables with crews
as $$
  with
  member as materialized (select * from atlas.report_group(district_key, per, as_of)),
  part as materialized (select * from atlas.coverage_parts(district_key, only_mode, as_of)),
  ledger as materialized (select * from atlas.ledger_parts(district_key, only_mode, as_of)),
  line as (
    select g.place, g.key, g.name, m.mode
      from (select distinct place, key, name from member) as g
     cross join (values ('above_water'), ('under_water')) as m (mode)
     where m.mode = coalesce(only_mode, m.mode)
  ),
  drawn as (
    select g.place, p.mode,
           sum(p.length_mm) as length, sum(p.gap_mm) as gap, sum(p.bridged_mm) as bridged,
           sum(p.repeated_mm) as repeated, sum(p.overlap_mm) as overlap, sum(p.bank_covered_mm) as banks
      from part as p
      join member as g on (g.river_id is null or g.river_id = p.river_id)
                      and (g.town_id is null or g.town_id = p.town_id) and (not g.outside or p.town_id is null)
     group by g.place, p.mode
  ),
  stretched as (
    select g.place, l.mode, sum(l.ledger_mm) as ledger, sum(l.drawn_only_mm) as drawn_only
      from ledger as l
      join member as g on (g.river_id is null or g.river_id = l.river_id)
                      and (g.town_id is null or g.town_id = l.town_id) and (not g.outside or l.town_id is null)
     group by g.place, l.mode
  )
  select l.key, l.name, l.mode,
         atlas.km(d.length), atlas.km(d.length - d.gap), atlas.km(d.gap), atlas.km(d.bridged), atlas.km(d.repeated),
         atlas.km(d.overlap),
         atlas.km(s.ledger), atlas.km(s.drawn_only),
         atlas.percent(d.length - d.gap, d.length),
         atlas.km(d.banks)
    from line as l
    left join drawn as d on d.place = l.place and d.mode = l.mode
    left join stretched as s on s.place = l.place and s.mode = l.mode
   order by l.place, l.mode
$$;

comment on function atlas.coverage is
  'Coverage per district, river, town or level and mode: length, covered, gap, bridged, duplicate, overlap and ledger km, and percent covered.';
