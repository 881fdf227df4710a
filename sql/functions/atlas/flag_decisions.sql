-- atlas.flag_decisions(district_key, only_outfall)
--
-- What people decided about outfalls' flags with zones, and whether that still holds.
--
-- only_outfall  its id, or null for all.
-- returns       one row per decision. changes, since it was decided: outfall_moved and boundary_moved, by more than the boundary's
--               accuracy; river_changed; flag_gone: confirmed, and no longer there. holds: the flag is there, and nothing changed.
--               decided_on is the local day.
-- tested by     test/report/flag-decisions.test.ts, test/register/review.test.ts

create or replace function atlas.flag_decisions(district_key text, only_outfall int default null)
returns table (
  outfall_id int, zone_id int, relation text, decision text, decided_on date, reviewer text, why text,
  is_gone boolean, changes text[], holds boolean
)
language sql stable parallel safe rows 100
as $$
  with judged as (
    select d.*, f.outfall_id is null as is_gone, f.distance_mm, atlas.rounded(z.accuracy_m * 1000) as accuracy_mm,
           coalesce(v.key, '#' || v.id) as river, s.utc_offset_minutes,
           coalesce(atlas.plane_distance(atlas.rounded(st_x(o.geom_m) * 1000), atlas.rounded(st_y(o.geom_m) * 1000),
                                         (d.seen ->> 'x_mm')::float8, (d.seen ->> 'y_mm')::float8),
                    case when (o.geom_m is null) = (d.seen ->> 'x_mm' is null) then 0 else 'infinity'::float8 end) as moved_mm
      from register.review_decision as d
      join register.district as s on s.key = d.district
      join register.outfall as o on o.district = d.district and o.id = d.outfall_id and o.merged_into is null
      left join register.outfall_link as l on l.district = o.district and l.outfall_id = o.id
      left join register.route as r on r.district = l.district and r.id = l.route_id
      left join register.river as v on v.district = r.district and v.id = r.river_id
      left join register.protected_zone as z on z.district = d.district and z.id = d.zone_id
      left join register.outfall_zone as f
        on f.district = d.district and f.outfall_id = d.outfall_id and f.zone_id = d.zone_id and f.relation = d.relation
     where d.district = district_key and d.kind = 'flag' and (only_outfall is null or d.outfall_id = only_outfall)
  ),
  changed as (
    select j.*, array_remove(array[
             case when j.is_gone then case when j.decision = 'confirm' then 'flag_gone' end
                  when j.moved_mm > j.accuracy_mm then 'outfall_moved'
                  when abs(j.distance_mm - (j.seen ->> 'distance_mm')::bigint) > j.accuracy_mm then 'boundary_moved' end,
             case when not j.is_gone and j.relation = 'receiving' and j.river is distinct from j.seen ->> 'river' then 'river_changed'
                  end], null) as changes
      from judged as j
  )
  select c.outfall_id, c.zone_id, c.relation, case c.decision when 'confirm' then 'confirmed' else 'dismissed' end,
         (c.decided_at at time zone 'UTC' + make_interval(mins => coalesce(c.utc_offset_minutes, 0)))::date, c.reviewer, c.reason,
         c.is_gone, c.changes, not c.is_gone and cardinality(c.changes) = 0
    from changed as c;
$$;

comment on function atlas.flag_decisions is
  'What people decided about outfalls'' flags with zones (confirmed, dismissed), what changed since, and whether the decision still holds.';
