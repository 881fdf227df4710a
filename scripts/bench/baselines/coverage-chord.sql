-- The plain chord rule in SQL: every tenth fix (50 m), each chord counts for every route within 25 m of its middle that
-- runs within about 40° of it, united by range_agg. No continuity, limbs, crossings or bridges. Better it, and the ratio falls.
drop table if exists baseline.chord_coverage;
create table baseline.chord_coverage as
with fix as (
  select t.id, t.mode, d.path[1] as place, d.geom
    from baseline.track as t
   cross join lateral st_dumppoints(t.geom) as d
   where d.path[1] % 10 = 1
), pair as (
  select mode, geom as a, lead(geom) over (partition by id order by place) as b from fix
), chord as materialized (
  select mode, a, b, st_lineinterpolatepoint(st_makeline(a, b), 0.5) as middle,
         st_x(b) - st_x(a) as dx, st_y(b) - st_y(a) as dy, st_distance(a, b) as long
    from pair where b is not null
), near as (
  select c.*, r.id as route_id, r.geom as line, r.length_m,
         st_linelocatepoint(r.geom, c.middle) * r.length_m as at
    from chord as c
    join baseline.reach as r on st_dwithin(r.geom, c.middle, 25)
), directed as (
  select n.*, st_lineinterpolatepoint(line, greatest(0, at - 25) / length_m) as before,
         st_lineinterpolatepoint(line, least(length_m, at + 25) / length_m) as after
    from near as n
), placed as (
  select route_id, mode, st_linelocatepoint(line, a) * length_m as m, st_linelocatepoint(line, b) * length_m as n
    from directed
   where abs((st_x(after) - st_x(before)) * dx + (st_y(after) - st_y(before)) * dy)
         >= 0.766044443118978 * long * st_distance(before, after)
)
select route_id, mode, range_agg(numrange(least(m, n)::numeric, greatest(m, n)::numeric)) as covered
  from placed
 where m <> n
 group by route_id, mode;
