-- A step to a route that does not meet the one before costs more, as docs/coverage.md tells it since 29 November 2026 (DECISIONS
-- 152). Ranges made before are made again, as in 0046.

drop function if exists atlas.least_cost_states(int[], double precision[], double precision[], bigint[], int[]);
update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'changes from water to water are defined anew: docs/coverage.md'
  from register.district as d;
