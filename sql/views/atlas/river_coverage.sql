-- How far the survey of each river is, all surveys counted.
create or replace view atlas.river_coverage as
select d.key as district, c.*
  from register.district as d
 cross join lateral atlas.coverage(d.key, 'river') as c;

comment on view atlas.river_coverage is
  'Coverage per river and mode; atlas.coverage(district, ''town''|''level''|''district'', mode, as_of) gives the other reports.';
