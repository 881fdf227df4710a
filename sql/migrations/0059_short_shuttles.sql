-- Ferries over narrow water, and over water that no polygon shows, are told by their vertices, as docs/coverage.md tells it since
-- 29 November 2026 (DECISIONS 139). Ranges made before are made again, as in 0046.

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'short ferries are defined anew: docs/coverage.md'
  from register.district as d;
