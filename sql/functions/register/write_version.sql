-- register.write_version(district)
--
-- The version this transaction writes: the first call in a transaction adds one to the district's version, later calls
-- return the same. The row lock it takes makes writers of a district wait for each other, so versions are in the
-- order of commits, and every one has a line in register.touched. Listeners of channel district_version are told the key when the transaction commits.
--
-- returns    the version; null when there is no such district (it is being deleted).
-- tested by  test/db/versions.test.ts

create or replace function register.write_version(district text)
returns bigint
language plpgsql volatile
as $$
declare
  written bigint;
begin
  perform set_config('atlas.locked', 'on', true); -- for register.lock_districts: this transaction has what it needs
  update register.district as d
     set version = d.version + 1, version_xid = pg_current_xact_id()
   where d.key = write_version.district and d.version_xid is distinct from pg_current_xact_id()
  returning d.version into written;
  if found then
    perform register.touch(write_version.district, written, 'district', '{}');
    perform pg_notify('district_version', write_version.district);
    return written;
  end if;
  return (select d.version from register.district as d where d.key = write_version.district);
end
$$;

comment on function register.write_version is
  'The version this transaction writes; adds one to the district''s version at the first call and takes its row lock.';
