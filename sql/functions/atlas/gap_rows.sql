-- atlas.gap_rows(district_key, only_mode, as_of, max_length_m, per, within_m)
--
-- The work list behind atlas.gaps and atlas.gaps_in: gaps by the town they are worked with, cut and numbered.
--
-- max_length_m  gaps are cut where the river's parts of at most so many metres meet; null: not cut, numbers count parts of 500 m.
-- per, within_m  as atlas.zone_ranges; null: no zones, the whole district once.
-- returns    number is the river and its part in which the row begins, +metres into it, .2 behind what begins in the same
--            metre. shared_m lies in other towns (shared_with) than the one shown, along the line with it.
-- tested by  test/report/gaps.test.ts, test/oracle/coverage.test.ts, test/oracle/zone-ranges.test.ts

create or replace function atlas.gap_rows(
  district_key text, only_mode text, as_of date, max_length_m double precision, per text, within_m double precision
)
returns table (
  zone text, zone_name text, zone_id int, number text, river text, river_id int, route_id int, mode text, town text, town_id int,
  from_m numeric, to_m numeric, length_m numeric, shared_m numeric, shared_with text
)
language sql stable parallel safe
as $$
  with
  stretch as materialized (select * from atlas.town_stretches(district_key, coalesce(max_length_m, 500))),
  flip as materialized (
    select f.route_id, f.from_mm, f.to_mm, coalesce(t.name, 'outside') as name
      from atlas.shown_towns(district_key) as f
      left join register.town as t on t.district = district_key and t.id = f.own_town_id
     where f.own_town_id is distinct from f.town_id
  ),
  place as (
    select z.place, z.key, z.name, z.route_id, z.here from atlas.zone_ranges(district_key, per, as_of, within_m) as z where per is not null
    union all
    select null, null, null, r.id, int8multirange(int8range(0, r.length_mm)) from register.route as r where per is null and r.district = district_key
  ),
  gap as (
    select z.place, z.key, z.name, s.mode, w.*, w.to_mm - w.from_mm as size, lower(g) as a, upper(g) as b
      from place as z
      join atlas.river_states(district_key, only_mode, as_of) as s on s.route_id = z.route_id
      join stretch as w on w.route_id = s.route_id
     cross join unnest(s.gap * z.here * int8multirange(int8range(w.from_mm, w.to_mm))) as g
  ),
  piece as (
    select g.*, k.part, g.from_mm + k.part * g.size / g.parts as begins,
           greatest(g.a, case when max_length_m is null then g.a else g.from_mm + k.part * g.size / g.parts end) as lo,
           least(g.b, case when max_length_m is null then g.b else g.from_mm + (k.part + 1) * g.size / g.parts end) as hi
      from gap as g
     -- the part that holds the first millimetre, to that of the last where it is cut
     cross join lateral generate_series(
             least(g.parts - 1, (g.parts * (g.a - g.from_mm + 1) - 1) / g.size),
             least(g.parts - 1, (g.parts * (case when max_length_m is null then g.a + 1 else g.b end - g.from_mm) - 1) / g.size)
           ) as k (part)
  ),
  named as (
    select p.*, p.label || '-' || lpad((p.before + p.part + 1)::text, greatest(2, length((p.before + p.part + 1)::text)), '0')
                || case when p.lo > p.begins then '+' || (p.lo - p.begins) / 1000 else '' end as number
      from piece as p
  )
  select n.key, n.name, n.place,
         n.number || coalesce('.' || nullif(row_number() over (partition by n.mode, n.place, n.number order by n.route_id, n.lo), 1)::text, ''),
         n.river, n.river_id, n.route_id, n.mode, t.name, n.town_id,
         round(n.lo / 1000.0, 3), round(n.hi / 1000.0, 3), round((n.hi - n.lo) / 1000.0, 3),
         round(coalesce(f.mm, 0) / 1000.0, 3), f.names
    from named as n
    left join register.town as t on t.district = district_key and t.id = n.town_id
    left join lateral (
         select sum(least(n.hi, f.to_mm) - greatest(n.lo, f.from_mm)) as mm, string_agg(distinct f.name collate "C", '、') as names
           from flip as f
          where f.route_id = n.route_id and f.from_mm < n.hi and f.to_mm > n.lo) as f on true
   order by n.mode, n.place, n.river_id, n.route_id, n.lo
$$;

comment on function atlas.gap_rows is
  'Gaps by mode, zone (when asked), river, route and the town they are worked with, cut to a greatest length and numbered along the river.';
