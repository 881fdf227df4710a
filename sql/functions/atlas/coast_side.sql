-- atlas.coast_side(district_key, place)
--
-- On which side of the legal coastline a place lies, and how far off: seaward is the sea's (入海), landward the rivers'.
--
-- place      the district's plane, metres.
-- returns    no row without a coastline, else one: the coastline, its nearest point (plane, mm), the distance in mm (positive
--            to the sea, negative to the land) and the side:
--              sea, land   by the line's sea_side. Where the nearest point is a bend, by the edge that the place lies farther
--                          off from in a straight angle, so that a cape or a bay never turns the answer.
--              line        on the line itself, to the millimetre.
--              null        the nearest point is where a line ends and no other goes on: the coast there is not known.
-- index      register.coastline (geom_m) gist.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.coast_side(district_key text, place geometry)
returns table (id int, side text, x double precision, y double precision, distance_mm bigint)
language sql stable parallel safe rows 1
as $$
  with
  p as (select atlas.rounded(st_x(place) * 1000) as px, atlas.rounded(st_y(place) * 1000) as py),
  vertex as (
    select c.id, c.sea_side, d.path[1] as i, atlas.rounded(st_x(d.geom) * 1000) as x, atlas.rounded(st_y(d.geom) * 1000) as y
      from register.coastline as c
     cross join st_dumppoints(c.geom_m) as d
     where c.district = district_key
       and st_dwithin(c.geom_m, place, 0.002 + (select st_distance(b.geom_m, place) from register.coastline as b
                                                 where b.district = district_key order by b.geom_m <-> place limit 1))
  ),
  -- every edge that is as near as the nearest: at a bend two, also of two lines that meet there
  edge as materialized (
    select e.*, n.x, n.y, n.d2, min(n.d2) over () as least_d2,
           ((e.bx - e.ax) * (p.py - e.ay) - (e.by - e.ay) * (p.px - e.ax)) / sqrt((e.bx - e.ax) ^ 2 + (e.by - e.ay) ^ 2)
             * case e.sea_side when 'left' then 1 else -1 end as seaward
      from p
     cross join (select v.id, v.sea_side, v.i, v.x as ax, v.y as ay, lead(v.x) over (partition by v.id order by v.i) as bx,
                        lead(v.y) over (partition by v.id order by v.i) as by
                   from vertex as v) as e
     cross join lateral atlas.nearest_on_segment(p.px, p.py, e.ax, e.ay, e.bx, e.by, 0, 0, 0, 0) as n
     where e.bx is not null and (e.ax, e.ay) <> (e.bx, e.by)
  ),
  -- with all edges that meet where it is: the foot on one of two may come out a millimetre farther by rounding alone
  nearest as (
    select e.id, e.i, e.ax, e.ay, e.bx, e.by, e.seaward, f.x, f.y, e.least_d2 as d2
      from edge as e
      join (select distinct n.x, n.y from edge as n where n.d2 = n.least_d2) as f
        on (e.d2 = e.least_d2 and (e.x, e.y) = (f.x, f.y)) or (f.x, f.y) in ((e.ax, e.ay), (e.bx, e.by))
  ),
  -- an end that no other edge goes on from
  loose as (
    select 1
      from nearest as n
     where (n.x, n.y) in ((n.ax, n.ay), (n.bx, n.by))
       and not exists (select from nearest as o where (o.id, o.i) <> (n.id, n.i) and (o.x, o.y) = (n.x, n.y))
  )
  select n.id, case when n.d2 = 0 then 'line' when exists (select from loose) then null
                    when n.seaward > 0 then 'sea' else 'land' end, n.x, n.y,
         atlas.rounded(sqrt(n.d2))::bigint * case when n.seaward > 0 then 1 else -1 end
    from nearest as n
   order by abs(n.seaward) desc, n.id, n.i
   limit 1
$$;

comment on function atlas.coast_side is
  'Side of the legal coastline a place of the district plane lies on (sea, land, line, null: beyond its ends) and signed distance in mm.';
