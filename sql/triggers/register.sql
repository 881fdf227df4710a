-- Which tables keep history, which only count versions, and of which it is noted what each version touched, because processes
-- hold them in memory (server/district/follow/parts.ts). Two triggers per statement kind, because a trigger with
-- transition tables serves one kind.

do $$
declare
  edited   constant text[] := array[
    'town', 'river', 'source_segment', 'water_body', 'outfall', 'outfall_link', 'outfall_pair', 'review_decision', 'survey_track', 'survey_record',
    'protected_zone', 'sewer_pipe', 'manhole', 'discharger', 'water_function_zone', 'key_reach', 'park', 'venue',
    'sewer_service_area', 'conduit', 'section', 'section_sample', 'sample', 'intake', 'coastline', 'levee', 'residential_area', 'basin',
    'site', 'river_set', 'target'];
  derived  constant text[] := array['route', 'source_range', 'route_town', 'route_zone', 'reach_match', 'surveyed_range', 'record_ground', 'record_anchor', 'review_ground',
    'outfall_zone', 'latin_name'];
  -- edited tables that are followed besides; of those with a column its values are noted
  followed constant text[] := derived || array['town', 'river', 'water_body', 'outfall', 'outfall_link', 'survey_track', 'survey_record',
    'protected_zone', 'water_function_zone', 'basin', 'park', 'residential_area', 'key_reach', 'river_set', 'venue'];
  noted    constant jsonb := '{"surveyed_range": "route_id", "outfall_link": "route_id", "outfall": "id", "survey_track": "id",
    "survey_record": "id"}';
  name     text;
  id       text;
  -- before triggers fire in the order of their names: this one before plane_insert, which cannot project such a place
  odd      constant text := 'st_isempty(new.geom) or not (st_ymin(new.geom) >= -85 and st_ymax(new.geom) <= 85
    and st_xmin(new.geom) >= -180 and st_xmax(new.geom) <= 180)';
  -- a statement of the derivation, or one that a foreign key runs, is none by hand
  by_hand  constant text := 'pg_trigger_depth() = 0 and current_setting(''atlas.author'', true) is distinct from ''derived''';
  edited_by_hand constant text := format('when (%s) execute function register.derived_edited()', by_hand);
begin
  foreach name in array edited loop
    id := case name when 'outfall_link' then 'outfall_id' else 'id' end;
    execute format('create or replace trigger record_insert after insert on register.%I
      referencing new table as new_rows for each statement execute function register.record_change(%L)', name, id);
    execute format('create or replace trigger record_update after update on register.%I
      referencing old table as old_rows for each statement execute function register.record_change(%L)', name, id);
    execute format('create or replace trigger record_delete after delete on register.%I
      referencing old table as old_rows for each statement execute function register.record_change(%L)', name, id);
    execute format('create or replace trigger refuse_truncate before truncate on register.%I
      for each statement execute function register.refuse_truncate()', name);
    if id = 'id' then
      execute format('create or replace trigger assign_id before insert on register.%I
        for each row when (new.id is null) execute function register.assign_id()', name);
    end if;
    if exists (select from information_schema.columns
                where table_schema = 'register' and table_name = name and column_name = 'geom') then
      execute format('create or replace trigger place_insert before insert on register.%I
        for each row when (%s) execute function register.refuse_place()', name, odd);
      execute format('create or replace trigger place_update before update on register.%I
        for each row when (new.geom is distinct from old.geom and (%s)) execute function register.refuse_place()', name, odd);
    end if;
    if exists (select from information_schema.columns
                where table_schema = 'register' and table_name = name and column_name = 'geom_m') then
      execute format('create or replace trigger plane_insert before insert on register.%I
        for each row when (new.geom is not null and new.geom_m is null) execute function register.plane_follows()', name);
      execute format('create or replace trigger plane_update before update on register.%I
        for each row when (new.geom is distinct from old.geom and new.geom_m is not distinct from old.geom_m)
        execute function register.plane_follows()', name);
    end if;
  end loop;

  -- what reviewed links lie on, and where records and reviews lie on the ground, is not made again from anything else
  foreach name in array array['route', 'record_ground', 'ground_line', 'review_ground'] loop
    execute format('create or replace trigger refuse_truncate before truncate on register.%I
      for each statement execute function register.refuse_truncate()', name);
  end loop;

  foreach name in array derived loop
    execute format('create or replace trigger touch_truncate after truncate on register.%I
      for each statement execute function register.touch_version()', name);
  end loop;

  -- grounds are taken anew where they are needed, and latin names may be spelled by hand; a condition costs the derivation no call
  foreach name in array derived loop
    continue when name in ('record_ground', 'review_ground', 'latin_name');
    execute format('create or replace trigger derived_insert after insert on register.%I
      referencing new table as new_rows for each statement %s', name, edited_by_hand);
    execute format('create or replace trigger derived_update after update on register.%I
      referencing old table as old_rows new table as new_rows for each statement %s', name, edited_by_hand);
    execute format('create or replace trigger derived_delete after delete on register.%I
      referencing old table as old_rows for each statement %s', name, edited_by_hand);
  end loop;

  -- whoever has a district's lock already said so (register.write_version)
  foreach name in array edited || derived loop
    execute format('create or replace trigger lock_districts before insert or update or delete on register.%I for each statement
      when (%s and coalesce(current_setting(''atlas.locked'', true), '''') = '''') execute function register.lock_districts()', name, by_hand);
  end loop;

  foreach name in array followed loop
    id := coalesce(quote_literal(noted ->> name), '');
    execute format('create or replace trigger touch_insert after insert on register.%I
      referencing new table as new_rows for each statement execute function register.touch_version(%s)', name, id);
    execute format('create or replace trigger touch_update after update on register.%I
      referencing old table as old_rows new table as new_rows for each statement execute function register.touch_version(%s)',
      name, id);
    execute format('create or replace trigger touch_delete after delete on register.%I
      referencing old table as old_rows for each statement execute function register.touch_version(%s)', name, id);
  end loop;
end
$$;

create or replace trigger district_changed before update on register.district
  for each row
  when ((to_jsonb(old) - '{version,version_xid,derived_version,derived_tables,edited_tables}'::text[])
        is distinct from (to_jsonb(new) - '{version,version_xid,derived_version,derived_tables,edited_tables}'::text[]))
  execute function register.district_changed();

create or replace trigger district_begins before insert on register.district
  for each row execute function register.district_begins();

create or replace trigger district_ends before delete on register.district
  for each row execute function register.district_ends();

create or replace trigger drop_ranges after delete on register.district
  for each row execute function register.drop_ranges();

create or replace trigger latin_edited before update on register.latin_name
  for each row when (new.version = old.version) execute function register.latin_edited();

create or replace trigger follow_words before insert or update on register.target
  for each row execute function register.follow_words();
