-- Rivers whose line runs over an island, as docs/coverage.md tells them since 29 November 2026 (DECISIONS 118). Ranges made
-- before are made again, as in 0038: the service derives from the entry in the history.

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'lines over islands are defined anew: docs/coverage.md'
  from register.district as d;
