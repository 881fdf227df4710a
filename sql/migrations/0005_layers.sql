-- Every remaining layer of the register: what lies between discharger and water, what is measured, what is to be protected.

create table register.sewer_service_area (
  district    text not null references register.district on delete cascade,
  id          int not null,
  batch_id    int,
  source_id   text,
  key         text,
  name        text,
  plant       text,
  layer_date  date,
  geom        geometry(MultiPolygon, 4490) not null,
  geom_m      geometry(MultiPolygon) not null check (st_isvalid(geom_m)),
  primary key (district, id)
);
comment on table register.sewer_service_area is 'Where sewage is collected (污水收集管网覆盖范围); plant: the treatment plant it goes to.';

create table register.conduit (
  district   text not null references register.district on delete cascade,
  id         int not null,
  batch_id   int,
  source_id  text,
  name       text,
  kind       text check (kind in ('pipe', 'ditch', 'channel', 'culvert', 'sluice', 'tunnel')),
  outfall    text,
  from_node  text,
  to_node    text,
  geom       geometry(LineString, 4490) not null,
  geom_m     geometry(LineString) not null,
  primary key (district, id)
);
create index conduit_geom_m on register.conduit using gist (geom_m);
comment on column register.conduit.outfall is
  'The outfall the conduit (排污通道) ends at, as written: its code, provincial code or source_id, or # and its id. Resolved when read, so the order of imports does not matter.';

create table register.section (
  district      text not null references register.district on delete cascade,
  id            int not null,
  batch_id      int,
  source_id     text,
  code          text,
  name          text,
  level         text check (level in ('national', 'provincial', 'municipal', 'county')),
  river         text,
  target_class  int check (target_class between 1 and 6),
  geom          geometry(Point, 4490) not null,
  geom_m        geometry(Point) not null,
  primary key (district, id)
);
comment on table register.section is 'Monitoring (assessment) sections; target_class I to V and worse as 1 to 6; river as written.';

create table register.section_sample (
  district    text not null references register.district on delete cascade,
  id          int not null,
  batch_id    int,
  source_id   text,
  section_id  int not null,
  date        date not null,
  ph          double precision check (ph between 0 and 14),
  do_mg_l     double precision check (do_mg_l >= 0),
  codmn_mg_l  double precision check (codmn_mg_l >= 0),
  cod_mg_l    double precision check (cod_mg_l >= 0),
  bod5_mg_l   double precision check (bod5_mg_l >= 0),
  nh3n_mg_l   double precision check (nh3n_mg_l >= 0),
  tp_mg_l     double precision check (tp_mg_l >= 0),
  tn_mg_l     double precision check (tn_mg_l >= 0),
  class       int check (class between 1 and 6),
  primary key (district, id),
  foreign key (district, section_id) references register.section deferrable initially deferred
);
create index section_sample_section on register.section_sample (district, section_id);
comment on column register.section_sample.class is 'The class as reported, I to V and worse as 1 to 6; not computed from the values.';

create table register.sample (
  district       text not null references register.district on delete cascade,
  id             int not null,
  batch_id       int,
  source_id      text,
  outfall_id     int not null,
  date           date not null,
  kind           text check (kind in ('quick', 'lab')),
  ph             double precision check (ph between 0 and 14),
  cod_mg_l       double precision check (cod_mg_l >= 0),
  bod5_mg_l      double precision check (bod5_mg_l >= 0),
  nh3n_mg_l      double precision check (nh3n_mg_l >= 0),
  tp_mg_l        double precision check (tp_mg_l >= 0),
  tn_mg_l        double precision check (tn_mg_l >= 0),
  phenol_mg_l    double precision check (phenol_mg_l >= 0),
  temperature_c  double precision,
  flow_m3_d      double precision check (flow_m3_d >= 0),
  primary key (district, id),
  foreign key (district, outfall_id) references register.outfall deferrable initially deferred
);
create index sample_outfall on register.sample (district, outfall_id);
comment on table register.sample is 'Water sampled at outfalls: quick tests on the spot and laboratory analyses; flow in cubic metres a day.';

create table register.intake (
  district   text not null references register.district on delete cascade,
  id         int not null,
  batch_id   int,
  source_id  text,
  code       text,
  name       text,
  level      text check (level in ('city', 'county', 'township', 'village')),
  river      text,
  geom       geometry(Point, 4490) not null,
  geom_m     geometry(Point) not null,
  primary key (district, id)
);
comment on column register.intake.level is 'Of the drinking-water source that is drawn from; county and above is what the plans name.';

create table register.coastline (
  district   text not null references register.district on delete cascade,
  id         int not null,
  batch_id   int,
  source_id  text,
  name       text,
  authority  text,
  sea_side   text not null default 'right' check (sea_side in ('left', 'right')),
  layer_date date,
  geom       geometry(LineString, 4490) not null,
  geom_m     geometry(LineString) not null,
  primary key (district, id)
);
comment on column register.coastline.sea_side is
  'Which side of the legal coastline the sea is on, looking along the line as drawn. Right where nothing is said, as coastlines are commonly drawn (land on the left).';

create table register.levee (
  district   text not null references register.district on delete cascade,
  id         int not null,
  batch_id   int,
  source_id  text,
  code       text,
  name       text,
  kind       text check (kind in ('levee', 'flood_wall', 'revetment', 'other')),
  grade      text,
  river      text,
  geom       geometry(LineString, 4490) not null,
  geom_m     geometry(LineString) not null,
  primary key (district, id)
);
comment on table register.levee is 'Levees and flood works (堤防、防洪工程); grade and river as written.';

create table register.residential_area (
  district    text not null references register.district on delete cascade,
  id          int not null,
  batch_id    int,
  source_id   text,
  key         text,
  name        text,
  kind        text check (kind in ('estate', 'village', 'other')),
  population  int check (population >= 0),
  geom        geometry(MultiPolygon, 4490) not null,
  geom_m      geometry(MultiPolygon) not null check (st_isvalid(geom_m)),
  primary key (district, id)
);
comment on table register.residential_area is 'Housing estates and villages.';

create table register.basin (
  district   text not null references register.district on delete cascade,
  id         int not null,
  batch_id   int,
  source_id  text,
  key        text,
  name       text,
  level      int check (level between 1 and 5),
  geom       geometry(MultiPolygon, 4490) not null,
  geom_m     geometry(MultiPolygon) not null check (st_isvalid(geom_m)),
  primary key (district, id)
);
comment on column register.basin.level is '1 is the largest (一级流域).';

create table register.site (
  district   text not null references register.district on delete cascade,
  id         int not null,
  batch_id   int,
  source_id  text,
  key        text,
  name       text,
  kind       text not null check (kind in (
    'construction_site', 'port', 'road_service_area', 'riverside_works', 'recycling_station', 'wet_waste_station',
    'landfill', 'medical', 'park_green', 'wwtp', 'livestock', 'aquaculture', 'irrigation', 'other')),
  stage      text check (stage in ('planned', 'in_work', 'done')),
  geom       geometry(Point, 4490) not null,
  geom_m     geometry(Point) not null,
  primary key (district, id)
);
comment on table register.site is 'Places that may drain into the water and that departments answer for by kind; stage is that of building.';

-- What earlier layers lacked.

alter table register.sewer_pipe add column size text, add column material text;
comment on column register.sewer_pipe.size is 'Diameter in mm, or width × height, as written.';

alter table register.manhole add column ground_m double precision, add column depth_m double precision;

alter table register.discharger add column permit text, add column industry text;
comment on column register.discharger.permit is 'Number of the discharge permit; it begins with the credit code and is as little public.';

alter table register.park
  add column key text,
  add column level text check (level in ('national', 'provincial', 'municipal', 'county')),
  add column layer_date date;

alter table register.venue
  add column key text,
  add column kind text check (kind in ('venue', 'hotel', 'other')),
  add column deadline date;
comment on column register.venue.deadline is 'By when the outfalls of the waters around it are to be surveyed, traced and remediated.';

alter table register.protected_zone add column document text, add column layer_date date;
comment on column register.protected_zone.document is 'The document that designates the zone (批复文号).';
comment on column register.protected_zone.layer_date is 'Of when the boundary is: the date of the layer it came with.';
