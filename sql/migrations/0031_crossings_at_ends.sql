-- What a crossing is past the ends of a river as docs/coverage.md tells it since 28 November 2026. Ranges made before are made
-- again, as in 0028: the service derives from the entry in the history.

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'crossings past the ends of rivers are defined anew: docs/coverage.md'
  from register.district as d;
