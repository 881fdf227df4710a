-- atlas.links(district_key)
--
-- Where each outfall sits on the river: the twin of register.outfall_link, before anyone reviewed it.
--
-- Of the candidates the one whose river bears the recorded name wins when it is at most 10 m farther than the nearest; else
-- the nearest. reason: unlinked (no candidate), name_disagrees (a receiving water is recorded and the winner's river bears
-- another name), ambiguous (another river's candidate within 5 m of the winner, and the winner does not bear the recorded name).
--
-- returns    one row per outfall that was not merged into another; all of the link null where unlinked. confidence high (no reason), medium (ambiguous), low
--            (name_disagrees), null (unlinked); status confirmed without reason, else proposed. town_id by position.
-- tested by  test/oracle/links.test.ts

create or replace function atlas.links(district_key text)
returns table (
  outfall_id int, route_id int, measure_mm bigint, distance_mm bigint, offset_mm bigint, bank text,
  confidence text, status text, reason text, town_id int
)
language sql stable parallel safe
as $$
  with
  candidate as materialized (select * from atlas.link_candidates(district_key)),
  nearest as (select * from candidate where rank = 1),
  winner as (
    select distinct on (c.outfall_id) c.*
      from candidate as c
      join nearest as n using (outfall_id)
     where c.rank = 1 or (c.agrees and c.distance_mm <= n.distance_mm + 10000)
     order by c.outfall_id, c.agrees desc nulls last, c.rank
  ),
  judged as (
    select o.id, w.*,
           case when w.route_id is null then 'unlinked'
                when not w.agrees then 'name_disagrees'
                when w.agrees is null and exists (
                     select from candidate as c
                      where c.outfall_id = o.id and c.river_id <> w.river_id and c.distance_mm <= w.distance_mm + 5000)
                then 'ambiguous' end as reason,
           atlas.town_at(district_key, o.geom_m) as town_id
      from register.outfall as o
      left join winner as w on w.outfall_id = o.id
     where o.district = district_key and o.merged_into is null
  )
  select j.id, j.route_id, j.measure_mm, j.distance_mm, j.offset_mm, j.bank,
         case j.reason when 'ambiguous' then 'medium' when 'name_disagrees' then 'low' when 'unlinked' then null else 'high' end,
         case when j.reason is null then 'confirmed' else 'proposed' end, j.reason, j.town_id
    from judged as j
   order by j.id
$$;

comment on function atlas.links is
  'Where each outfall sits on the river, with confidence and the reason for review, computed from positions and names.';
