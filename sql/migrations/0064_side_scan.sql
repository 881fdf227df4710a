-- Under water a line without polygon is found from 55 m off, as docs/coverage.md tells it since 29 November 2026 (DECISIONS 145).
-- Ranges made before are made again, as in 0046.

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'lines surveyed under water are defined anew: docs/coverage.md'
  from register.district as d;
