-- register.touch(district, version, table_name, ids)
--
-- Notes that a version touched a table (register.touched), for processes that follow.
--
-- version    null while the district is being deleted: nothing is noted.
-- ids        see the column; null, or more than 1000 in all of a version: any row. Reading so many one by one costs more
--            than reading the table.
-- note       lines of versions 256 and more before this one go: who is that far behind reads everything.
-- definer    psql and QGIS users may write tables, not this log.
-- tested by  test/db/touched.test.ts

create or replace function register.touch(district text, version bigint, table_name text, ids int[])
returns void
language plpgsql volatile
security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  if touch.version is null then return; end if;
  insert into register.touched as t (district, version, table_name, ids)
  values (touch.district, touch.version, touch.table_name, case when cardinality(touch.ids) <= 1000 then touch.ids end)
  on conflict (district, version, table_name) do update
     set ids = case when excluded.ids is not null then
                 (select case when count(*) <= 1000 then array_agg(u.id) end
                    from (select distinct unnest(t.ids || excluded.ids) as id) as u) end
   where t.ids is not null and (excluded.ids <@ t.ids) is not true;
  if touch.table_name = 'district' then
    delete from register.touched as t where t.district = touch.district and t.version <= touch.version - 256;
  end if;
end
$$;

comment on function register.touch is
  'Notes in register.touched that a version touched a table, with the ids where they are few.';
