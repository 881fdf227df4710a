-- atlas.rivers(district_key, per, as_of)
--
-- Drawn length beside official length, and the outfalls on the rivers: the rows of `atlas rivers --group`.
--
-- per        district | river | town | level.
-- returns    km with six decimals. length_km is the drawn, geodesic length of all roles; towns and outside add up to the
--            district. official_length_km adds up rivers' official lengths, null where no river of the row has one, and
--            always null by town: the ledger does not say how a river's official length falls on towns.
--            outfalls: linked to a river at a measure that is the row's, each once, and not rejected; per km with three decimals,
--            halves up, null where the length is 0.
-- note       by zones see atlas.rivers_in.
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.rivers(district_key text, per text default 'district', as_of date default null)
returns table (
  key text, name text, length_km numeric, official_length_km numeric, outfalls int, outfalls_per_km numeric
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables with crews
as $$
  with
  member as materialized (select * from atlas.report_group(district_key, per, as_of)),
  drawn as (
    select g.place, sum(t.to_mm - t.from_mm) as mm
      from atlas.routes_at(district_key, as_of) as r
      join register.route_town as t on t.district = district_key and t.route_id = r.id
      join member as g on (g.river_id is null or g.river_id = r.river_id)
                      and (g.town_id is null or g.town_id = t.town_id) and (not g.outside or t.town_id is null)
     group by g.place
  ),
  -- an outfall on the line between two towns is in the one that begins there; at a route's end in the last
  seated as (
    select r.river_id, t.town_id, count(*) as n
      from atlas.routes_at(district_key, as_of) as r
      join register.outfall_link as l on l.district = district_key and l.route_id = r.id
      join register.outfall as o on o.district = l.district and o.id = l.outfall_id and o.status <> 'rejected'
      join register.route_town as t on t.district = district_key and t.route_id = r.id
                                   and l.measure_mm >= t.from_mm
                                   and (l.measure_mm < t.to_mm or l.measure_mm = r.length_mm and t.to_mm = r.length_mm)
     group by r.river_id, t.town_id
  ),
  counted as (
    select g.place, sum(s.n) as n
      from seated as s
      join member as g on (g.river_id is null or g.river_id = s.river_id)
                      and (g.town_id is null or g.town_id = s.town_id) and (not g.outside or s.town_id is null)
     group by g.place
  ),
  -- of every river of the register: one that has no line (any more) keeps its official length, also in its level
  official as (
    select case per when 'district' then 1 when 'river' then v.id
                    else coalesce(array_position('{municipal,district,town,village}', v.level), 5) end as place,
           sum(v.official_length_mm) as mm
      from register.river as v
     where v.district = district_key and per <> 'town'
     group by 1
  )
  select g.key, g.name, atlas.km(d.mm), round(o.mm / 1000000, 6), coalesce(c.n, 0)::int,
         round(div(2000000000 * coalesce(c.n, 0) + d.mm, 2 * nullif(d.mm, 0)) / 1000, 3)
    from (select distinct place, key, name from member) as g
    left join drawn as d on d.place = g.place
    left join official as o on o.place = g.place
    left join counted as c on c.place = g.place
   order by g.place
$$;

comment on function atlas.rivers is
  'Drawn and official river length in km, and outfalls, per district, river, town or level.';
