-- atlas.outfall_flags(district_key, flag, as_of, with_all, only_level)
--
-- Outfalls and the protected zones they have to do with on a day: the twin of `atlas outfalls --flag`.
--
-- flag        drinking_water, nature, special, or zones for every kind.
-- as_of       zones valid on this day; today when left out.
-- with_all    also what is not flagged, so that every outfall has an answer:
--             clear        it touches none of the zones asked; the nearest one stands beside it, by distance, then id. doubts says what
--                          could not be looked at: no_conduit (none is recorded), conduit_rejected (one was kept out:
--                          atlas.half_checked_outfalls), link_doubtful (its link waits for review), zone_repaired (it lies in
--                          the hull of a zone whose outline was repaired).
--             not_checked  it cannot be said: layer_not_loaded or none_valid (per outfall and kind of zone), no_position (nobody
--                          located the outfall), unlinked (its receiving water is unknown), or what atlas.flag_doubts says; the
--                          nearest zone stands beside these.
-- only_level  1, 2, quasi or the word the layer has; null for all levels.
-- returns     one row per outfall, zone and relation. distance_m to the boundary, negative inside; river_distance_m the lesser
--             of river_up_m and river_down_m. decision: confirmed or dismissed on review, while that holds (atlas.flag_decisions);
--             what was dismissed stays listed. doubts of what touches a zone: zone_repaired, where that zone was.
-- tested by   test/report/zone-flags.test.ts

create or replace function atlas.outfall_flags(
  district_key text, flag text default 'zones', as_of date default current_date, with_all boolean default false,
  only_level text default null
)
returns table (
  id int, code text, name text, zone text, level text, relation text, distance_m double precision,
  river_distance_m double precision, layer_date date, kind text, river_up_m double precision, river_down_m double precision,
  reason text, decision text, decided_on date, layer_date_from text, doubts text, zone_id int
)
language plpgsql stable parallel safe rows 1000
as $$
#variable_conflict use_column
begin
  return query
  with
  asked as materialized (select * from atlas.zones_on(district_key, flag, as_of, only_level)),
  outfall as materialized (
    select o.id, o.code, o.name, o.geom_m, atlas.rounded(st_x(o.geom_m) * 1000) as px,
           atlas.rounded(st_y(o.geom_m) * 1000) as py, l.route_id, l.measure_mm, l.status as link_status
      from register.outfall as o
      left join register.outfall_link as l on l.district = o.district and l.outfall_id = o.id
     where o.district = district_key and o.merged_into is null
  ),
  held as materialized (
    select f.outfall_id, f.zone_id, f.relation, f.distance_mm, f.river_up_mm, f.river_down_mm, null::text as reason,
           d.decision, d.decided_on, case when z.repaired then 'zone_repaired' end as doubts
      from register.outfall_zone as f
      join outfall as o on o.id = f.outfall_id
      join asked as a on a.id = f.zone_id
      join register.protected_zone as z on z.district = district_key and z.id = f.zone_id
      left join atlas.flag_decisions(district_key) as d
        on d.holds and d.outfall_id = f.outfall_id and d.zone_id = f.zone_id and d.relation = f.relation
     where f.district = district_key
  ),
  untouched as materialized (
    select o.* from outfall as o
     where with_all and exists (select from asked)
       and not exists (select from held as h where h.outfall_id = o.id)
  ),
  shape as materialized (
    select a.id as zone_id, z.geom_m, e.ax, e.ay, e.bx, e.by
      from asked as a
      join register.protected_zone as z on z.district = district_key and z.id = a.id
     cross join lateral atlas.polygon_edges(z.geom_m) as e
  ),
  -- PostGIS finds which zones can be the nearest, with two millimetres to spare
  nearest as (
    select distinct on (u.id) u.id as outfall_id, s.zone_id,
           atlas.rounded(sqrt(n.d2))::bigint as distance_mm
      from untouched as u
     cross join lateral (select min(st_distance(s.geom_m, u.geom_m)) as metres from shape as s) as least
      join shape as s on st_dwithin(s.geom_m, u.geom_m, least.metres + 0.002)
     cross join lateral (select min(f.d2) as d2
                           from unnest(s.ax, s.ay, s.bx, s.by) as e (ax, ay, bx, by)
                          cross join lateral atlas.nearest_on_segment(u.px, u.py, e.ax, e.ay, e.bx, e.by, 0, 0, 0, 0) as f) as n
     order by u.id, n.d2, s.zone_id
  ),
  doubt as materialized (select * from atlas.flag_doubts(district_key, flag, as_of, only_level)),
  piped as materialized (select distinct c.outfall_id from atlas.conduit_outfalls(district_key) as c),
  half as materialized (select c.outfall_id from atlas.half_checked_outfalls(district_key) as c),
  hull as materialized (select distinct r.outfall_id from atlas.near_repaired_zones(district_key, flag, as_of, only_level) as r),
  why as materialized (
    select u.id as outfall_id, n.zone_id, n.distance_mm,
           case when n.zone_id is null then 'no_position' when u.route_id is null then 'unlinked'
                else (select d.reason from doubt as d where d.outfall_id is null or d.outfall_id = u.id
                       order by array_position(array['zones_rejected', 'kind_unknown', 'level_unknown'], d.reason) limit 1)
           end as reason,
           nullif(concat_ws(' ', case when p.outfall_id is null then 'no_conduit' end,
                                 case when c.outfall_id is not null then 'conduit_rejected' end,
                                 case when u.link_status = 'proposed' then 'link_doubtful' end,
                                 case when h.outfall_id is not null then 'zone_repaired' end), '') as doubts
      from untouched as u
      left join nearest as n on n.outfall_id = u.id
      left join piped as p on p.outfall_id = u.id
      left join half as c on c.outfall_id = u.id
      left join hull as h on h.outfall_id = u.id
  ),
  rest as (
    select u.id as outfall_id, n.zone_id, case when n.reason is null then 'clear' else 'not_checked' end as relation, n.distance_mm,
           atlas.river_distance(district_key, n.zone_id, u.route_id, u.measure_mm, false) as river_up_mm,
           atlas.river_distance(district_key, n.zone_id, u.route_id, u.measure_mm, true) as river_down_mm,
           n.reason, null::text as decision, null::date as decided_on, case when n.reason is null then n.doubts end as doubts
      from untouched as u
      join why as n on n.outfall_id = u.id
  ),
  answer as (
    select o.id, o.code, o.name, a.zone, a.level, r.relation, r.distance_mm / 1000.0::double precision as distance_m,
           least(r.river_up_mm, r.river_down_mm) / 1000.0::double precision as river_distance_m, a.layer_date,
           coalesce(a.kind, nullif(flag, 'zones')) as kind, r.river_up_mm / 1000.0::double precision as river_up_m,
           r.river_down_mm / 1000.0::double precision as river_down_m, r.reason, r.decision, r.decided_on,
           a.layer_date_from, r.doubts, r.zone_id
      from (select * from held union all select * from rest) as r
      join outfall as o on o.id = r.outfall_id
      left join asked as a on a.id = r.zone_id
    union all
    select o.id, o.code, o.name, null, null, 'not_checked', null, null, null, k.kind, null, null,
           case when exists (select from register.protected_zone as z where z.district = district_key and z.kind = k.kind)
                then 'none_valid' else 'layer_not_loaded' end, null, null, null, null, null
      from outfall as o
     cross join unnest(array['drinking_water', 'nature', 'special']) as k (kind)
     where with_all and (flag = 'zones' or flag = k.kind)
       and not exists (select from asked as a where a.kind = k.kind)
  )
  select a.id, a.code, a.name, a.zone, a.level, a.relation, a.distance_m, a.river_distance_m, a.layer_date, a.kind,
         a.river_up_m, a.river_down_m, a.reason, a.decision, a.decided_on, a.layer_date_from, a.doubts,
         a.zone_id
    from answer as a
   order by a.id, a.zone_id nulls last,
            array_position(array['inside', 'edge', 'conduit', 'receiving', 'clear', 'not_checked'], a.relation),
            array_position(array['drinking_water', 'nature', 'special'], a.kind) nulls first;
end
$$;

comment on function atlas.outfall_flags is
  'Outfalls in or near protected zones on a day: relation, zone, distance to the boundary and along the river; with_all also clear and not_checked.';
