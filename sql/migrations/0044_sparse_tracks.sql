-- Tracks that a receiver recorded sparsely lose their outliers and are cut at silences, as docs/coverage.md tells it since
-- 29 November 2026 (DECISIONS 117). Ranges made before are made again, as in 0040: the service derives from the entry in the
-- history.

comment on column register.survey_track.fixes_dropped is 'Fixes too far off that came back: outliers, which do not count (docs/coverage.md).';
comment on column register.survey_track.silences is 'Places where the track was cut: two successive fixes too far apart (docs/coverage.md).';

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'sparse tracks are cleaned: docs/coverage.md'
  from register.district as d;
