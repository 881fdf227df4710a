-- A river's width is its area over the length of its lines in it, islands included (DECISIONS 155). Widths and all that follows from
-- them are made again, as after an edit by hand of what is derived.

update register.district set version = version + 1, edited_tables = array(select distinct unnest(edited_tables || array['surveyed_range']));
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'widths of rivers with islands are measured anew: docs/coverage.md'
  from register.district as d;
