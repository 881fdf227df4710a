-- The read-only role for analysts and tile servers: the views and reports of schema atlas, the tile functions of schema tiles
-- and the versions they show, nothing of register (crews, responsible parties).
--
--   create role li login password '…' in role atlas_reader;
--
-- Applied after all views; views made later are granted by default. Where the migrating role may not make roles (managed
-- servers), the owner makes atlas_reader and this file is applied again when it changes.

do $$
begin
  if not exists (select from pg_roles where rolname = 'atlas_reader') then
    create role atlas_reader nologin;
  end if;
exception
  when insufficient_privilege then raise notice 'atlas_reader was not made: this role may not make roles';
  when duplicate_object or unique_violation then null; -- another database of this server was faster
end
$$;

do $$
begin
  if exists (select from pg_roles where rolname = 'atlas_reader') then
    grant usage on schema atlas, tiles to atlas_reader;
    grant select on all tables in schema atlas to atlas_reader;
    grant select on tiles.made to atlas_reader;
    alter default privileges in schema atlas grant select on tables to atlas_reader;
  end if;
end
$$;
