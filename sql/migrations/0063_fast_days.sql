-- Days of tracks that were travelled faster than crews go cover nothing, as docs/coverage.md tells it since 29 November 2026 (DECISIONS 144).
-- Ranges made before are made again, as in 0046; tracks are cleaned and packed again with them.

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'days of tracks faster than crews go cover nothing: docs/coverage.md'
  from register.district as d;
