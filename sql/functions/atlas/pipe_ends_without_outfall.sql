-- atlas.pipe_ends_without_outfall(district_key, within_m, bank_m)
--
-- Sewer pipes that end at the water where no outfall is registered.
--
-- A pipe ends where it was drawn to. What counts: no other pipe begins within 50 mm of the end, water (a river's polygon or route)
-- is at most bank_m away, no outfall is within within_m, and the pipe names none.
--
-- returns    the end (plane, mm), the river, lake or body of water and its distance, the nearest outfall and its distance; mm.
--            Of several waters the nearest, rivers before bodies without one, lowest id. Rejected outfalls are none.
-- index      sewer_pipe, water_body, route, outfall: gist.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.pipe_ends_without_outfall(
  district_key text, within_m double precision default 5, bank_m double precision default 20
)
returns table (
  pipe_id int, x double precision, y double precision, river_id int, water text, water_mm bigint, outfall_id int, outfall_mm bigint
)
language sql stable parallel safe rows 1000
as $$
  with
  ending as materialized (
    select p.id, f.at, atlas.rounded(st_x(f.at) * 1000) as px, atlas.rounded(st_y(f.at) * 1000) as py, w.outfall_id
      from register.sewer_pipe as p
     cross join lateral (select st_endpoint(p.geom_m) as at) as f
      left join atlas.outfall_words as w on w.district = p.district and w.word = p.outfall
     where p.district = district_key
       and (exists (select from atlas.routes_at(district_key) as r where st_dwithin(r.line_m, f.at, bank_m + 0.002))
            or exists (select from register.water_body as b where b.district = district_key and st_dwithin(b.geom_m, f.at, bank_m + 0.002)))
       and not exists (select from register.sewer_pipe as q
                        where q.district = district_key and q.id <> p.id and st_dwithin(q.geom_m, f.at, 0.06)
                          and st_distance(st_startpoint(q.geom_m), f.at) <= 0.05)
  ),
  water as (
    select distinct on (c.id) c.*
      from (select e.id, r.river_id, coalesce(v.name, v.key, '#' || v.id) as name, n.d2
              from ending as e
              join atlas.routes_at(district_key) as r on st_dwithin(r.line_m, e.at, bank_m + 0.002)
              join register.river as v on v.district = district_key and v.id = r.river_id
             cross join lateral atlas.nearest_on(r.line_m, e.px, e.py) as n
             union all
            select e.id, b.river_id, coalesce(v.name, b.name, v.key, b.key, '#' || b.id),
                   case when atlas.body_contains(g.ax, g.ay, g.bx, g.by, e.px, e.py) then 0 else n.d2 end
              from ending as e
              join register.water_body as b on b.district = district_key and st_dwithin(b.geom_m, e.at, bank_m + 0.002)
              left join register.river as v on v.district = district_key and v.id = b.river_id
             cross join lateral atlas.polygon_edges(b.geom_m) as g
             cross join lateral atlas.nearest_on(b.geom_m, e.px, e.py) as n) as c
     where atlas.rounded(sqrt(c.d2)) <= bank_m * 1000
     order by c.id, c.d2, c.river_id, c.name
  )
  select e.id, e.px, e.py, w.river_id, w.name, atlas.rounded(sqrt(w.d2))::bigint, o.id, o.mm
    from ending as e
    join water as w on w.id = e.id
    left join lateral (
         select o.id, atlas.plane_distance(e.px, e.py, atlas.rounded(st_x(o.geom_m) * 1000), atlas.rounded(st_y(o.geom_m) * 1000))::bigint as mm
           from register.outfall as o
          where o.district = district_key and o.merged_into is null and o.status <> 'rejected' and o.geom_m is not null
          order by o.geom_m <-> e.at
          limit 1) as o on true
   where e.outfall_id is null and coalesce(o.mm > within_m * 1000, true)
   order by e.id
$$;

comment on function atlas.pipe_ends_without_outfall is
  'Ends of sewer pipes at the water without a registered outfall: the end (plane, mm), the water and the nearest outfall with distances in mm.';
