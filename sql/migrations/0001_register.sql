-- The register: districts, rivers as rulers, outfalls and their links, surveys and what they covered.
--
-- Every key starts with the district. Geometry is stored twice: `geom` in EPSG:4490 (lon, lat) and the plane column
-- (`line_m`, `geom_m`; metres east/north in the district's plane_srid, rounded to 1 mm), both written by the import.
-- Measures are integer millimetres along a route, geodesic, from its start. Columns that end in _mm are millimetres.

create extension if not exists postgis;
create schema if not exists register;
create schema if not exists atlas;

create table register.district (
  key                 text primary key check (key ~ '^[a-z0-9-]{1,16}$'),
  number              int not null unique check (number between 1 and 2097151),
  name                text not null,
  plane_srid          int not null,
  utc_offset_minutes  int default 480,
  one_pass_width_m    double precision not null default 30,
  stale_after_months  int not null default 24,
  link_tolerance_m    double precision not null default 50,
  synthetic           boolean not null default false,
  version             bigint not null default 0,
  version_xid         xid8
);
comment on table register.district is
  'The jurisdiction that keeps the register. number stands above bit 32 of tile feature ids; version counts committed edits; synthetic marks 合成演示数据.';

create table register.counter (
  district    text not null references register.district on delete cascade,
  table_name  text not null,
  last_id     int not null,
  primary key (district, table_name)
);
comment on table register.counter is 'The last id handed out per district and table; taken under the district row lock.';

create table register.import_batch (
  district      text not null references register.district on delete cascade,
  id            int not null,
  layer         text not null,
  file_name     text not null,
  sha256        text not null,
  options       jsonb not null,
  crs           text,
  mapping       jsonb not null default '{}',
  rows_read     int not null default 0,
  rows_new      int not null default 0,
  rows_changed  int not null default 0,
  rows_same     int not null default 0,
  rows_rejected int not null default 0,
  author        text not null default 'cli',
  created_at    timestamptz not null default now(),
  undone_at     timestamptz,
  version       bigint not null,
  primary key (district, id)
);

create table register.import_issue (
  district    text not null,
  batch_id    int not null,
  id          int not null,
  severity    text not null check (severity in ('error', 'warning')),
  code        text not null,
  row_number  int,
  field       text,
  value       text,
  reason_zh   text not null,
  reason_en   text not null,
  original    jsonb,
  primary key (district, batch_id, id),
  foreign key (district, batch_id) references register.import_batch on delete cascade
);

create table register.change (
  district    text not null references register.district on delete cascade,
  id          bigint generated always as identity,
  version     bigint not null,
  table_name  text not null,
  row_id      bigint,
  operation   text not null check (operation in ('insert', 'update', 'delete')),
  before      jsonb,
  batch_id    int,
  author      text not null default current_user,
  changed_at  timestamptz not null default now(),
  primary key (district, id)
);
create index change_version on register.change (district, version);
comment on table register.change is
  'Append-only history, written by triggers: the before-image of every row that was updated or deleted, the key of every row that was inserted.';

create table register.town (
  district   text not null references register.district on delete cascade,
  id         int not null,
  batch_id   int,
  source_id  text,
  key        text not null,
  name       text not null,
  geom       geometry(MultiPolygon, 4490) not null,
  geom_m     geometry(MultiPolygon) not null check (st_isvalid(geom_m)),
  primary key (district, id),
  unique (district, key)
);

create table register.river (
  district            text not null references register.district on delete cascade,
  id                  int not null,
  batch_id            int,
  key                 text,
  code                text,
  name                text,
  level               text check (level in ('municipal', 'district', 'town', 'village')),
  kind                text not null default 'river' check (kind in ('river', 'lake', 'pond')),
  official_length_mm  bigint check (official_length_mm >= 0),
  primary key (district, id),
  unique (district, key)
);

create table register.route (
  district    text not null references register.district on delete cascade,
  id          int not null,
  river_id    int not null,
  seq         int not null,
  role        text not null check (role in ('main', 'branch', 'shore')),
  closed      boolean not null,
  length_mm   bigint not null check (length_mm > 0),
  geom        geometry(LineString, 4490) not null,
  line_m      geometry(LineStringM) not null,
  valid_from  date,
  valid_to    date,
  primary key (district, id),
  foreign key (district, river_id) references register.river deferrable initially deferred
);
create index route_river on register.route (district, river_id);
create index route_line_m on register.route using gist (line_m);
create index route_geom on register.route using gist (geom);
comment on column register.route.line_m is
  'The route in the district plane, coordinates rounded to 1 mm, M = geodesic millimetres from the start (integer). Engine and SQL both read this column.';

create table register.source_segment (
  district    text not null references register.district on delete cascade,
  id          int not null,
  batch_id    int,
  river_id    int not null,
  source_id   text,
  from_node   text,
  to_node     text,
  direction   int check (direction in (-1, 0, 1)),
  attributes  jsonb not null default '{}',
  geom        geometry(LineString, 4490) not null,
  geom_m      geometry(LineString) not null,
  primary key (district, id),
  foreign key (district, river_id) references register.river deferrable initially deferred
);
create index source_segment_river on register.source_segment (district, river_id);
comment on table register.source_segment is 'River lines as imported, vertex by vertex in 4490 (geom) and in the plane (geom_m).';

create table register.source_range (
  district    text not null,
  route_id    int not null,
  segment_id  int not null,
  from_mm     bigint not null,
  to_mm       bigint not null check (to_mm > from_mm),
  reversed    boolean not null,
  primary key (district, route_id, from_mm, to_mm, segment_id, reversed),
  foreign key (district, route_id) references register.route on delete cascade,
  foreign key (district, segment_id) references register.source_segment on delete cascade
);
create index source_range_segment on register.source_range (district, segment_id);
comment on table register.source_range is
  'Which source segment a range of a route was drawn as; reversed where the route runs against the drawing. A segment split by a junction has several.';

create table register.route_town (
  district  text not null,
  route_id  int not null,
  from_mm   bigint not null,
  to_mm     bigint not null check (to_mm > from_mm),
  town_id   int,
  primary key (district, route_id, from_mm),
  foreign key (district, route_id) references register.route on delete cascade
);
comment on table register.route_town is 'Each millimetre of a route in exactly one town; town_id null is outside every town.';

create table register.water_body (
  district   text not null references register.district on delete cascade,
  id         int not null,
  batch_id   int,
  source_id  text,
  key        text,
  name       text,
  kind       text not null check (kind in ('river', 'lake', 'pond')),
  river_key  text,
  river_id   int,
  width_mm   bigint,
  level               text check (level in ('municipal', 'district', 'town', 'village')),
  official_length_mm  bigint check (official_length_mm >= 0),
  geom       geometry(MultiPolygon, 4490) not null,
  geom_m     geometry(MultiPolygon) not null check (st_isvalid(geom_m)),
  primary key (district, id)
);
create index water_body_geom_m on register.water_body using gist (geom_m);
comment on column register.water_body.level is
  'Of a lake or pond that no river names: its own entry in the register of rivers takes level and official length from here.';
comment on column register.water_body.width_mm is
  'Area divided by the length of its river''s routes inside it; null for lakes and ponds.';

create table register.outfall (
  district           text not null references register.district on delete cascade,
  id                 int not null,
  batch_id           int,
  source_id          text,
  code               text,
  code_province      text,
  name               text,
  type               text check (type in ('industrial', 'urban_wwtp', 'agricultural', 'other')),
  subtype            text,
  mouth_form         text,
  source_facility    text,
  receiving_water    text,
  responsible_party  text,
  credit_code        text,
  status             text not null default 'suspect' check (status in ('suspect', 'confirmed', 'rejected')),
  flow_state         text,
  handle_type        text check (handle_type in ('ban', 'merge', 'standardize', 'no_action')),
  handle_stage       text check (handle_stage in ('not_started', 'in_work', 'done')),
  closed_out_on      date,
  surveyed_on        date,
  geom               geometry(Point, 4490),
  geom_m             geometry(Point),
  primary key (district, id)
);
create index outfall_geom on register.outfall using gist (geom);
create index outfall_geom_m on register.outfall using gist (geom_m);
create index outfall_code on register.outfall (district, code);

create table register.outfall_link (
  district     text not null,
  outfall_id   int not null,
  route_id     int,
  measure_mm   bigint,
  distance_mm  bigint,
  offset_mm    bigint,
  bank         text check (bank in ('left', 'right')),
  candidates   jsonb not null default '[]',
  confidence   text check (confidence in ('high', 'medium', 'low')),
  status       text not null check (status in ('proposed', 'confirmed', 'overridden')),
  reviewer     text,
  reason       text check (reason in ('ambiguous', 'name_disagrees', 'unlinked')),
  town_id      int,
  version      bigint not null,
  primary key (district, outfall_id),
  foreign key (district, outfall_id) references register.outfall on delete cascade
);
comment on table register.outfall_link is
  'Where on the river an outfall sits. distance_mm is to the water, offset_mm to the route; bank looks from the route''s start to its end. The recorded point is never moved.';

create table register.survey_track (
  district       text not null references register.district on delete cascade,
  id             int not null,
  batch_id       int,
  source_id      text,
  track          text,
  mode           text not null check (mode in ('above_water', 'under_water')),
  method         text,
  crew           text,
  date           date,
  campaign       text,
  has_time       boolean not null default false,
  geom           geometry(LineString, 4490) not null,
  line_m         geometry(LineStringM) not null,
  chords         bytea,
  fixes_dropped  int not null default 0,
  primary key (district, id)
);
create index survey_track_line_m on register.survey_track using gist (line_m);
comment on column register.survey_track.line_m is
  'The fixes in the district plane (1 mm), M = milliseconds of the fix since 1970-01-01T00:00Z when has_time, else 0.';
comment on column register.survey_track.chords is
  'Cleaned, cut and thinned pieces, packed at import (server/engine/coverage/packed.ts), so that a recompute need not read every fix.';

create table register.survey_record (
  district   text not null references register.district on delete cascade,
  id         int not null,
  batch_id   int,
  source_id  text,
  river_id   int not null,
  town_id    int,
  from_mm    bigint,
  to_mm      bigint,
  bank       text not null default 'both' check (bank in ('left', 'right', 'both')),
  mode       text not null check (mode in ('above_water', 'under_water')),
  method     text,
  crew       text,
  date       date not null,
  primary key (district, id)
);
comment on table register.survey_record is
  'A survey kept as a table row: a river whole (from_mm and to_mm null) or from-to along its main route, optionally only inside one town.';

-- No reference to district and no index by track: both would cost more than computing the rows (scripts/bench/coverage.ts).
create table register.surveyed_range (
  district   text not null,
  id         int not null,
  route_id   int not null,
  mode       text not null,
  bank       text not null check (bank in ('left', 'right', 'both')),
  kind       text not null check (kind in ('measured', 'bridged')),
  from_mm    bigint not null,
  to_mm      bigint not null check (to_mm > from_mm),
  crew       text,
  day        date not null,
  track_id   int,
  record_id  int,
  version    bigint not null,
  primary key (district, id),
  check (num_nonnulls(track_id, record_id) = 1)
);
comment on table register.surveyed_range is
  'What each track or record covered: ranges on routes with their evidence. Derived; recomputed by the writer of tracks, records or routes.';

-- Layers kept for later questions: sewers, dischargers, zones, function zones, parks, venues.

create table register.protected_zone (
  district     text not null references register.district on delete cascade,
  id           int not null,
  batch_id     int,
  source_id    text,
  key          text,
  name         text,
  kind         text not null check (kind in ('drinking_water', 'nature', 'special', 'other')),
  level        text,
  authority    text,
  accuracy_m   double precision not null default 2,
  valid_from   date,
  valid_to     date,
  geom         geometry(MultiPolygon, 4490) not null,
  geom_m       geometry(MultiPolygon) not null check (st_isvalid(geom_m)),
  primary key (district, id)
);

create table register.sewer_pipe (
  district       text not null references register.district on delete cascade,
  id             int not null,
  batch_id       int,
  source_id      text,
  kind           text check (kind in ('sanitary', 'storm', 'combined')),
  from_node      text,
  to_node        text,
  invert_up_m    double precision,
  invert_down_m  double precision,
  outfall        text,
  geom           geometry(LineString, 4490) not null,
  geom_m         geometry(LineString) not null,
  primary key (district, id)
);

create table register.manhole (
  district   text not null references register.district on delete cascade,
  id         int not null,
  batch_id   int,
  source_id  text,
  kind       text,
  geom       geometry(Point, 4490) not null,
  geom_m     geometry(Point) not null,
  primary key (district, id)
);

create table register.discharger (
  district     text not null references register.district on delete cascade,
  id           int not null,
  batch_id     int,
  source_id    text,
  name         text,
  credit_code  text,
  outfall      text,
  geom         geometry(Point, 4490) not null,
  geom_m       geometry(Point) not null,
  primary key (district, id)
);

create table register.water_function_zone (
  district        text not null references register.district on delete cascade,
  id              int not null,
  batch_id        int,
  source_id       text,
  name            text,
  river_key       text not null,
  from_mm         bigint not null,
  to_mm           bigint not null check (to_mm > from_mm),
  target_class    int check (target_class between 1 and 6),
  measured_class  int check (measured_class between 1 and 6),
  primary key (district, id)
);

create table register.park (
  district   text not null references register.district on delete cascade,
  id         int not null,
  batch_id   int,
  source_id  text,
  name       text,
  geom       geometry(MultiPolygon, 4490) not null,
  geom_m     geometry(MultiPolygon) not null check (st_isvalid(geom_m)),
  primary key (district, id)
);

create table register.venue (
  district   text not null references register.district on delete cascade,
  id         int not null,
  batch_id   int,
  source_id  text,
  name       text,
  geom       geometry(Point, 4490) not null,
  geom_m     geometry(Point) not null,
  primary key (district, id)
);
