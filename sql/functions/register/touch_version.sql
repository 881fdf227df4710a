-- register.touch_version(column)
--
-- Statement trigger of tables that processes hold in memory: gives the transaction its version and notes the touched table
-- in register.touched. Of derived tables (routes, ranges) that is all that is kept: they can be made again.
--
-- argument   the column whose values are noted, of rows as they were and as they are: the row's id or its route. Without it
--            any row counts as touched.
-- note       truncating touches every district: nobody can tell whose rows there were.
-- tested by  test/db/versions.test.ts, test/db/touched.test.ts

create or replace function register.touch_version()
returns trigger
language plpgsql
as $$
declare
  touched constant text := case tg_op when 'INSERT' then 'table new_rows' when 'DELETE' then 'table old_rows'
                           else 'table old_rows union all table new_rows' end;
  noted   constant text := coalesce(quote_ident(tg_argv[0]), 'null::int');
begin
  if tg_op = 'TRUNCATE' then
    perform register.touch(d.key, register.write_version(d.key), tg_table_name, null)
       from (select key from register.district order by key) as d;
    return null;
  end if;
  execute format(
    'select register.touch(t.district, register.write_version(t.district), %L, t.ids)
       from (select district, %s as ids
               from (select distinct district, %s as id from (%s) as r) as d
              group by district order by district) as t',
    tg_table_name,
    case when tg_nargs = 0 then 'null::int[]' else 'coalesce(array_agg(id) filter (where id is not null), ''{}'')' end,
    noted, touched);
  return null;
end
$$;

comment on function register.touch_version is
  'Statement trigger: bumps the district''s version once per transaction and notes the touched table in register.touched.';
