-- atlas.payer(plan, phase, level, town, town_name)
--
-- Who pays for a phase of the work on a river of a level in a town (QP-13, A3-12).
--
-- plan       QP | SC | JY | NT | QJ.
-- phase      survey | monitoring | tracing | remediation.
-- level      of the river, null where nobody said.
-- town       key and name of the paying town, null outside every town.
-- returns    party: district, same_level, budget, unknown, or the town's key; settled between budgets or not.
-- note       the plans are said here once more, by hand: the twin of server/rules/funding, not its reader.
-- tested by  test/oracle/verify.test.ts, test/oracle/groupings.test.ts

create or replace function atlas.payer(plan text, phase text, level text, town text, town_name text)
returns table (party text, settled boolean)
language sql immutable parallel safe
as $$
  select case
           when plan = 'SC' then 'budget'
           when plan = 'NT' then 'same_level'
           when plan = 'QJ' or (plan = 'QP' and (phase = 'survey' or level in ('municipal', 'district') or s.is_street)) then 'district'
           when town is null or (plan = 'QP' and level is null) then 'unknown'
           else town end,
         coalesce(plan = 'QP' and phase in ('monitoring', 'tracing') and not s.is_street and level in ('town', 'village'), false)
    from (select town_name ~ '^(夏阳|盈浦|香花桥|青浦工业园区)' as is_street) as s
$$;

comment on function atlas.payer is 'Who pays for a phase of the work on a river of a level in a town by a plan, and whether it is settled between budgets.';
