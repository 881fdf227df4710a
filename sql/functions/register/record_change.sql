-- register.record_change()
--
-- Statement trigger of tables people edit: gives the transaction its version and writes the touched keys to
-- register.change, with the row as it was for updates and deletes. The transaction says who and why:
--   set local atlas.author = '…'     else the database user
--   set local atlas.batch_id = '…'   the import batch, when there is one
--   set local atlas.reason = '…'     in a person's words, when they gave any
--
-- before     every column as JSON, geometry as hex EWKB (JSON of a geometry would round it), so that
--            jsonb_populate_record gives back the very row.
-- inserts    rows with ids in one unbroken run are one line, row_id to last_row_id; outfalls a line each, since each has a page
--            of its own history (index change_outfall).
-- argument   the column that is the row's id: id, or outfall_id for links.
-- note       what derivation writes (author `derived`: links, widths, packed tracks) bumps the version only: it can be made again,
--            and a reviewed link is never written by it.
-- note       while a district is being deleted its rows leave no history: the history goes with it.
-- tested by  test/db/versions.test.ts

create or replace function register.record_change()
returns trigger
language plpgsql
as $$
declare
  touched  text := case tg_op when 'INSERT' then 'new_rows' else 'old_rows' end;
  image    text;
begin
  if current_setting('atlas.author', true) = 'derived' then
    execute format('select register.write_version(t.district) from (select distinct district from %I order by 1) as t', touched);
    return null;
  end if;

  if tg_op = 'INSERT' and tg_table_name not like 'outfall%' then
    execute format(
      'with version as materialized (
         select key, register.write_version(key) as number
           from (select distinct district as key from new_rows order by 1) as districts
       )
       insert into register.change (district, version, table_name, row_id, last_row_id, operation, batch_id, author, reason)
       select v.key, v.number, %1$L, min(r.id), nullif(max(r.id), min(r.id)), ''insert'',
              nullif(current_setting(''atlas.batch_id'', true), '''')::int,
              coalesce(nullif(current_setting(''atlas.author'', true), ''''), current_user),
              nullif(current_setting(''atlas.reason'', true), '''')
         from (select district, %2$I as id, %2$I - row_number() over (partition by district order by %2$I) as run
                 from new_rows) as r
         join version as v on v.key = r.district and v.number is not null
        group by v.key, v.number, r.run
        order by v.key, min(r.id)', tg_table_name, tg_argv[0]);
    return null;
  end if;

  select string_agg(case when t.typname = 'geometry' then format('%1$I::text as %1$I', a.attname)
                         else format('%I', a.attname) end, ', ' order by a.attnum)
    into image
    from pg_attribute as a
    join pg_type as t on t.oid = a.atttypid
   where a.attrelid = tg_relid and a.attnum > 0 and not a.attisdropped;

  execute format(
    'with version as materialized (
       select key, register.write_version(key) as number
         from (select distinct district as key from %1$I order by 1) as districts
     )
     insert into register.change (district, version, table_name, row_id, operation, before, batch_id, author, reason)
     select v.key, v.number, %2$L, r.%3$I, %4$L, %5$s,
            nullif(current_setting(''atlas.batch_id'', true), '''')::int,
            coalesce(nullif(current_setting(''atlas.author'', true), ''''), current_user),
            nullif(current_setting(''atlas.reason'', true), '''')
       from (select %6$s from %1$I) as r
       join version as v on v.key = r.district and v.number is not null
      order by r.%3$I',
    touched, tg_table_name, tg_argv[0], lower(tg_op),
    case tg_op when 'INSERT' then 'null' else 'to_jsonb(r)' end,
    case tg_op when 'INSERT' then format('district, %I', tg_argv[0]) else image end);
  return null;
end
$$;

comment on function register.record_change is
  'Statement trigger: bumps the district''s version once per transaction and writes touched rows to register.change.';
