-- What the tile functions of schema tiles read: the layers of the map in Web Mercator (EPSG:3857), generalised for far zooms.
-- Filled by tiles.refresh when a tile is asked for and the district has a newer version; may be emptied at any time.
create schema tiles;
comment on schema tiles is 'Vector tiles by SQL, for Martin or pg_tileserv on this database: one function per layer, tiles.<layer>(z, x, y).';

create table tiles.made (
  layer    text not null,
  district text not null references register.district (key) on delete cascade,
  version  bigint not null,
  primary key (layer, district)
);
comment on table tiles.made is 'The district version that the rows of each layer show.';

create table tiles.area (
  layer    text not null,
  district text not null references register.district (key) on delete cascade,
  id       bigint not null,
  tags     jsonb not null,
  geom     geometry(Geometry, 3857) not null,
  geom_14  geometry(Geometry, 3857),
  geom_12  geometry(Geometry, 3857),
  geom_10  geometry(Geometry, 3857),
  primary key (layer, district, id)
);
create index area_geom on tiles.area using gist (geom);
comment on table tiles.area is 'Polygons of the tile layers. id: row id + district number × 2^32. geom_14 is for zooms 13 and 14, geom_12 for 11 and 12, geom_10 below.';

create table tiles.line (
  layer    text not null,
  district text not null references register.district (key) on delete cascade,
  id       bigint not null,
  tags     jsonb not null,
  class    jsonb,
  geom     geometry(Geometry, 3857) not null,
  geom_14  geometry(Geometry, 3857),
  geom_12  geometry(Geometry, 3857),
  geom_10  geometry(Geometry, 3857),
  primary key (layer, district, id)
);
create index line_geom on tiles.line using gist (geom);
comment on table tiles.line is 'Lines of the tile layers, as tiles.area.';
comment on column tiles.line.class is 'What all lines of the same class have alike; below zoom 12 they are one feature with these attributes. Null: never merged.';

create table tiles.point (
  layer    text not null,
  district text not null references register.district (key) on delete cascade,
  id       bigint not null,
  tags     jsonb not null,
  rank     integer not null,
  world_x  integer not null,
  world_y  integer not null,
  geom     geometry(Point, 3857) not null,
  primary key (layer, district, id)
);
create index point_geom on tiles.point using gist (geom);
comment on table tiles.point is 'Points of the tile layers. rank: lowest first where points give way. world_x, world_y: Web Mercator in whole units of which the world is 2^30 wide, y south, as the service counts.';
