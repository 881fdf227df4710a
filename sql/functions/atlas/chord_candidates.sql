-- atlas.chord_candidates(district_key, track_id)
--
-- The routes each chord may count for, in the order in which the continuity of the piece tries them.
--
-- A foot becomes a candidate when it is in tolerance:
--   foot in a river polygon of its river   or on an island in it: the middle is in it or within 40 m of its edge, past 15 m at more than the cost of
--                                          none, the line at most width + 50 m away
--   shore of a lake or pond                80 m from the line in the water, past 60 m at more than the cost of none; on land as from any line
--   else                                   40 m from the line, 55 m where the track surveys under water, past 25 m at more than
--                                          the cost of none
-- It is askew, and costs more, unless |cos| >= cos 40 degrees between the route's direction over 25 m up and down and the
-- chord's, or on a polygon wider than 50 m the piece's from one width before to one after.
--
-- Of several routes in one polygon the water does not tell which a chord is on. A candidate there strays as much farther as the
-- middle is from its line, less the most of these: how far it is from the nearest foot of another route that is a candidate, in
-- the polygon too or on an island in it; and how far its own foot is from the polygon's nearest edge, and the middle off the water.
--
-- returns    rank 1 first: by deviation, distance, route, measure. deviation_mm is the distance scaled to a tolerance of
--            25 m, and what it strays farther. width_mm is that of the river polygon under the foot, null off one; on_water
--            where the foot lies in any polygon of its river or on an island in it.
-- tested by  test/oracle/track-ranges.test.ts

create or replace function atlas.chord_candidates(district_key text, track_id int)
returns table (
  piece int, chord int, rank int, route_id int, measure double precision, distance_mm double precision,
  deviation_mm double precision, side int, width_mm double precision, on_water boolean, askew boolean
)
language plpgsql stable parallel safe rows 300 -- plpgsql keeps the plan over many tracks
as $$
#variable_conflict use_column
begin
  return query
  with
  piece as materialized (
    select p.piece, p.x, p.y, p.m, p.m[cardinality(p.m)] as length from atlas.track_pieces(district_key, track_id) as p
  ),
  chord as materialized (select * from atlas.track_chords(district_key, track_id)),
  ruler as materialized (select * from atlas.rulers_near(district_key, track_id)),
  body as materialized (select * from atlas.bodies_near(district_key, track_id)),
  -- which of their river's polygons feet lie in; several: the lowest id
  foot as (
    select f.*, r.river_id, r.role, w.id as body_id, w.width_mm,
           w.id is not null or exists (
             select from body as b
              where b.river_id = r.river_id and atlas.body_spans(b.ax, b.ay, b.bx, b.by, b.ring, f.nx, f.ny)) as on_water
      from atlas.chord_feet(district_key, track_id) as f
      join ruler as r using (route_id)
      left join lateral (
           select b.id, b.width_mm
             from body as b
            where b.river_id = r.river_id and b.kind = 'river'
              and atlas.body_spans(b.ax, b.ay, b.bx, b.by, b.ring, f.nx, f.ny)
            order by b.id limit 1) as w on true
  ),
  measured as (
    select f.*, c.middle_mm, c.cx, c.cy, c.x1 - c.x0 as hx, c.y1 - c.y0 as hy,
           case when f.body_id is not null then 15
                when f.role = 'shore' and exists (
                     select from body as b
                      where b.river_id = f.river_id and b.kind in ('lake', 'pond')
                        and atlas.body_contains(b.ax, b.ay, b.bx, b.by, c.cx, c.cy)) then 60
                else 25 end as tolerance_m,
           case when f.body_id is null then f.distance_mm
                when f.distance_mm <= f.width_mm + 50000
                then (select atlas.body_distance(b.ax, b.ay, b.bx, b.by, c.cx, c.cy) from body as b where b.id = f.body_id)
           end as away_mm
      from foot as f
      join chord as c using (piece, chord)
  ),
  within as materialized (
    select *
      from measured
     where away_mm <= case tolerance_m
                        when 60 then 80000
                        when 15 then 40000
                        else (select case t.mode when 'under_water' then 55000 else 40000 end
                                from register.survey_track as t
                               where t.district = district_key and t.id = track_id)
                      end
  ),
  -- on polygons where another route is nearer
  nearer as (
    select w.piece, w.chord, w.route_id, w.limb, w.distance_mm, w.away_mm, w.nx, w.ny, w.body_id, min(o.distance_mm) as least_mm
      from within as w
      join body as b on b.id = w.body_id
      join within as o on o.piece = w.piece and o.chord = w.chord and o.route_id <> w.route_id and o.distance_mm < w.distance_mm
     where o.body_id = w.body_id or atlas.body_spans(b.ax, b.ay, b.bx, b.by, b.ring, o.nx, o.ny)
     group by w.piece, w.chord, w.route_id, w.limb, w.distance_mm, w.away_mm, w.nx, w.ny, w.body_id
  ),
  strayed as materialized (
    select n.piece, n.chord, n.route_id, n.limb,
           greatest(0, n.distance_mm - greatest(
             n.least_mm, atlas.edge_distance(b.ax, b.ay, b.bx, b.by, n.nx, n.ny) + n.away_mm)) as beyond_mm
      from nearer as n
      join body as b on b.id = n.body_id
  ),
  headed as (
    select w.*, coalesce(s.beyond_mm, 0) as beyond_mm, case when w.width_mm > 50000 then wide.dx else w.hx end as ax,
                case when w.width_mm > 50000 then wide.dy else w.hy end as ay, d.dx as bx, d.dy as by
      from within as w
      join ruler as r using (route_id)
      left join strayed as s using (piece, chord, route_id, limb)
     cross join lateral atlas.route_direction(r.x, r.y, r.m, r.closed, w.measure) as d
      left join lateral (
           select z.px - a.px as dx, z.py - a.py as dy
             from piece as p
            cross join lateral atlas.point_at(p.x, p.y, p.m, greatest(0, w.middle_mm - w.width_mm)) as a
            cross join lateral atlas.point_at(p.x, p.y, p.m, least(p.length, w.middle_mm + w.width_mm)) as z
            where p.piece = w.piece and w.width_mm > 50000) as wide on true
  ),
  turned as (
    select h.*, abs(ax * bx + ay * by) as dot, (ax * ax + ay * ay) * (bx * bx + by * by) as square from headed as h
  )
  select t.piece, t.chord, row_number() over (partition by t.piece, t.chord
                                              order by v.deviation_mm, t.distance_mm, t.route_id, t.measure)::int,
         t.route_id, t.measure, t.distance_mm, v.deviation_mm, t.side, t.width_mm, t.on_water,
         t.square = 0 or t.dot < 0.766044443118978::double precision * sqrt(t.square)
    from turned as t
   cross join lateral (
         select atlas.rounded(t.away_mm * 25 / t.tolerance_m) + atlas.rounded(t.beyond_mm * 25 / 15) as deviation_mm) as v;
end
$$;

comment on function atlas.chord_candidates is
  'Routes each chord of a track may count for, ranked: measure, distance, deviation scaled to 25 m, side, water under the foot, and whether the chord heads elsewhere.';
