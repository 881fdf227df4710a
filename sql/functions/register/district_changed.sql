-- register.district_changed()
--
-- Row trigger of register.district: an edit of its settings is a write of the district like any other. The register's
-- own bump of version is not an edit.
--
-- tested by  test/db/versions.test.ts

create or replace function register.district_changed()
returns trigger
language plpgsql
as $$
begin
  if new.version_xid is distinct from pg_current_xact_id() then
    new.version := old.version + 1;
    new.version_xid := pg_current_xact_id();
    perform register.touch(old.key, new.version, 'district', '{}');
    perform pg_notify('district_version', old.key);
  end if;
  insert into register.change (district, version, table_name, operation, before, author, reason)
  values (new.key, new.version, 'district', 'update', to_jsonb(old),
          coalesce(nullif(current_setting('atlas.author', true), ''), current_user),
          nullif(current_setting('atlas.reason', true), ''));
  return new;
end
$$;

comment on function register.district_changed is
  'Row trigger of register.district: an edit of a district''s settings bumps its version and is kept in register.change.';
