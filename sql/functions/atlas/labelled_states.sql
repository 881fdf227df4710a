-- atlas.labelled_states(district_key, per, crossed, only_mode, as_of)
--
-- atlas.river_states once for each combination of survey rows: what those surveys alone saw of each route they saw.
--
-- per, crossed  crew | method | campaign | year, or a group that does not divide surveys (one row, place 0).
-- returns    per combination of rows, mode and route: measures in state gap, bridged and repeated (the rest is once), the gaps of
--            each bank, overlap as multiranges of effort per bank, and first_seen: covered by the year's end and not by the end
--            of the year before, where one of the groups is the year.
-- note       names crews: not for atlas_reader. Routes no survey of the row saw are left out, except of years.
-- tested by  test/oracle/coverage-by.test.ts

create or replace function atlas.labelled_states(
  district_key text, per text, crossed text, only_mode text default null, as_of date default null
)
returns table (
  place bigint, place_2 bigint, mode text, route_id int,
  gap int8multirange, bridged int8multirange, repeated int8multirange,
  left_gap int8multirange, right_gap int8multirange, first_seen int8multirange
)
language sql stable parallel safe
as $$
  with
  survey as materialized (
    select a.place as a, b.place as b, s.mode, s.route_id, k.bank, s.crew, s.day,
           coalesce(range_agg(int8range(s.from_mm, s.to_mm)) filter (where s.kind = 'measured'), '{}') as measured,
           coalesce(range_agg(int8range(s.from_mm, s.to_mm)) filter (where s.kind = 'bridged'), '{}') as bridged
      from register.surveyed_range as s
      join atlas.survey_label(district_key, per) as a on a.range_id = s.id
      join atlas.survey_label(district_key, crossed) as b on b.range_id = s.id
     cross join (values ('left'), ('right')) as k (bank)
     where s.district = district_key and s.bank in (k.bank, 'both') and s.mode = coalesce(only_mode, s.mode)
       and s.day <= coalesce(as_of, 'infinity')
     group by a.place, b.place, s.mode, s.route_id, k.bank, s.crew, s.day
  ),
  -- a millimetre is repeated when another survey of the row measured it too
  twice as (
    select x.a, x.b, x.mode, x.route_id, x.bank, range_agg(x.measured * y.measured) as again
      from survey as x
      join survey as y using (a, b, mode, route_id, bank)
     where (x.day, coalesce(x.crew, '')) < (y.day, coalesce(y.crew, '')) or (x.day = y.day and x.crew is null and y.crew is not null)
     group by x.a, x.b, x.mode, x.route_id, x.bank
  ),
  seen as (
    select a, b, mode, route_id, bank, range_agg(measured) as measured, range_agg(bridged) as bridged
      from survey group by a, b, mode, route_id, bank
  ),
  place as (
    select distinct l.a, l.b, r.mode, r.route_id, k.bank
      from (select distinct x.place as a, y.place as b
              from (select distinct place from atlas.survey_label(district_key, per)) as x
             cross join (select distinct place from atlas.survey_label(district_key, crossed)) as y) as l
     cross join (select distinct mode, route_id from survey) as r
     cross join (values ('left'), ('right')) as k (bank)
  ),
  bank as (
    select p.a, p.b, p.mode, p.route_id, p.bank, int8multirange(int8range(0, r.length_mm)) as whole,
           coalesce(s.measured, '{}') as measured, coalesce(s.measured, '{}') + coalesce(s.bridged, '{}') as covered,
           coalesce(t.again, '{}') as again
      from place as p
      join register.route as r on r.district = district_key and r.id = p.route_id
      left join seen as s using (a, b, mode, route_id, bank)
      left join twice as t using (a, b, mode, route_id, bank)
  ),
  grown as (
    select *, case when per = 'year' then range_agg(covered) over (partition by b, mode, route_id, bank order by a)
                   else range_agg(covered) over (partition by a, mode, route_id, bank order by b) end as until,
           coalesce(case when per = 'year'
                         then range_agg(covered) over (partition by b, mode, route_id, bank order by a rows between unbounded preceding and 1 preceding)
                         else range_agg(covered) over (partition by a, mode, route_id, bank order by b rows between unbounded preceding and 1 preceding)
                    end, '{}') as before
      from bank
  )
  select l.a, l.b, l.mode, l.route_id,
         l.whole - l.covered * r.covered,
         l.whole * (l.covered * r.covered - l.measured * r.measured),
         l.whole * (l.again * r.again),
         l.whole - l.covered, l.whole - r.covered,
         case when 'year' in (per, crossed) then l.whole * (l.until * r.until - l.before * r.before) end
    from grown as l
    join grown as r using (a, b, mode, route_id)
   where l.bank = 'left' and r.bank = 'right'
$$;

comment on function atlas.labelled_states is
  'States of routes by the surveys of each crew, method, campaign or year alone; names crews, not for atlas_reader.';
