-- Coverage as docs/coverage.md has it since 2026-11-28 (DECISIONS 56), and what cleaning did to each track. Ranges made before
-- are made again: an entry in the history says so, as after an edit of a district's settings; the service derives from it.

alter table register.survey_track
  add column fixes_thinned int not null default 0,
  add column silences int not null default 0;
comment on column register.survey_track.fixes_dropped is 'Fixes more than 100 m off that came back: outliers, which do not count.';
comment on column register.survey_track.fixes_thinned is 'Fixes closer than 15 m to the last kept one, as while a crew waits: skipped.';
comment on column register.survey_track.silences is 'Places where the track was cut: two successive fixes 100 m or more apart.';

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'coverage is defined anew: docs/coverage.md'
  from register.district as d;
