-- register.district_begins()
--
-- Row trigger of register.district: a district made anew begins at the version after the last of the one deleted before it.
--
-- note       waits for a transaction that is deleting the district, else it would not see where that one ends.
-- definer    psql and QGIS users may write districts, not this log.
-- tested by  test/db/versions.test.ts

create or replace function register.district_begins()
returns trigger
language plpgsql
security definer set search_path = pg_catalog, pg_temp
as $$
declare
  ended bigint;
begin
  perform pg_advisory_xact_lock(hashtext('register.removed_district'), hashtext(new.key));
  select r.version into ended from register.removed_district as r where r.key = new.key;
  if ended > new.version then
    new.version := ended;
    new.derived_version := ended;
  end if;
  return new;
end
$$;

comment on function register.district_begins is
  'Row trigger of register.district: one made anew under a key goes on from the versions of the one before.';
