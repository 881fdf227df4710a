-- Of a dense record with a clock a fix is out of reach by the day's own pace, as docs/coverage.md tells it since 29 November 2026 (DECISIONS 143).
-- Ranges made before are made again, as in 0046; tracks are cleaned and packed again with them.

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'outliers of tracks are defined anew: docs/coverage.md'
  from register.district as d;
