-- atlas.half_checked_outfalls(district_key)
--
-- Outfalls with a conduit nobody looked at, since it was kept out of the register (atlas.rejected_conduits): the one a row names;
-- where a row does not say whose it was, every outfall that has a conduit. Those without one are in doubt already.
--
-- returns    outfalls, each once.
-- tested by  test/report/rejected-conduits.test.ts

create or replace function atlas.half_checked_outfalls(district_key text)
returns table (outfall_id int)
language sql stable parallel safe
as $$
  with rejected as materialized (select r.outfall_id from atlas.rejected_conduits(district_key) as r)
  select r.outfall_id from rejected as r where r.outfall_id is not null
  union
  select c.outfall_id from atlas.conduit_outfalls(district_key) as c
   where exists (select from rejected as r where r.outfall_id is null)
   order by 1
$$;

comment on function atlas.half_checked_outfalls is
  'Outfalls with a conduit that was rejected on import: those the rows name, else every one that has a conduit.';
