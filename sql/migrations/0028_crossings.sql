-- Crossings and banks as docs/coverage.md tells them since 28 November 2026. Ranges made before are made again: an entry in the
-- history says so, as in 0022; the service derives from it.

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'crossings and banks are defined anew: docs/coverage.md'
  from register.district as d;
