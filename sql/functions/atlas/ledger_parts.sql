-- atlas.ledger_parts(district_key, only_mode, as_of)
--
-- Covered length on the scale of the official ledger, per river and town, in whole millimetres.
--
-- Official lengths and drawn lines never agree, so what was covered of a river's drawn main routes is stretched to its
-- official length. The formula, for one river and mode:
--
--   counted   its routes of role main, or of role shore (lakes and ponds); never branches, with or without official length
--   drawn     length of the counted routes over the whole river, wherever it runs
--   c(t)      covered (bridged + once + repeated) length of the counted routes in town t
--   towns in ascending order of key, outside last; C(k) = c(1) + ... + c(k), C(0) = 0
--
--   scaled(x)    = official * x / drawn, rounded floor(. + 0.5): (2 * official * x + drawn) div (2 * drawn) in integers
--   ledger(k)    = scaled(C(k)) - scaled(C(k - 1))                    where the river has an official length
--   ledger(k)    = c(k), and drawn_only(k) = c(k)                     where it has none
--
-- The running total makes the towns of a river add up to scaled(all that is covered) to the millimetre. district, level
-- and river reports add up whole rivers. Nothing drawn on counted routes: ledger 0.
--
-- arguments  as atlas.bank_states.
-- returns    one row per mode, river and town with counted routes; drawn_only_mm is 0 where there is an official length.
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.ledger_parts(district_key text, only_mode text default null, as_of date default null)
returns table (mode text, river_id int, town_id int, ledger_mm bigint, drawn_only_mm bigint)
language sql stable parallel safe
as $$
  with
  part as (
    select p.mode, p.river_id, p.town_id,
           sum(p.length_mm - p.gap_mm) as covered, sum(p.length_mm) as length
      from atlas.coverage_parts(district_key, only_mode, as_of) as p
     where p.counts_in_ledger
     group by p.mode, p.river_id, p.town_id
  ),
  running as (
    select p.*, r.official_length_mm::numeric as official,
           sum(p.length) over (partition by p.mode, p.river_id) as drawn,
           sum(p.covered) over (partition by p.mode, p.river_id order by t.key collate "C" nulls last) as so_far
      from part as p
      join register.river as r on r.district = district_key and r.id = p.river_id
      left join register.town as t on t.district = district_key and t.id = p.town_id
  )
  select mode, river_id, town_id,
         case when official is null then covered
              else div(2 * official * so_far + drawn, 2 * drawn)
                 - div(2 * official * (so_far - covered) + drawn, 2 * drawn) end::bigint,
         case when official is null then covered else 0 end::bigint
    from running
$$;

comment on function atlas.ledger_parts is
  'Covered length scaled to official lengths, per mode, river and town in mm: official * covered / drawn over main routes (shores of lakes), dealt over towns by running totals.';
