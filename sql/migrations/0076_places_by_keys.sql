-- A cut under other keys places survey rows when it comes, and a key that left its line takes no row along (DECISIONS 158). What was
-- placed otherwise is placed anew now, not with whatever import comes next: as after an edit by hand of what is derived.

update register.district as d
   set version = version + 1, edited_tables = array(select distinct unnest(edited_tables || array['surveyed_range']))
 where exists (select from register.ground_line as l where l.district = d.key and l.drawn_as <> '[]');
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'survey rows are placed anew by the keys of their lines: DECISIONS 158'
  from register.district as d
 where exists (select from register.ground_line as l where l.district = d.key and l.drawn_as <> '[]');
