create or replace view register.change_row as
select c.district, c.id, c.version, c.table_name, r.row_id, c.operation, c.before, c.batch_id, c.author, c.changed_at
  from register.change as c
  left join lateral generate_series(c.row_id, coalesce(c.last_row_id, c.row_id)) as r(row_id) on true;
comment on view register.change_row is
  'The history with a line per row: ranges of inserted rows spread out. Ask it by district and batch or version.';
