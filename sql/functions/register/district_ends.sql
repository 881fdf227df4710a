-- register.district_ends()
--
-- Row trigger of register.district: its deletion counts as a version, kept for whoever makes a district under the key anew;
-- listeners of channel district_version are told the key.
--
-- definer    psql and QGIS users may write districts, not this log.
-- tested by  test/db/versions.test.ts

create or replace function register.district_ends()
returns trigger
language plpgsql
security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtext('register.removed_district'), hashtext(old.key));
  insert into register.removed_district as r (key, version) values (old.key, old.version + 1)
  on conflict (key) do update set version = greatest(r.version, excluded.version);
  perform pg_notify('district_version', old.key);
  return old;
end
$$;

comment on function register.district_ends is
  'Row trigger of register.district: keeps the version after the last of a district that is deleted.';
