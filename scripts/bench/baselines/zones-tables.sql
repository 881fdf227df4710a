-- The rows of the zones bench: outfalls and zones in the district's plane (EPSG:4549, metres), indexed.
-- Filled by scripts/bench/zones.ts, then vacuumed and analysed.
create table zone_outfall (id int primary key, geom geometry(Point, 4549) not null);
create table zone_area (id int primary key, geom geometry(Polygon, 4549) not null);
create index on zone_outfall using gist (geom);
create index on zone_area using gist (geom);
