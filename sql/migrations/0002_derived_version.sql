-- Which version the derived rows (routes, towns along them, links, coverage) were made for: edits in psql or QGIS after it
-- are found in register.change and derived from by the service.

alter table register.district add column derived_version bigint not null default 0;
alter table register.district disable trigger user; -- nothing of the districts changes by it
update register.district set derived_version = version;
alter table register.district enable trigger user;
comment on column register.district.derived_version is
  'The version that routes, links and coverage were last made for. Changes after it by hand wait to be derived from.';
