-- Under water a long run keeps its route, and runs between land and land, as well as pieces that wander at their landings, cover
-- nothing, as docs/coverage.md tells it since 30 November 2026 (DECISIONS 157). Ranges made before are made again, as in 0046.

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'long runs, bridges and ferries are told anew: docs/coverage.md'
  from register.district as d;
