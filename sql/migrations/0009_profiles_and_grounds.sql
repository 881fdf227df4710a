-- Saved ways to read a file, what a batch was read with, and the lines on the ground that recorded things keep.

create table register.mapping_profile (
  id            int generated always as identity primary key,
  district      text references register.district on delete cascade,
  name          text not null check (name ~ '^[^/[:cntrl:]]{1,80}$'),
  layer         text not null,
  mapping       jsonb not null default '{}',
  crs           text,
  conditions    jsonb not null default '[]',
  defaults      jsonb not null default '{}',
  source_layer  text,
  control       jsonb,
  unpivot       jsonb,
  author        text not null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  unique nulls not distinct (district, name)
);
comment on table register.mapping_profile is
  'How files of one kind are read: columns of fields, coordinate system, conditions on rows, defaults, control points, the rule by which '
  'wide rows become long ones. district null: for every district; a district''s own profile goes before it.';
comment on column register.mapping_profile.unpivot is 'Our column name → patterns of the file''s columns, one list for each, e.g. {"lat": ["Lat", "Lat.{n}"]}.';

alter table register.import_batch add column profile text;
alter table register.import_batch add column crs_note jsonb;
comment on column register.import_batch.profile is 'The name of the mapping profile the file was read with.';
comment on column register.import_batch.crs_note is 'What was taken for what in the datum, {zh, en}; null where nothing was.';

create table register.record_ground (
  district    text not null,
  record_id   int not null,
  river_id    int not null,
  from_mm     bigint not null,
  to_mm       bigint not null,
  route_line  text not null,
  line_m      geometry(LineStringM) not null,
  primary key (district, record_id, river_id, from_mm, to_mm),
  foreign key (district, record_id) references register.survey_record on delete cascade
);
comment on table register.record_ground is
  'Where a from-to record lay on the ground when its measures were first placed; routes drawn anew are held against it. Plane metres, M = measure.';
comment on column register.record_ground.route_line is 'md5(line_m::text) of the route it was placed on: on that very line its measures hold as they are.';

create table register.record_anchor (
  district   text not null,
  record_id  int not null,
  route_id   int not null,
  from_mm    bigint not null,
  to_mm      bigint not null check (to_mm > from_mm),
  reversed   boolean not null,
  moved_mm   bigint not null,
  primary key (district, record_id, route_id, from_mm),
  foreign key (district, record_id) references register.survey_record on delete cascade
);
comment on table register.record_anchor is
  'Where a from-to record lies on the routes of today. Derived. reversed: the route runs against the recorded measures, so banks change sides; moved_mm: farthest from the ground line.';

create table register.review_ground (
  district    text not null,
  outfall_id  int not null,
  river_id    int not null,
  river_key   text,
  route_line  text not null,
  x_mm        bigint not null,
  y_mm        bigint not null,
  decided     jsonb not null,
  placed      jsonb not null,
  primary key (district, outfall_id),
  foreign key (district, outfall_id) references register.outfall on delete cascade
);
comment on table register.review_ground is
  'Where on the ground a person put a link. decided: the link as the person left it; placed: as derivation last wrote it, so that a new decision is told from an old one.';
