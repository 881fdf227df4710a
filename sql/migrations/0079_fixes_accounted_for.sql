-- What became of the fixes of a track is kept whole, so that a person can be told it per track. Counts that cleaning makes are made
-- again with everything, as in 0046; fixes that a receiver was unsure of were told with their batch, and are taken from there.
-- Null as 0: changes of before keep rows without these columns.

alter table register.survey_track
  add column fixes_unsure int,
  add column fixes_fast int,
  add column fixes_alone int,
  add column fixes_averaged int,
  add column fixes_same_time int;

comment on column register.survey_track.fixes_unsure is 'Fixes left out as the file was read: their receiver was too unsure of them (docs/import.md). Null: none.';
comment on column register.survey_track.fixes_fast is 'Fixes of days faster than crews go: they do not count (docs/coverage.md).';
comment on column register.survey_track.fixes_alone is 'Fixes of which no piece is made: the only one of a day or between two cuts, or all there in one place.';
comment on column register.survey_track.fixes_averaged is 'Fixes put at the mean of those around them, because the receiver jitters; they are thinned or kept after that.';
comment on column register.survey_track.fixes_same_time is 'Fixes of the same moment as the one before; they stay.';

select set_config('atlas.author', 'derived', true);
update register.survey_track as t
   set fixes_unsure = i.value::int
  from register.import_issue as i
 where i.district = t.district and i.batch_id = t.batch_id and i.code = 'fixes_unsure' and i.value ~ '^[0-9]{1,9}$'
   and starts_with(i.reason_en, 'track "' || coalesce(t.track, t.source_id) || '": ');
select set_config('atlas.author', '', true);

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'what became of the fixes of each track is counted: docs/coverage.md'
  from register.district as d;
