-- Names of rivers, water bodies and towns in Latin letters, for labels and search; spelled by derivation, not by SQL.

create table register.latin_name (
  district  text not null references register.district on delete cascade,
  name      text not null,
  latin     text not null,
  version   bigint not null,
  primary key (district, name)
);
comment on table register.latin_name is
  'Each Chinese name of a river, a water body or a town in Latin letters (Hanyu Pinyin). Derived; a spelling that is corrected here stays. version: since when it is so.';

-- Names that are there already wait to be spelled by the service.
update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, reason)
select key, version, 'latin_name', 'insert', 'names are to be spelled in Latin letters' from register.district;
