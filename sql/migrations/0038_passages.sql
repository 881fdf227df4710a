-- Bridges and ferries over rivers with a polygon, and how far a run may stray, as docs/coverage.md tells it since
-- 29 November 2026. Ranges made before are made again, as in 0031: the service derives from the entry in the history.

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'passages from bank to bank are defined anew: docs/coverage.md'
  from register.district as d;
