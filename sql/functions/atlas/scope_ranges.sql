-- atlas.scope_ranges(district_key, scope, as_of)
--
-- What of the routes a report is restricted to: the union of the terms of `--scope`.
--
--   select * from atlas.scope_ranges('qianjiang', 'set:阿蓬江干流,park@500');
--
-- scope      kind, kind:key, kind@metres or kind:key@metres, with commas between; kind is set (a named set of rivers), drinking_water
--            (key county: of sources of county level and above or of unknown level) or a group of atlas.facet_ranges, @metres goes with venue, park and residential. Null is the whole district.
-- returns    one row per route, also where nothing of it is in the scope: the set of measures in mm.
-- tested by  test/oracle/coverage-by.test.ts

create or replace function atlas.scope_ranges(district_key text, scope text default null, as_of date default null)
returns table (route_id int, here int8multirange)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables
as $$
  with
  term as (
    select p[1] as kind, p[2] as key, p[3]::double precision as metres
      from regexp_split_to_table(coalesce(scope, 'district'), ',') as t (said)
     cross join lateral regexp_match(btrim(t.said), '^([a-z_]+)(?::([^@]+))?(?:@(.*))?$') as p
  ),
  held as (
    select f.route_id, f.here
      from term as t
     cross join lateral atlas.facet_ranges(district_key, t.kind, as_of, coalesce(t.metres, 1000)) as f
     where t.kind not in ('set', 'drinking_water') and not (t.kind in ('park', 'residential') and t.metres is not null)
       and (t.key is null or t.key = f.key or t.key = f.name)
    union all
    select r.id, int8multirange(int8range(0, r.length_mm))
      from term as t
      join register.river_set as s on s.district = district_key and s.name = t.key
     cross join lateral atlas.set_rivers(district_key, t.key) as v
      join register.route as r on r.district = district_key and r.river_id = v.id and (r.role = 'main' or not s.main_only)
     where t.kind = 'set'
    union all
    select f.route_id, f.here
      from term as t
     cross join lateral atlas.zone_ranges(district_key, 'zone', as_of) as f
      join register.protected_zone as z on z.district = district_key and z.id = f.place and z.kind = 'drinking_water'
     where t.kind = 'drinking_water' and (t.key is null or coalesce(z.source_level in ('city', 'county'), true))
    union all
    select n.route_id, n.here
      from term as t
     cross join lateral atlas.near_areas(district_key, t.kind, t.metres) as n
     where t.kind in ('park', 'residential') and t.metres is not null and (t.key is null or t.key = n.key or t.key = n.name)
  )
  select r.id, coalesce(range_agg(h.here), '{}')
    from atlas.routes_at(district_key, as_of) as r
    left join held as h on h.route_id = r.id -- asked of each route by itself it would be made anew for each
   group by r.id
$$;

comment on function atlas.scope_ranges is 'Measures of each route inside a scope: named sets of rivers, rows of groups, waters within metres of venues, parks and residential areas.';
