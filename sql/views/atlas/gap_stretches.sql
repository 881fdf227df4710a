-- What is still to do, split by town, all surveys counted.
-- `offset 0` keeps the gaps of a district computed once, whatever the planner thinks of the join with its routes.
create or replace view atlas.gap_stretches as
select d.key as district, x.*
  from register.district as d
 cross join lateral (
       select row_number() over (order by g.mode, g.river_id, g.route_id, g.from_m)::int as id, g.number,
              g.river, g.river_id, g.route_id, g.mode, g.town, g.from_m, g.to_m, g.length_m, g.shared_m, g.shared_with,
              atlas.route_part(r.geom, r.line_m, (g.from_m * 1000)::bigint, (g.to_m * 1000)::bigint) as geom
         from atlas.gaps(d.key) as g
         join register.route as r on r.district = d.key and r.id = g.route_id
       offset 0) as x;

comment on view atlas.gap_stretches is 'Survey gaps by mode, river and town; id counts along the list. geom in EPSG:4490.';
