-- register.drop_ranges()
--
-- Row trigger of register.district: surveyed ranges go with their district. They have no foreign key, which would cost
-- more than computing them.
--
-- tested by  test/district/edges.test.ts

create or replace function register.drop_ranges()
returns trigger
language plpgsql
as $$
begin
  delete from register.surveyed_range where district = old.key;
  return null;
end
$$;

comment on function register.drop_ranges is 'Row trigger: the surveyed ranges of a deleted district go with it.';
