-- Of several lines in one polygon a chord is told by its distance from them, as docs/coverage.md tells it since 30 November 2026
-- (DECISIONS 163). Ranges made before are made again, as in 0046.

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'lines in one water are told apart anew: docs/coverage.md'
  from register.district as d;
