-- atlas.bank_states(district_key, only_mode, as_of)
--
-- The state of every millimetre of every bank.
--
-- only_mode  above_water, under_water, or null for both (each is a layer of its own).
-- as_of      local day; null is today's network with every survey.
-- returns    one row per route, mode and bank, also where nothing was surveyed. The four sets of measures share no
--            millimetre and together are [0, length):
--              gap       no survey saw it
--              bridged   no survey measured it, one bridged it
--              once      one survey measured it
--              repeated  two or more surveys measured it
--            overlap_mm  sum over surveys of what each measured, minus the length measured at all.
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.bank_states(district_key text, only_mode text default null, as_of date default null)
returns table (
  route_id int, mode text, bank text,
  gap int8multirange, bridged int8multirange, once int8multirange, repeated int8multirange, overlap_mm bigint
)
language sql stable parallel safe
as $$
  with
  -- every bank of every route in every mode asked for
  bank as (
    select r.id as route_id, m.mode, b.bank, int8multirange(int8range(0, r.length_mm)) as whole
      from atlas.routes_at(district_key, as_of) as r
     cross join (values ('above_water'), ('under_water')) as m (mode)
     cross join (values ('left'), ('right')) as b (bank)
     where m.mode = coalesce(only_mode, m.mode)
  ),
  -- each survey beside what the surveys listed before it measured: the common part was measured twice or more
  survey as (
    select s.*, range_agg(s.measured) over (
             partition by s.mode, s.route_id, s.bank order by s.day, s.crew nulls first
             rows between unbounded preceding and 1 preceding) as before
      from atlas.surveyed_by(district_key, only_mode, as_of) as s
  ),
  seen as (
    select s.mode, s.route_id, s.bank,
           range_agg(s.measured) as measured,
           range_agg(s.bridged) as bridged,
           range_agg(s.measured * coalesce(s.before, '{}')) as repeated,
           sum(atlas.multirange_mm(s.measured)) as effort_mm
      from survey as s
     group by s.mode, s.route_id, s.bank
  ),
  -- surveys end where the route of that day ends
  cut as (
    select b.*,
           coalesce(s.measured, '{}') * b.whole as measured,
           coalesce(s.bridged, '{}') * b.whole as bridged,
           coalesce(s.repeated, '{}') * b.whole as repeated,
           coalesce(s.effort_mm, 0) as effort_mm
      from bank as b
      left join seen as s using (mode, route_id, bank)
  )
  select c.route_id, c.mode, c.bank,
         c.whole - c.measured - c.bridged,
         c.bridged - c.measured,
         c.measured - c.repeated,
         c.repeated,
         (c.effort_mm - atlas.multirange_mm(c.measured))::bigint
    from cut as c
$$;

comment on function atlas.bank_states is
  'Per route, mode and bank: the measures in state gap, bridged, once and repeated (together the whole route) and the overlap of surveys in mm.';
