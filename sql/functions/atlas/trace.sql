-- atlas.trace(district_key, route_id, measure_mm, mode, within_mm)
--
-- What water reaches from a place on a route, up or down the rivers: "if something were discharged here".
--
-- mode       UM, UT, DM, DD: up and down, main stem and with all branches (atlas.network_steps).
-- within_mm  so far along the water; null: to the ends of the network.
-- returns    stretches of routes, each metre once, that water comes into at entry_mm (one of the ends), distance_mm from the start.
--            On a shore, which is come along from both sides, up to the middle from each.
-- manner     rounds from the stops that came nearer in the last one, with the least distance of each, until none does: a recursive query
--            would go over every way round a loop. Arrays in place of a temporary table, which a read replica refuses.
-- tested by  test/oracle/trace.test.ts

create or replace function atlas.trace(
  district_key text, route_id int, measure_mm bigint, mode text, within_mm bigint default null
)
returns table (traced_route_id int, from_mm bigint, to_mm bigint, entry_mm bigint, distance_mm bigint)
language plpgsql stable parallel safe rows 200
as $$
#variable_conflict use_column
declare
  most        bigint := coalesce(within_mm, 9007199254740991);
  steps_from  int[];
  steps_to    int[];
  lengths     bigint[];
  from_routes int[];
  from_mms    bigint[];
  to_routes   int[];
  to_mms      bigint[];
  stops       int[];
  distances   bigint[];
  front       int[];
  front_at    bigint[];
begin
  if mode not in ('UM', 'UT', 'DM', 'DD') then
    raise exception 'no trace mode "%": use UM, UT, DM or DD', mode using errcode = '22023';
  end if;
  select array_agg(s.from_stop), array_agg(s.to_stop), array_agg(s.length_mm),
         array_agg(s.from_route), array_agg(s.from_mm), array_agg(s.to_route), array_agg(s.to_mm),
         -- null where no way leads from the start
         (array_agg(s.from_stop) filter (where s.from_route = trace.route_id and s.from_mm = trace.measure_mm))[1:1]
    into steps_from, steps_to, lengths, from_routes, from_mms, to_routes, to_mms, front
    from atlas.network_steps(district_key, trace.route_id, trace.measure_mm, mode) as s;
  front_at := array[0];
  stops := front;
  distances := front_at;
  while front is not null loop
    with
    nearer as materialized (
      select s.b as stop, min(f.at + s.mm) as at
        from unnest(front, front_at) as f (stop, at)
        join unnest(steps_from, steps_to, lengths) as s (a, b, mm) on s.a = f.stop
        left join unnest(stops, distances) as k (stop, at) on k.stop = s.b
       where f.at + s.mm <= least(most, coalesce(k.at - 1, most))
       group by s.b
    ),
    known as (
      select n.stop, n.at from nearer as n
       union all
      select k.stop, k.at from unnest(stops, distances) as k (stop, at)
       where not exists (select from nearer as n where n.stop = k.stop)
    )
    select (select array_agg(n.stop order by n.stop) from nearer as n), (select array_agg(n.at order by n.stop) from nearer as n),
           array_agg(k.stop), array_agg(k.at)
      into front, front_at, stops, distances
      from known as k;
  end loop;
  return query
  with
  step as materialized (
    select s.from_route, s.from_mm, s.to_mm, k.at
      from unnest(steps_from, from_routes, from_mms, to_routes, to_mms, lengths)
             as s (a, from_route, from_mm, to_route, to_mm, mm)
      join unnest(stops, distances) as k (stop, at) on k.stop = s.a
     where s.from_route = s.to_route and s.mm > 0
  ),
  -- a shore's reach may be come along from both ends: the nearer half from each
  half as (
    select s.from_route, s.from_mm as entry, s.at,
           case when b.at is null then s.to_mm
                when s.from_mm < s.to_mm then (s.from_mm + s.to_mm + b.at - s.at) / 2
                else (s.from_mm + s.to_mm + s.at - b.at) / 2 end as until
      from step as s
      left join step as b on b.from_route = s.from_route and b.from_mm = s.to_mm and b.to_mm = s.from_mm
  ),
  bounded as (
    select h.from_route, h.entry, h.at,
           case when h.until >= h.entry then least(h.until, h.entry + (most - h.at))
                else greatest(h.until, h.entry - (most - h.at)) end as until
      from half as h
  )
  select b.from_route, least(b.entry, b.until), greatest(b.entry, b.until), b.entry, b.at
    from bounded as b
   where b.entry <> b.until;
end
$$;

comment on function atlas.trace is
  'Stretches of routes that water reaches from a place, up or down (UM, UT, DM, DD), in mm, with the distance along the water at which each is entered.';
