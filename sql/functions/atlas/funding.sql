-- atlas.funding(district_key, plan, phase)
--
-- Who pays for a phase of the work (QP-13, A3-12): the rows of `atlas report funding`.
--
--   select party, sum(length_km) from atlas.funding('qingpu', 'QP', 'tracing') group by 1;
--
-- plan       QP | SC | JY | NT | QJ.
-- phase      survey | monitoring | tracing | remediation.
-- returns    per paying town (key, `outside`) and level of the river: party (district, same_level, budget, unknown, or the town's key),
--            whether it is settled between budgets, drawn length, ledger length (official lengths dealt over towns by key, outside last,
--            routes and paying towns by running totals; drawn where there is none), shared: of the length halves of shared stretches.
-- note       by atlas.payer.
-- tested by  test/oracle/verify.test.ts

create or replace function atlas.funding(district_key text, plan text, phase text)
returns table (
  party text, town text, level text, settled boolean,
  length_km numeric, ledger_km numeric, drawn_only_km numeric, shared_km numeric
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables
as $$
  with
  piece as (
    select p.route_id, p.town_id, p.shared, w.key as lies_in,
           least(p.to_mm, t.to_mm) - greatest(p.from_mm, t.from_mm) as mm
      from atlas.paying_towns(district_key) as p
      join register.route_town as t
        on t.district = district_key and t.route_id = p.route_id and t.from_mm < p.to_mm and t.to_mm > p.from_mm
      left join register.town as w on w.district = t.district and w.id = t.town_id
  ),
  placed as (
    select p.*, r.river_id, v.level, v.official_length_mm::numeric as official, r.role = 'main' or r.role = 'shore' as counts
      from piece as p
      join register.route as r on r.district = district_key and r.id = p.route_id
      join register.river as v on v.district = district_key and v.id = r.river_id
  ),
  drawn as (select river_id, sum(mm) as mm from placed where counts group by river_id),
  summed as (
    select river_id, route_id, town_id, lies_in, level, counts, official, sum(mm) as mm, coalesce(sum(mm) filter (where shared), 0) as shared
      from placed group by 1, 2, 3, 4, 5, 6, 7
  ),
  dealt as (
    select s.*, d.mm as drawn,
           sum(s.mm) over (partition by s.river_id, s.counts
             order by s.lies_in collate "C" nulls last, s.route_id, s.town_id nulls last) as so_far
      from summed as s join drawn as d using (river_id)
  ),
  row as (
    select town_id, level, sum(mm) as mm, sum(shared) as shared,
           sum(case when not counts then 0 when official is null then mm
                    else div(2 * official * so_far + drawn, 2 * drawn) - div(2 * official * (so_far - mm) + drawn, 2 * drawn) end) as ledger,
           sum(case when counts and official is null then mm else 0 end) as drawn_only
      from dealt group by town_id, level
  ),
  told as (
    select r.*, w.key, y.party, y.settled
      from row as r
      left join register.town as w on w.district = district_key and w.id = r.town_id
     cross join lateral atlas.payer(plan, phase, r.level, w.key, w.name) as y
  )
  select party, coalesce(key, 'outside'), coalesce(level, 'unknown'), settled,
         atlas.km(mm), atlas.km(ledger), atlas.km(drawn_only), atlas.km(shared)
    from told
   where mm > 0
   order by town_id nulls last, array_position('{municipal,district,town,village}'::text[], level) nulls last
$$;

comment on function atlas.funding is 'Who pays for a phase of the work by a plan: party, paying town and level with drawn, ledger and shared km.';
