-- atlas.party_ranges(district_key, plan, phase)
--
-- Who pays for which stretch of river, as rows of a report: the group `funding`.
--
-- plan, phase  as atlas.payer; no rows without them.
-- returns    per party and route the set of measures in mm; place: budgets, then towns by key, then unknown. Every millimetre is in one.
-- tested by  test/oracle/groupings.test.ts

create or replace function atlas.party_ranges(district_key text, plan text, phase text)
returns table (place bigint, key text, name text, route_id int, here int8multirange)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables
as $$
  with
  party (place, key, name) as (
    values (1::bigint, 'district', '区级财政 district budget'), (2, 'same_level', '同级财政 budget of the same level'),
           (3, 'budget', '财政预算（未写明层级） budget, level not stated'), (4294967296, 'unknown', '无法确定 cannot be told')
    union all
    select 3 + row_number() over (order by t.key collate "C"), t.key, t.name from register.town as t where t.district = district_key
  ),
  paid as (
    select p.route_id, y.party, range_agg(int8range(p.from_mm, p.to_mm)) as here
      from atlas.paying_towns(district_key) as p
      join register.route as r on r.district = district_key and r.id = p.route_id
      join register.river as v on v.district = district_key and v.id = r.river_id
      left join register.town as w on w.district = district_key and w.id = p.town_id
     cross join lateral atlas.payer(plan, phase, v.level, w.key, w.name) as y
     where plan is not null and phase is not null
     group by p.route_id, y.party
  )
  select a.place, a.key, a.name, p.route_id, p.here
    from paid as p
    join party as a on a.key = p.party
   order by a.place, p.route_id
$$;

comment on function atlas.party_ranges is 'What each funding party pays for of the routes, in mm, by a plan and a phase.';
