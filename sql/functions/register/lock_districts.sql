-- register.lock_districts()
--
-- Statement trigger of tables that people edit, before the statement: takes the row locks of all districts, in the order
-- of their keys, before the statement locks a row of its own. Whoever derives holds his district's lock and then checks and
-- writes rows of these tables: an edit that held such a row and waited for the district, as the triggers after a statement
-- do, would be a deadlock. Which district is edited cannot be told before; a transaction that begins with
-- register.write_version waits for that one only.
--
-- tested by  test/db/postgres/lock-order.test.ts

create or replace function register.lock_districts()
returns trigger
language plpgsql
as $$
begin
  perform from register.district order by key for no key update;
  perform set_config('atlas.locked', 'on', true);
  return null;
end
$$;

comment on function register.lock_districts is
  'Statement trigger: an edit by hand takes the locks of the districts before it touches a row.';
