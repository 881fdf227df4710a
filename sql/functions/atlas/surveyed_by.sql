-- atlas.surveyed_by(district_key, only_mode, as_of)
--
-- What each survey saw of each bank: the ranges of tracks and records, united per survey.
--
-- only_mode  above_water, under_water, or null for both.
-- as_of      counts surveys of local days up to and with this one; null counts all.
-- returns    one row per mode, route, bank (left, right) and survey. A survey is (mode, crew, local day); rows without
--            crew are one survey per day and mode. `both` counts on each bank. measured and bridged are sets of
--            millimetres of measure; bridged keeps what the same survey measured.
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.surveyed_by(district_key text, only_mode text default null, as_of date default null)
returns table (
  mode text, route_id int, bank text, crew text, day date, measured int8multirange, bridged int8multirange
)
language sql stable parallel safe
as $$
  select s.mode, s.route_id, b.bank, s.crew, s.day,
         coalesce(range_agg(int8range(s.from_mm, s.to_mm)) filter (where s.kind = 'measured'), '{}'),
         coalesce(range_agg(int8range(s.from_mm, s.to_mm)) filter (where s.kind = 'bridged'), '{}')
    from register.surveyed_range as s
   cross join (values ('left'), ('right')) as b (bank)
   where s.district = district_key
     and s.bank in (b.bank, 'both')
     and s.mode = coalesce(only_mode, s.mode)
     and s.day <= coalesce(as_of, 'infinity')
   group by s.mode, s.route_id, b.bank, s.crew, s.day
$$;

comment on function atlas.surveyed_by is
  'Per mode, route, bank and survey (crew and local day): the measures it measured and those it bridged.';
