-- atlas.coverage_parts(district_key, only_mode, as_of)
--
-- Coverage cut to its smallest parts, from which every report is summed: route by town.
--
-- arguments  as atlas.bank_states.
-- returns    one row per mode, route and town (town_id null = outside every town), all lengths in whole millimetres:
--              length_mm            of the route in the town
--              gap, bridged, once, repeated _mm   river's state, together length_mm
--              bank_covered_mm      covered on the left plus covered on the right (of twice the length)
--              overlap_banks_mm     sum over surveys minus union of all, left plus right
--              overlap_mm           half of it, dealt: the whole of a mode is rounded once, half up, and the parts, in the order
--                                   of the river's key, the town's (outside last) and route, add up to it by running totals
--              counts_in_ledger     the route's role is the one official lengths are compared with: main, shore of lakes
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.coverage_parts(district_key text, only_mode text default null, as_of date default null)
returns table (
  mode text, river_id int, route_id int, town_id int, counts_in_ledger boolean,
  length_mm bigint, gap_mm bigint, bridged_mm bigint, once_mm bigint, repeated_mm bigint,
  bank_covered_mm bigint, overlap_banks_mm bigint, overlap_mm bigint
)
language sql stable parallel safe
as $$
  with
  stretch as (
    select r.river_id, t.route_id, t.town_id, r.role = 'main' or r.role = 'shore' as counts_in_ledger,
           range_agg(int8range(t.from_mm, t.to_mm)) as here
      from atlas.routes_at(district_key, as_of) as r
      join register.route_town as t on t.district = district_key and t.route_id = r.id
     group by r.river_id, t.route_id, t.town_id, r.role
  ),
  -- both banks: what each survey measured here, and what was measured here at all
  effort as (
    select s.mode, p.route_id, p.town_id, s.bank,
           sum(atlas.multirange_mm(s.measured * p.here)) - atlas.multirange_mm(range_agg(s.measured * p.here)) as overlap
      from stretch as p
      join atlas.surveyed_by(district_key, only_mode, as_of) as s on s.route_id = p.route_id
     group by s.mode, p.route_id, p.town_id, s.bank
  ),
  overlap as (
    select mode, route_id, town_id, sum(overlap)::bigint as mm from effort group by mode, route_id, town_id
  ),
  dealt as (
    select o.*, sum(o.mm) over (
             partition by o.mode
             order by coalesce(v.key, '#' || v.id) collate "C", v.id, t.key collate "C" nulls last, o.route_id) as so_far
      from overlap as o
      join stretch as p on p.route_id = o.route_id and p.town_id is not distinct from o.town_id
      join register.river as v on v.district = district_key and v.id = p.river_id
      left join register.town as t on t.district = district_key and t.id = o.town_id
  )
  select s.mode, p.river_id, p.route_id, p.town_id, p.counts_in_ledger,
         atlas.multirange_mm(p.here),
         atlas.multirange_mm(s.gap * p.here),
         atlas.multirange_mm(s.bridged * p.here),
         atlas.multirange_mm(s.once * p.here),
         atlas.multirange_mm(s.repeated * p.here),
         2 * atlas.multirange_mm(p.here)
           - atlas.multirange_mm(s.left_gap * p.here) - atlas.multirange_mm(s.right_gap * p.here),
         coalesce(o.mm, 0),
         coalesce(div(o.so_far + 1, 2) - div(o.so_far - o.mm + 1, 2), 0)::bigint
    from stretch as p
    join atlas.river_states(district_key, only_mode, as_of) as s on s.route_id = p.route_id
    left join dealt as o
      on o.mode = s.mode and o.route_id = p.route_id and o.town_id is not distinct from p.town_id
$$;

comment on function atlas.coverage_parts is
  'Coverage per mode, route and town in whole millimetres: the parts every coverage report is summed from.';
