-- atlas.record_ranges(district_key, record_id)
--
-- What a survey record covers: the whole river on all its routes, or from-to along its first (longest) route; with a town only
-- what lies in that town.
--
-- returns    ranges in mm on the bank the record names. A from-to beyond the route's end counts to its end.
-- tested by  test/oracle/records.test.ts

create or replace function atlas.record_ranges(district_key text, record_id int)
returns table (route_id int, bank text, kind text, from_mm bigint, to_mm bigint, day date)
language sql stable parallel safe
as $$
  with
  stretch as (
    select r.id as route_id, s.bank, s.date,
           int8multirange(int8range(0, r.length_mm) * int8range(coalesce(s.from_mm, 0), s.to_mm))
           * case when s.town_id is null then int8multirange(int8range(0, null))
                  else (select coalesce(range_agg(int8range(t.from_mm, t.to_mm)), '{}')
                          from register.route_town as t
                         where t.district = r.district and t.route_id = r.id and t.town_id = s.town_id) end as covered
      from register.survey_record as s
      join register.route as r on r.district = s.district and r.river_id = s.river_id
     where s.district = district_key and s.id = record_id
       and (r.seq = 1 or (s.from_mm is null and s.to_mm is null))
  )
  select s.route_id, s.bank, 'measured', lower(c), upper(c), s.date
    from stretch as s
   cross join unnest(s.covered) as c
   order by s.route_id, lower(c)
$$;

comment on function atlas.record_ranges is 'Ranges of routes a survey record (a table row) covers, in mm.';
