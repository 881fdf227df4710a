-- atlas.traced_length(district_key, per, as_of)
--
-- River length whose outfalls are all traced (QP-4).
--
--   select * from atlas.traced_length('qingpu', 'town', '2022-12-31');
--
-- A stretch is what of a route lies in one town: the part in which all reports are summed, so that towns add up to the district.
-- It is traced when every outfall confirmed by the day and linked to it is traced or undeterminable. A stretch without any
-- outfall is traced too (A4-10). An outfall on the line between two towns is in the one that begins there; at a route's
-- end in the last.
--
-- per        district | river | town | level.
-- as_of      local day.
-- returns    drawn km with six decimals; traced_percent of length_km with two, halves up, null when length is 0.
--              no_outfall_km   of traced_km: stretches without an outfall
--              unsurveyed_km   of no_outfall_km: what nobody had surveyed above water by the day, so that none can be known
-- tested by  test/report/targets.test.ts, atlas verify

create or replace function atlas.traced_length(district_key text, per text, as_of date)
returns table (
  key text, name text, length_km numeric, traced_km numeric, no_outfall_km numeric, unsurveyed_km numeric, traced_percent numeric
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp
as $$
  with
  member as materialized (select * from atlas.report_group(district_key, per)),
  outfall as materialized (select * from atlas.outfall_progress(district_key, as_of)),
  stretch as materialized (
    select r.river_id, p.route_id, p.town_id, p.length_mm, p.gap_mm, count(o.outfall_id) as outfalls,
           count(o.outfall_id) filter (where not o.traced) as open
      from atlas.coverage_parts(district_key, 'above_water', as_of) as p
      join register.route as r on r.district = district_key and r.id = p.route_id
      left join (outfall as o
                 join register.route as e on e.district = district_key and e.id = o.route_id
                 join register.route_town as t
                   on t.district = district_key and t.route_id = o.route_id and o.measure_mm >= t.from_mm
                  and (o.measure_mm < t.to_mm or o.measure_mm = e.length_mm and t.to_mm = e.length_mm))
        on o.route_id = p.route_id and t.town_id is not distinct from p.town_id
     group by r.river_id, p.route_id, p.town_id, p.length_mm, p.gap_mm
  ),
  summed as (
    select g.place, sum(s.length_mm) as length,
           sum(s.length_mm) filter (where s.open = 0) as traced,
           sum(s.length_mm) filter (where s.outfalls = 0) as no_outfall,
           sum(s.gap_mm) filter (where s.outfalls = 0) as unsurveyed
      from stretch as s
      join member as g on (g.river_id is null or g.river_id = s.river_id)
                      and (g.town_id is null or g.town_id = s.town_id) and (not g.outside or s.town_id is null)
     group by g.place
  )
  select g.key, g.name, atlas.km(s.length), atlas.km(s.traced), atlas.km(s.no_outfall), atlas.km(s.unsurveyed),
         atlas.percent(coalesce(s.traced, 0), s.length)
    from (select distinct place, key, name from member) as g
    left join summed as s on s.place = g.place
   order by g.place
$$;

comment on function atlas.traced_length is
  'River length whose outfalls are all traced or undeterminable by a day, per district, river, town or level.';
