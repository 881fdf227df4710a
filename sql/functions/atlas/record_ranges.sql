-- atlas.record_ranges(district_key, record_id)
--
-- What a survey record covers, from-to or the whole river as it was drawn when the record came in: on the very lines its grounds
-- were taken from by their measures, on lines drawn since where its ground lines lie (register.record_anchor, by server/engine/anchor);
-- with a town only what lies in that town.
--
-- returns    ranges in mm on the bank the record names, looking along the route. A from-to without ground counts to the end of the river's one main route (its one shore); of a river in several parts
--            it covers nothing, since nobody said along which the measures run.
-- tested by  test/oracle/coverage.test.ts, test/oracle/verify.test.ts

create or replace function atlas.record_ranges(district_key text, record_id int)
returns table (route_id int, bank text, kind text, from_mm bigint, to_mm bigint, day date)
language sql stable parallel safe
as $$
  with
  record as (
    select s.* from register.survey_record as s where s.district = district_key and s.id = record_ranges.record_id
  ),
  -- the lines it was taken from, with the route of the river that is still drawn so
  ground as (
    select int8range(ST_M(ST_StartPoint(g.line_m))::bigint, ST_M(ST_EndPoint(g.line_m))::bigint) as range, r.id as own
      from record as s
      join register.record_ground as g on g.district = s.district and g.record_id = s.id and g.river_id = s.river_id and g.until is null
       and case when s.from_mm is null then g.day = s.date
                else g.day is null and g.from_mm = s.from_mm and g.to_mm = s.to_mm end
      left join register.route as r on r.district = s.district and r.river_id = s.river_id and md5(r.line_m::text) = g.route_line
  ),
  place as (
    select r.id as route_id, false as reversed, int8range(0, r.length_mm) * int8range(coalesce(s.from_mm, 0), s.to_mm) as range
      from record as s
      join register.route as r on r.district = s.district and r.river_id = s.river_id
     where not exists (select from ground)
       and (s.from_mm is null
            or r.seq = 1
               and not exists (select from register.route as o
                                where o.district = r.district and o.river_id = r.river_id and o.id <> r.id and o.role = r.role))
     union all
    select own, false, range from ground where own is not null
     union all
    select a.route_id, a.reversed, int8range(a.from_mm, a.to_mm)
      from record as s
      join register.record_anchor as a on a.district = s.district and a.record_id = s.id
     where exists (select from ground where own is null)
  ),
  -- grounds of one record that touch are one range
  together as (
    select route_id, reversed, range_agg(range) as ranges from place group by route_id, reversed
  ),
  stretch as (
    select p.route_id, s.date,
           case when p.reversed and s.bank = 'left' then 'right' when p.reversed and s.bank = 'right' then 'left' else s.bank end as bank,
           p.ranges
           * case when s.town_id is null then int8multirange(int8range(0, null))
                  else (select coalesce(range_agg(int8range(t.from_mm, t.to_mm)), '{}')
                          from register.route_town as t
                         where t.district = s.district and t.route_id = p.route_id and t.town_id = s.town_id) end as covered
      from record as s
     cross join together as p
  )
  select s.route_id, s.bank, 'measured', lower(c), upper(c), s.date
    from stretch as s
   cross join unnest(s.covered) as c
   order by s.route_id, lower(c)
$$;

comment on function atlas.record_ranges is 'Ranges of routes a survey record (a table row) covers, in mm.';
