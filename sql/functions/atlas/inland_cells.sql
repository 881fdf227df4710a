-- atlas.inland_cells(district_key, inland_m, scope, as_of)
--
-- The squares of the survey net that make the strip of land along the rivers (QJ-1), and what is there.
--
--   select * from atlas.inland_cells('qianjiang', 500, 'set:阿蓬江干流') where priority > 0;
--
-- inland_m    metres from the bank: from the river's line, and where a segment's middle lies in its river's polygon from half the
--             polygon's width beside it.
-- scope       as atlas.scope_ranges: the strip of these rivers only.
-- returns     square: as atlas.cell_ranges, key and ground (plane); how many residential areas and parks have a
--             part of it and how many outfalls lie in it; priority: how many of the three there are. Squares that are all water of
--             one polygon are no land and left out.
-- note        distances are PostGIS's own: at the strip's very edge (2 mm) server/report/cells/strip.ts may say otherwise.
-- tested by   test/oracle/coverage-by.test.ts

create or replace function atlas.inland_cells(
  district_key text, inland_m double precision default 500, scope text default null, as_of date default null
)
returns table (square text, ground geometry, residential bigint, parks bigint, outfalls bigint, priority int)
language sql stable parallel safe
security definer set search_path = pg_catalog, public, pg_temp
as $$
  with
  piece as (
    select r.id as route_id, r.river_id, s.geom, st_lineinterpolatepoint(st_force2d(s.geom), 0.5) as middle, c.part
      from atlas.routes_at(district_key, as_of) as r
      join atlas.scope_ranges(district_key, scope, as_of) as w on w.route_id = r.id
     cross join st_dumpsegments(r.line_m) as s
     cross join lateral unnest(w.here * int8multirange(int8range(st_m(st_startpoint(s.geom))::bigint, st_m(st_endpoint(s.geom))::bigint))) as c (part)
  ),
  bank as (
    select route_id, reach, st_collect(line) as line
      from (select p.route_id, lower(p.part) / 500000 as stretch,
                   st_force2d(st_locatebetween(p.geom, lower(p.part), upper(p.part))) as line,
                   inland_m + coalesce((select max(b.width_mm) from register.water_body as b
                                         where b.district = district_key and b.kind = 'river' and b.river_id = p.river_id
                                           and st_intersects(b.geom_m, p.middle)), 0) / 2000.0 as reach
              from piece as p) as cut
     group by route_id, reach, stretch -- else a river that winds is asked of every square of its box
  ),
  near as materialized (
    select g.i, g.j, st_makeenvelope(g.i * 250, g.j * 250, g.i * 250 + 250, g.j * 250 + 250) as ground
      from (select distinct i, j
              from bank as b,
                   generate_series(floor((st_xmin(b.line) - b.reach) / 250)::int, floor((st_xmax(b.line) + b.reach) / 250)::int) as i,
                   generate_series(floor((st_ymin(b.line) - b.reach) / 250)::int, floor((st_ymax(b.line) + b.reach) / 250)::int) as j
             where st_dwithin(st_makeenvelope(i * 250, j * 250, i * 250 + 250, j * 250 + 250), b.line, b.reach)) as g
  ),
  land as (
    select *
      from near as n
     where not exists (select from register.water_body as b where b.district = district_key and st_covers(b.geom_m, n.ground))
  ),
  outfall as (
    select floor(st_x(geom_m) / 250)::int as i, floor(st_y(geom_m) / 250)::int as j, count(*)
      from register.outfall
     where district = district_key and status <> 'rejected' and merged_into is null and geom_m is not null
     group by 1, 2
  ),
  counted as (
    select l.i, l.j, l.ground,
           (select count(*) from register.residential_area as a
             where a.district = district_key and a.geom_m && l.ground and st_relate(a.geom_m, l.ground, 'T********')) as residential,
           (select count(*) from register.park as a
             where a.district = district_key and a.geom_m && l.ground and st_relate(a.geom_m, l.ground, 'T********')) as parks,
           coalesce(o.count, 0) as outfalls
      from land as l
      left join outfall as o using (i, j)
  )
  select 'E' || c.i * 250 || 'N' || c.j * 250, c.ground,
         c.residential, c.parks, c.outfalls,
         (c.residential > 0)::int + (c.parks > 0)::int + (c.outfalls > 0)::int
    from counted as c
   order by c.i, c.j
$$;

comment on function atlas.inland_cells is
  'Squares of 250 m within a distance of the banks of rivers in a scope, with how many residential areas, parks and outfalls are in each.';
