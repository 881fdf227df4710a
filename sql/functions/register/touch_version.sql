-- register.touch_version()
--
-- Statement trigger of derived tables (routes, ranges): gives the transaction its version. Derived rows can be made
-- again, so they leave no history.
--
-- tested by  test/db/versions.test.ts

create or replace function register.touch_version()
returns trigger
language plpgsql
as $$
begin
  if tg_op = 'INSERT' then
    perform register.write_version(t.district) from (select distinct district from new_rows order by 1) as t;
  else
    perform register.write_version(t.district) from (select distinct district from old_rows order by 1) as t;
  end if;
  return null;
end
$$;

comment on function register.touch_version is
  'Statement trigger of derived tables: bumps the district''s version once per transaction.';
