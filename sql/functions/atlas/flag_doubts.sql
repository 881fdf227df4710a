-- atlas.flag_doubts(district_key, flag, as_of, only_level)
--
-- Why outfalls that touch none of the zones asked about cannot be called clear.
--
-- flag, as_of, only_level  as for atlas.zones_on.
-- returns    zones_rejected  a zone of the kind was kept out of the register (atlas.rejected_zones): outfall_id null, it is any.
--            kind_unknown    it touches a zone of which nobody said what kind it is.
--            level_unknown   it touches a zone of the kind whose level is none of 1, 2 and quasi, so that it may be the one asked.
--            outfall_moved   it was moved since a person decided its link (atlas.moved_outfalls): its receiving water is not known.
-- tested by  test/report/zone-flags.test.ts, test/register/review.test.ts

create or replace function atlas.flag_doubts(district_key text, flag text, as_of date, only_level text default null)
returns table (outfall_id int, reason text)
language sql stable parallel safe rows 10
as $$
  select null::int, 'zones_rejected'
   where exists (select from atlas.rejected_zones(district_key) as r
                  where flag = 'zones' or r.kind is null or r.kind in (flag, 'other'))
  union
  select f.outfall_id, 'kind_unknown'
    from register.outfall_zone as f
    join atlas.zones_on(district_key, 'zones', as_of) as z on z.id = f.zone_id
   where f.district = district_key and z.kind = 'other' and flag <> 'zones'
  union
  select f.outfall_id, 'level_unknown'
    from register.outfall_zone as f
    join atlas.zones_on(district_key, flag, as_of) as z on z.id = f.zone_id
   where f.district = district_key and only_level is not null
     and (z.level is null or z.level not in ('1', '2', 'quasi')) and z.level is distinct from only_level
  union
  select m.outfall_id, 'outfall_moved' from atlas.moved_outfalls(district_key) as m
$$;

comment on function atlas.flag_doubts is
  'Why outfalls that touch no zone asked about cannot be called clear: zones_rejected (all), kind_unknown, level_unknown, outfall_moved.';
