-- Copies of a track, thinned or cut otherwise and under another crew, are one survey (docs/coverage.md, "States", DECISIONS 151).
-- Ranges made before are made again, as in 0046.

update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'copies of one outing are one survey: docs/coverage.md'
  from register.district as d;
