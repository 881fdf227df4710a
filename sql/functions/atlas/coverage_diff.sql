-- atlas.coverage_diff(district_key, per, only_mode, from_day, to_day)
--
-- What changed between the ledgers of two days: the rows of `atlas coverage diff --from --to`.
--
--   select * from atlas.coverage_diff('qingpu', 'town', 'above_water', '2022-06-30', '2022-12-31');
--
-- per        district | river | town.
-- days       each counts surveys of local days up to and with it; null counts all.
-- returns    km with six decimals. newly_covered was gap; lost is gap now; newly_repeated is repeated and was not.
--            to_covered = from_covered + newly_covered - lost; to_duplicate = from_duplicate + newly_repeated - no_longer_repeated.
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.coverage_diff(
  district_key text, per text default 'district', only_mode text default null, from_day date default null, to_day date default null
)
returns table (
  key text, name text, mode text,
  from_covered_km numeric, to_covered_km numeric, newly_covered_km numeric, lost_km numeric,
  from_duplicate_km numeric, to_duplicate_km numeric, newly_repeated_km numeric, no_longer_repeated_km numeric
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables with crews
as $$
  with
  held as materialized (
    select g.place, g.key, g.name, t.route_id, range_agg(int8range(t.from_mm, t.to_mm)) as here
      from atlas.report_group(district_key, per) as g
      left join (register.route_town as t join register.route as r on r.district = t.district and r.id = t.route_id)
        on t.district = district_key
       and (g.river_id is null or g.river_id = r.river_id)
       and (g.town_id is null or g.town_id = t.town_id) and (not g.outside or t.town_id is null)
     group by g.place, g.key, g.name, t.route_id
  ),
  both_days as (
    select mode, route_id, a.gap as gap_then, b.gap as gap_now, a.repeated as twice_then, b.repeated as twice_now
      from atlas.river_states(district_key, only_mode, from_day) as a
      join atlas.river_states(district_key, only_mode, to_day) as b using (mode, route_id)
  )
  select h.key, h.name, m.mode,
         atlas.km(sum(atlas.multirange_mm(h.here - s.gap_then))),
         atlas.km(sum(atlas.multirange_mm(h.here - s.gap_now))),
         atlas.km(sum(atlas.multirange_mm(h.here * (s.gap_then - s.gap_now)))),
         atlas.km(sum(atlas.multirange_mm(h.here * (s.gap_now - s.gap_then)))),
         atlas.km(sum(atlas.multirange_mm(h.here * s.twice_then))),
         atlas.km(sum(atlas.multirange_mm(h.here * s.twice_now))),
         atlas.km(sum(atlas.multirange_mm(h.here * (s.twice_now - s.twice_then)))),
         atlas.km(sum(atlas.multirange_mm(h.here * (s.twice_then - s.twice_now))))
    from held as h
   cross join (values ('above_water'), ('under_water')) as m (mode)
    left join both_days as s on s.route_id = h.route_id and s.mode = m.mode
   where m.mode = coalesce(only_mode, m.mode)
   group by h.place, h.key, h.name, m.mode
   order by h.place, m.mode
$$;

comment on function atlas.coverage_diff is
  'Per district, river or town and mode: km newly covered, lost, newly repeated between two days, and covered and duplicate km of both.';
