-- Outfalls of several batches compared: which batch named which outfall, near duplicates that wait for a person, and
-- records merged into another. A merged-away record keeps its codes, attributes and history; it leaves lists and links.

alter table register.outfall
  add column merged_into int check (merged_into <> id),
  add constraint outfall_merged_into foreign key (district, merged_into) references register.outfall
      deferrable initially deferred;
create index outfall_merged on register.outfall (district, merged_into) where merged_into is not null;
comment on column register.outfall.merged_into is
  'The outfall this record was found to be; null for every record that counts. The other may itself be merged later.';

create table register.outfall_batch (
  district    text not null,
  batch_id    int not null,
  outfall_id  int not null,
  primary key (district, batch_id, outfall_id),
  foreign key (district, batch_id) references register.import_batch on delete cascade,
  foreign key (district, outfall_id) references register.outfall on delete cascade
);
create index outfall_batch_outfall on register.outfall_batch (district, outfall_id);
comment on table register.outfall_batch is
  'Which outfalls the rows of a batch are, whether they were new, changed or the same. Batches that were undone keep theirs.';

-- what earlier imports left of it; rows they found unchanged are not known
insert into register.outfall_batch (district, batch_id, outfall_id)
select distinct c.district, c.batch_id, o.id
  from register.change as c
  join register.import_batch as b on b.district = c.district and b.id = c.batch_id and b.layer = 'outfalls'
  join register.outfall as o on o.district = c.district and o.id = c.row_id
 where c.table_name = 'outfall' and c.operation <> 'delete';

create table register.outfall_pair (
  district     text not null,
  id           int not null,
  one_id       int not null,
  other_id     int not null check (other_id > one_id),
  status       text not null default 'proposed' check (status in ('proposed', 'merged', 'distinct')),
  distance_mm  bigint,
  along_mm     bigint,
  reviewer     text,
  reason       text,
  decided_at   timestamptz,
  primary key (district, id),
  unique (district, one_id, other_id),
  foreign key (district, one_id) references register.outfall on delete cascade,
  foreign key (district, other_id) references register.outfall on delete cascade,
  check ((status = 'proposed') = (decided_at is null))
);
create index outfall_pair_other on register.outfall_pair (district, other_id);
comment on table register.outfall_pair is
  'Outfalls of different batches that may be one: proposed by derivation, decided by a person. A decision is never derived away.';

create table register.code_water_system (
  district  text not null references register.district on delete cascade,
  code      text not null check (code ~ '^[A-Z]{2}$'),
  name      text,
  primary key (district, code)
);
comment on table register.code_water_system is
  'First segments of outfall codes in use, filled by the district. While it is empty they are not checked.';
