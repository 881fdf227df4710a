-- Receivers that jitter are read by means, as docs/coverage.md tells it since 30 November 2026 (DECISIONS 165). Ranges made before are
-- made again, as in 0046; tracks are cleaned and packed again with them.

drop function if exists atlas.mean_reach(double precision[], double precision[], int[], double precision);
drop function if exists atlas.thinned(double precision[], double precision[], int[]);
update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'receivers that jitter are read by means: docs/coverage.md'
  from register.district as d;
