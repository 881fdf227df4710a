-- A way that bends all along is no jitter, and no mean cuts its bends, as docs/coverage.md tells it since 30 November 2026
-- (DECISIONS 165). Ranges made before are made again, as in 0078.

drop function if exists atlas.mean_reach(double precision[], double precision[], int[], int[], double precision);
drop function if exists atlas.steadied(double precision[], double precision[], int[], int);
update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'bends of a way are no jitter: docs/coverage.md'
  from register.district as d;
