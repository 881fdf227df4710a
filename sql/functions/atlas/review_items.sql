-- atlas.review_items(district_key, as_of, only_outfall)
--
-- Everything about links and flags that is doubtful, or was and has been decided.
--
-- as_of         zones whose last day is before it are left out; zones still to come are not.
-- only_outfall  its id, or null for all.
-- returns       item: link-OUTFALL, flag-OUTFALL-ZONE-RELATION or duplicate-PAIR. state: open waits for a person, decided does not.
--               reasons (why it waits; of a decided one why it did):
--                 link       ambiguous, name_disagrees, unlinked, no_position; review_lost: a river drawn anew took the place of a
--                            decided link; outfall_moved: since it was decided (atlas.moved_outfalls).
--                 flag       on_edge; receiving_outside, conduit_outside: the point itself is outside; link_doubtful: the flag
--                            rests on a link that waits. Since it was decided: outfall_moved and boundary_moved, by more than
--                            the boundary's accuracy; river_changed; flag_gone: confirmed, and no longer there.
--                 duplicate  near_duplicate.
--               rank, consequence: what depends on it, by the worst zone that is touched, or is nearer than link_tolerance_m of
--               the district (where the water of another candidate may lie): 1 drinking_water_1 (or of unknown level),
--               2 drinking_water_2, 3 drinking_water_quasi, 4 other_zone; 5 near_zone, within 1000 m; 6 none. near_zone_id, near_mm:
--               that zone, and the distance to its boundary (negative inside).
--               mark changes with everything a decision is made on.
-- tested by     test/register/review.test.ts

create or replace function atlas.review_items(
  district_key text, as_of date default current_date, only_outfall int default null
)
returns table (
  item text, kind text, outfall_id int, other_id int, zone_id int, relation text, state text, reasons text[],
  decision text, decided_at timestamptz, decision_id int, rank int, consequence text, near_zone_id int, near_mm bigint, mark text
)
language plpgsql stable parallel safe rows 1000
as $$
#variable_conflict use_column
begin
  return query
  with
  outfall as not materialized ( -- materialised, or compared with coalesce(only_outfall, id), few are expected and each is held against every flag
    select o.id, o.geom_m, atlas.rounded(st_x(o.geom_m) * 1000) as x, atlas.rounded(st_y(o.geom_m) * 1000) as y,
           l.route_id, l.measure_mm, l.bank, l.candidates, l.reviewer, l.reason, coalesce(l.status, 'proposed') as status,
           coalesce(l.status, 'proposed') = 'proposed' as waits
      from register.outfall as o
      left join register.outfall_link as l on l.district = o.district and l.outfall_id = o.id
     where o.district = district_key and o.merged_into is null and (only_outfall is null or o.id = only_outfall)
  ),
  decided as materialized (
    select d.* from register.review_decision as d join outfall as o on o.id = d.outfall_id where d.district = district_key
  ),
  moved as materialized (select m.outfall_id from atlas.moved_outfalls(district_key) as m),
  link as (
    select 'link-' || o.id as item, 'link' as kind, o.id as outfall_id, null::int as other_id, null::int as zone_id, null::text as relation,
           o.waits or m.outfall_id is not null as is_open,
           array_remove(array[
             case when o.waits and o.reviewer is not null then 'review_lost' end,
             case when o.waits then coalesce(o.reason, 'unlinked') end,
             case when o.waits and o.geom_m is null then 'no_position' end,
             case when m.outfall_id is not null then 'outfall_moved' end], null) as reasons,
           d.decision, d.decided_at, d.id as decision_id,
           md5(jsonb_build_array(o.x, o.y, o.route_id, o.measure_mm, o.bank, o.candidates, o.status, o.reviewer, o.reason,
                                 d.decision, d.decided_at)::text) as mark
      from outfall as o
      left join decided as d on d.outfall_id = o.id and d.kind = 'link'
      left join moved as m on m.outfall_id = o.id
     where o.waits or o.reviewer is not null or o.status = 'overridden'
  ),
  zone as materialized (
    select z.id, z.kind, z.level, z.geom_m
      from register.protected_zone as z
     where z.district = district_key and (z.valid_to is null or z.valid_to >= as_of)
  ),
  held as materialized (
    select f.*, bool_or(f.relation = 'inside') over (partition by f.outfall_id, f.zone_id) as is_inside
      from register.outfall_zone as f
      join outfall as o on o.id = f.outfall_id
      join zone as z on z.id = f.zone_id
     where f.district = district_key
  ),
  flag_row as (
    select coalesce(f.outfall_id, d.outfall_id) as outfall_id, coalesce(f.zone_id, d.zone_id) as zone_id,
           coalesce(f.relation, d.relation) as relation, f.outfall_id is null as is_gone, f.is_inside, f.distance_mm,
           d.decision, d.decided_at, d.id as decision_id
      from held as f
      full join (select * from decided where kind = 'flag') as d
        on d.outfall_id = f.outfall_id and d.zone_id = f.zone_id and d.relation = f.relation
  ),
  flag_judged as (
    select f.*, o.x, o.y, o.route_id, o.measure_mm, coalesce(c.changes, '{}') as changes,
           array_remove(array[
             case when f.is_gone then null when f.relation = 'edge' then 'on_edge' end,
             case when f.is_gone or f.is_inside then null
                  when f.relation = 'receiving' then 'receiving_outside'
                  when f.relation = 'conduit' then 'conduit_outside' end,
             case when not f.is_gone and o.waits and (f.relation = 'inside' or f.relation = 'receiving' and not f.is_inside) then 'link_doubtful' end], null) as doubts
      from flag_row as f
      join outfall as o on o.id = f.outfall_id
      left join zone as z on z.id = f.zone_id
      left join atlas.flag_decisions(district_key, only_outfall) as c
        on c.outfall_id = f.outfall_id and c.zone_id = f.zone_id and c.relation = f.relation
     -- a zone that has run out is not a flag that went
     where not f.is_gone or z.id is not null
        or not exists (select from register.protected_zone as p where p.district = district_key and p.id = f.zone_id)
  ),
  flag as (
    select format('flag-%s-%s-%s', f.outfall_id, f.zone_id, f.relation), 'flag', f.outfall_id, null::int, f.zone_id, f.relation,
           f.decision is null or cardinality(f.changes) > 0,
           case when f.decision is null then f.doubts else f.changes || f.doubts end, f.decision, f.decided_at, f.decision_id,
           md5(jsonb_build_array(f.x, f.y, f.is_gone, f.distance_mm, f.doubts, f.changes, f.route_id, f.measure_mm,
                                 f.decision, f.decided_at)::text)
      from flag_judged as f
     where f.decision is not null or cardinality(f.doubts) > 0
  ),
  duplicate as (
    select 'duplicate-' || p.id, 'duplicate', p.one_id, p.other_id, null::int, null::text, p.status = 'proposed',
           array['near_duplicate'], nullif(p.status, 'proposed'), p.decided_at, null::int,
           md5(jsonb_build_array(p.status, p.decided_at, p.distance_mm)::text)
      from register.outfall_pair as p
     where p.district = district_key and (only_outfall is null or only_outfall in (p.one_id, p.other_id))
  ),
  listed as materialized (select * from link union all select * from flag union all select * from duplicate),
  of_outfall as materialized (
    select l.item, o.id, o.geom_m, l.zone_id
      from listed as l
      join register.outfall as o on o.district = district_key and o.id in (l.outfall_id, l.other_id)
  ),
  touched as materialized ( -- the planner knows few of its rows and would find them again for every zone
    select p.item, f.zone_id, min(f.distance_mm) as mm, true as is_at
      from of_outfall as p
      join register.outfall_zone as f on f.district = district_key and f.outfall_id = p.id
      join zone as z on z.id = f.zone_id
     where p.zone_id is null or p.zone_id = f.zone_id
     group by 1, 2
    union all
    select p.item, z.id, d.mm::bigint, d.mm <= s.link_tolerance_m * 1000
      from of_outfall as p
      join register.district as s on s.key = district_key
      join zone as z on st_dwithin(z.geom_m, p.geom_m, 1000) and (p.zone_id is null or p.zone_id = z.id)
     cross join lateral (select atlas.rounded(st_distance(z.geom_m, p.geom_m) * 1000) as mm) as d
     where d.mm > 0
  ),
  worst as (
    select distinct on (t.item) t.item, t.zone_id, t.mm,
           case when not t.is_at then 5
                when z.kind <> 'drinking_water' then 4
                when z.level = 'quasi' then 3
                when z.level = '2' then 2
                else 1 end as rank
      from touched as t
      join zone as z on z.id = t.zone_id
     order by t.item, rank, t.mm nulls last, t.zone_id
  )
  select l.item, l.kind, l.outfall_id, l.other_id, l.zone_id, l.relation, case when l.is_open then 'open' else 'decided' end,
         case when cardinality(l.reasons) > 0 then l.reasons
              else array(select jsonb_array_elements_text(d.seen -> 'reasons')) end, l.decision, l.decided_at, l.decision_id, coalesce(w.rank, 6),
         (array['drinking_water_1', 'drinking_water_2', 'drinking_water_quasi', 'other_zone', 'near_zone', 'none'])[coalesce(w.rank, 6)],
         w.zone_id, w.mm, l.mark
    from listed as l
    left join worst as w on w.item = l.item
    left join decided as d on d.id = l.decision_id
   order by coalesce(w.rank, 6), w.mm nulls last, l.item;
end
$$;

comment on function atlas.review_items is
  'Doubtful links, flags and near duplicates, open or decided, with what depends on each: the review list, worst consequence first.';
