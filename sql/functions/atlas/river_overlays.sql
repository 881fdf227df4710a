-- atlas.river_overlays(district_key, only_mode, as_of)
--
-- Overlays of the states: covered measures of each route to look at once more. They may lie in each other and in any
-- state but gap, and add up to nothing.
--
-- arguments  as atlas.bank_states; without as_of what is stale is so today, in the district.
-- returns    one row per route and mode. Covered means seen (measured or bridged) on both banks:
--              stale            covered, but not by surveys of the last stale_after_months
--              above_not_under  covered above water, not under water; the same in both modes
--              record_only      covered, but not by tracks alone
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.river_overlays(district_key text, only_mode text default null, as_of date default null)
returns table (
  route_id int, mode text, stale int8multirange, above_not_under int8multirange, record_only int8multirange
)
language sql stable parallel safe
as $$
  with
  asked as (
    select (coalesce(as_of, (now() at time zone 'utc' + make_interval(mins => coalesce(d.utc_offset_minutes, 0)))::date)
            - make_interval(months => d.stale_after_months))::date as fresh_from
      from register.district as d
     where d.key = district_key
  ),
  bank as (
    select s.route_id, s.mode, b.bank,
           range_agg(int8range(s.from_mm, s.to_mm)) as seen,
           coalesce(range_agg(int8range(s.from_mm, s.to_mm)) filter (where s.day >= a.fresh_from), '{}') as fresh,
           coalesce(range_agg(int8range(s.from_mm, s.to_mm)) filter (where s.track_id is not null), '{}') as tracked
      from register.surveyed_range as s
     cross join (values ('left'), ('right')) as b (bank)
     cross join asked as a
     where s.district = district_key and s.bank in (b.bank, 'both') and s.day <= coalesce(as_of, 'infinity')
     group by s.route_id, s.mode, b.bank
  ),
  -- a bank no survey saw has no row: then nothing of the river is covered
  covered as (
    select route_id, mode, range_intersect_agg(seen) as seen, range_intersect_agg(fresh) as fresh,
           range_intersect_agg(tracked) as tracked
      from bank
     group by route_id, mode
    having count(*) = 2
  ),
  line as (
    select r.id as route_id, m.mode, int8multirange(int8range(0, r.length_mm)) as whole
      from atlas.routes_at(district_key, as_of) as r
     cross join (values ('above_water'), ('under_water')) as m (mode)
     where m.mode = coalesce(only_mode, m.mode)
  )
  select l.route_id, l.mode,
         l.whole * coalesce(c.seen - c.fresh, '{}'),
         l.whole * coalesce(above.seen - coalesce(under.seen, '{}'), '{}'),
         l.whole * coalesce(c.seen - c.tracked, '{}')
    from line as l
    left join covered as c on c.route_id = l.route_id and c.mode = l.mode
    left join covered as above on above.route_id = l.route_id and above.mode = 'above_water'
    left join covered as under on under.route_id = l.route_id and under.mode = 'under_water'
$$;

comment on function atlas.river_overlays is
  'Per route and mode: covered measures that are stale, that were surveyed above and not under water, that rest on records only; they add up to nothing.';
