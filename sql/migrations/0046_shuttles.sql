-- Ferries that go to and fro are told by their whole piece, as docs/coverage.md tells it since 29 November 2026 (DECISIONS 120).
-- Ranges made before are made again, as in 0042: the service derives from the entry in the history.

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'ferries that go to and fro are defined anew: docs/coverage.md'
  from register.district as d;
