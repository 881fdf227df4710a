-- register.derived_edited()
--
-- Statement trigger of derived tables, of statements that the derivation did not write (its author is `derived`): notes
-- the table with its district (register.district.edited_tables), so that everything is derived again. An emptied table
-- needs no trigger (register.filled_tables); rows that went with those they refer to are derived again with them.
--
-- tested by  test/district/edited-tables.test.ts

create or replace function register.derived_edited()
returns trigger
language plpgsql
as $$
begin
  execute format(
    'update register.district as d set edited_tables = d.edited_tables || %1$L::text
      where d.key in (select district from %2$s) and %1$L <> all (d.edited_tables)',
    tg_table_name,
    case tg_op when 'INSERT' then 'new_rows' when 'DELETE' then 'old_rows'
               else '(table old_rows union all table new_rows) as r' end);
  return null;
end
$$;

comment on function register.derived_edited is
  'Statement trigger: notes with the district that a derived table was written to by hand.';
