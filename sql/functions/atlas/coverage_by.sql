-- atlas.coverage_by(district_key, per, crossed, only_mode, as_of, within_m, scope, plan, phase)
--
-- How far the survey is by any group, or by two crossed, inside a scope: the rows of `atlas coverage --group A,B --scope S`.
--
--   select * from atlas.coverage_by('qingpu', 'town', 'year', 'above_water');
--
-- per        a group of atlas.facet_ranges, or crew | method | campaign | year; crossed another, `district` for one group alone.
-- scope      as atlas.scope_ranges; null is the whole district.
-- plan, phase  of the group funding: which plan holds (QP | SC | JY | NT | QJ) and the phase that is paid for; no rows without them.
-- returns    a row per cell and mode that holds river; figures as atlas.coverage. Rows by crew, method, campaign and year are what
--            those surveys alone covered, first_covered_km of years adds up to what is covered. ledger_km: per river, and per
--            combination of rows that may overlap, official * covered / drawn dealt over towns (by key, outside last), routes and
--            cells by running totals, so that rows that hold each millimetre once add up; overlap_km likewise over rivers (by key) too.
-- note       by crew: not for atlas_reader, as every survey group.
-- tested by  test/oracle/coverage-by.test.ts, test/oracle/groupings.test.ts

create or replace function atlas.coverage_by(
  district_key text, per text, crossed text default 'district', only_mode text default null, as_of date default null,
  within_m double precision default 1000, scope text default null, plan text default null, phase text default null
)
returns table (
  key text, key_2 text, mode text,
  length_km numeric, covered_km numeric, gap_km numeric, bridged_km numeric, duplicate_km numeric,
  overlap_km numeric, ledger_km numeric, drawn_only_km numeric, bank_covered_km numeric, first_covered_km numeric
)
language sql stable parallel safe
as $$
  with
  -- groups of surveys leave the river whole; materialized, or the second would be asked again for each row of the first
  first_facet as materialized (
    select * from atlas.facet_ranges(
      district_key, case when per in ('crew', 'method', 'campaign', 'year') then 'district' else per end, as_of, within_m, plan, phase)
  ),
  second_facet as materialized (
    select * from atlas.facet_ranges(
      district_key, case when crossed in ('crew', 'method', 'campaign', 'year') then 'district' else crossed end, as_of, within_m, plan, phase)
  ),
  reach as materialized (select * from atlas.scope_ranges(district_key, scope, as_of)),
  town as materialized (
    select t.route_id, w.key as town, range_agg(int8range(t.from_mm, t.to_mm)) as here
      from register.route_town as t
      left join register.town as w on w.district = t.district and w.id = t.town_id
     where t.district = district_key group by t.route_id, w.key
  ),
  label as (
    select a.place as a, a.key as key_a, b.place as b, b.key as key_b
      from (select distinct place, key from atlas.survey_label(district_key, per)
            union select 0, null where per not in ('crew', 'method', 'campaign', 'year')) as a
     cross join (select distinct place, key from atlas.survey_label(district_key, crossed)
                 union select 0, null where crossed not in ('crew', 'method', 'campaign', 'year')) as b
  ),
  cut as materialized (
    select x.place as place, x.key as key, y.place as place_2, y.key as key_2,
           case when x.adds_up then 0 else x.place end as apart, case when y.adds_up then 0 else y.place end as apart_2,
           x.route_id, t.town, x.here * y.here * t.here * s.here as here
      from first_facet as x
      join second_facet as y on y.route_id = x.route_id
      join town as t on t.route_id = x.route_id
      join reach as s on s.route_id = x.route_id
     where not isempty(x.here * y.here * t.here * s.here)
  ),
  state as materialized (select * from atlas.labelled_states(district_key, per, crossed, only_mode, as_of)),
  -- both banks: what each survey of the row measured here, and what they measured here at all
  survey as materialized (
    select a.place as a, b.place as b, s.mode, s.route_id, k.bank,
           coalesce(range_agg(int8range(s.from_mm, s.to_mm)), '{}') as measured
      from register.surveyed_range as s
      join atlas.survey_label(district_key, per) as a on a.range_id = s.id
      join atlas.survey_label(district_key, crossed) as b on b.range_id = s.id
     cross join (values ('left'), ('right')) as k (bank)
     where s.district = district_key and s.bank in (k.bank, 'both') and s.mode = coalesce(only_mode, s.mode)
       and s.kind = 'measured' and s.day <= coalesce(as_of, 'infinity')
     group by a.place, b.place, s.mode, s.route_id, k.bank, s.crew, s.day
  ),
  effort as (
    select c.place, c.place_2, c.apart, c.apart_2, c.route_id, c.town, s.a, s.b, s.mode, s.bank,
           sum(atlas.multirange_mm(s.measured * c.here)) - atlas.multirange_mm(range_agg(s.measured * c.here)) as mm
      from cut as c
      join survey as s on s.route_id = c.route_id
     group by c.place, c.place_2, c.apart, c.apart_2, c.route_id, c.town, s.a, s.b, s.mode, s.bank
  ),
  -- half of it, dealt as in atlas.coverage_parts: the whole is rounded once, and its rows add up to it
  overlap as (
    select place, place_2, a, b, mode, sum(div(so_far + 1, 2) - div(so_far - mm + 1, 2)) as mm
      from (select e.place, e.place_2, e.a, e.b, e.mode, e.mm, sum(e.mm) over (
                     partition by e.apart, e.apart_2, e.a, e.b, e.mode
                     order by coalesce(v.key, '#' || v.id) collate "C", v.id, e.town collate "C" nulls last, e.route_id,
                              e.place, e.place_2) as so_far
              from (select place, place_2, apart, apart_2, route_id, town, a, b, mode, sum(mm) as mm
                      from effort group by place, place_2, apart, apart_2, route_id, town, a, b, mode) as e
              join register.route as r on r.district = district_key and r.id = e.route_id
              join register.river as v on v.district = district_key and v.id = r.river_id) as dealt
     group by place, place_2, a, b, mode
  ),
  part as (
    select c.*, l.a, l.key_a, l.b, l.key_b, m.mode, r.river_id, r.role = 'main' or r.role = 'shore' as counts,
           atlas.multirange_mm(c.here) as length,
           atlas.multirange_mm(coalesce(s.gap, c.here) * c.here) as gap,
           coalesce(atlas.multirange_mm(s.bridged * c.here), 0) as bridged,
           coalesce(atlas.multirange_mm(s.repeated * c.here), 0) as repeated,
           2 * atlas.multirange_mm(c.here) - atlas.multirange_mm(coalesce(s.left_gap, c.here) * c.here)
             - atlas.multirange_mm(coalesce(s.right_gap, c.here) * c.here) as banks,
           coalesce(atlas.multirange_mm(s.first_seen * c.here), 0) as first
      from cut as c
     cross join label as l
     cross join (values ('above_water'), ('under_water')) as m (mode)
      join register.route as r on r.district = district_key and r.id = c.route_id
      left join state as s on s.route_id = c.route_id and s.mode = m.mode and s.place = l.a and s.place_2 = l.b
     where m.mode = coalesce(only_mode, m.mode)
  ),
  drawn as (
    select river_id, sum(length_mm) as mm
      from register.route where district = district_key and (role = 'main' or role = 'shore') group by river_id
  ),
  dealt as (
    select p.place, p.place_2, p.a, p.b, p.mode, p.length - p.gap as covered, v.official_length_mm::numeric as official, d.mm as drawn,
           sum(p.length - p.gap) over (
             partition by p.apart, p.apart_2, p.a, p.b, p.mode, p.river_id
             order by p.town collate "C" nulls last, p.route_id, p.place, p.place_2) as so_far
      from part as p
      join drawn as d on d.river_id = p.river_id
      join register.river as v on v.district = district_key and v.id = p.river_id
     where p.counts
  ),
  ledger as (
    select place, place_2, a, b, mode,
           sum(case when official is null then covered
                    else div(2 * official * so_far + drawn, 2 * drawn) - div(2 * official * (so_far - covered) + drawn, 2 * drawn) end) as mm,
           sum(case when official is null then covered else 0 end) as drawn_only
      from dealt group by place, place_2, a, b, mode
  ),
  summed as (
    select place, place_2, a, b, mode, max(coalesce(key_a, key)) as key, max(coalesce(key_b, key_2)) as key_2,
           sum(length) as length, sum(gap) as gap, sum(bridged) as bridged, sum(repeated) as repeated, sum(banks) as banks,
           sum(first) as first
      from part group by place, place_2, a, b, mode
  )
  select s.key, s.key_2, s.mode, atlas.km(s.length), atlas.km(s.length - s.gap), atlas.km(s.gap), atlas.km(s.bridged),
         atlas.km(s.repeated), atlas.km(coalesce(o.mm, 0)), atlas.km(coalesce(g.mm, 0)), atlas.km(coalesce(g.drawn_only, 0)), atlas.km(s.banks),
         case when 'year' in (per, crossed) then atlas.km(s.first) end
    from summed as s
    left join ledger as g using (place, place_2, a, b, mode)
    left join overlap as o using (place, place_2, a, b, mode)
   order by s.place, s.a, s.place_2, s.b, s.mode
$$;

comment on function atlas.coverage_by is
  'Coverage by any group or two crossed, inside a scope: length, covered, gap, bridged, duplicate, overlap, ledger and bank km per cell and mode.';
