-- register.latin_edited()
--
-- Row trigger of register.latin_name: a spelling that is corrected by hand is of the version that corrects it, so that tiles
-- which show it are made again.
--
-- tested by  test/district/latin-names.test.ts

create or replace function register.latin_edited()
returns trigger
language plpgsql
as $$
begin
  new.version := register.write_version(new.district);
  return new;
end
$$;

comment on function register.latin_edited is 'Row trigger: a corrected spelling is of the version that corrects it.';
