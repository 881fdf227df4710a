-- atlas.gap_access(district_key, routes, from_mm, to_mm, within_m)
--
-- Where a crew gets to the water: of each piece of river the nearest place on land that the register has.
--
-- routes, from_mm, to_mm  pieces, one per place of the arrays.
-- within_m   farther places are none.
-- returns    at most a row per piece, n from 1: residential, park, manhole, section, levee or site; distance in the plane, with one
--            decimal; (x, y) the place's nearest point (plane, m). At a tie the earlier kind, then the lowest id. Roads, bridges
--            and gates are not in the register.
-- tested by  test/report/gap-access.test.ts

create or replace function atlas.gap_access(
  district_key text, routes int[], from_mm bigint[], to_mm bigint[], within_m double precision
)
returns table (n int, kind text, id int, name text, distance_m numeric, x double precision, y double precision)
language sql stable parallel safe
security definer set search_path = pg_catalog, public, pg_temp -- atlas_reader may have reports, not the tables with crews
as $$
  with
  piece as materialized (
    select i.n::int as n, st_force2d(st_locatebetween(r.line_m, i.a, i.b)) as line
      from unnest(routes, from_mm, to_mm) with ordinality as i (route_id, a, b, n)
      join register.route as r on r.district = district_key and r.id = i.route_id
  ),
  near as (
    select p.n, 1 as rank, 'residential' as kind, f.id, coalesce(f.name, f.key, f.source_id) as name, p.line, f.geom_m
      from piece as p join register.residential_area as f on f.district = district_key and st_dwithin(p.line, f.geom_m, within_m)
    union all
    select p.n, 2, 'park', f.id, coalesce(f.name, f.key, f.source_id), p.line, f.geom_m
      from piece as p join register.park as f on f.district = district_key and st_dwithin(p.line, f.geom_m, within_m)
    union all
    select p.n, 3, 'manhole', f.id, f.source_id, p.line, f.geom_m
      from piece as p join register.manhole as f on f.district = district_key and st_dwithin(p.line, f.geom_m, within_m)
    union all
    select p.n, 4, 'section', f.id, coalesce(f.name, f.code, f.source_id), p.line, f.geom_m
      from piece as p join register.section as f on f.district = district_key and st_dwithin(p.line, f.geom_m, within_m)
    union all
    select p.n, 5, 'levee', f.id, coalesce(f.name, f.code, f.source_id), p.line, f.geom_m
      from piece as p join register.levee as f on f.district = district_key and st_dwithin(p.line, f.geom_m, within_m)
    union all
    select p.n, 6, 'site', f.id, coalesce(f.name, f.key, f.source_id), p.line, f.geom_m
      from piece as p join register.site as f on f.district = district_key and st_dwithin(p.line, f.geom_m, within_m)
  ),
  measured as (
    select s.n, s.rank, s.kind, s.id, s.name, round(st_distance(s.line, s.geom_m)::numeric, 1) as away,
           st_closestpoint(s.geom_m, s.line) as at
      from near as s
  )
  select distinct on (m.n) m.n, m.kind, m.id, m.name, m.away, st_x(m.at), st_y(m.at)
    from measured as m
   order by m.n, m.away, m.rank, m.id
$$;

comment on function atlas.gap_access is 'Of each piece of river the nearest residential area, park, manhole, section, levee or site within a distance: where a crew gets to the water.';
