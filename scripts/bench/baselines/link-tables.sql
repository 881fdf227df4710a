-- The rows of the link bench: routes and outfalls in the district's plane (EPSG:4549, metres), indexed.
-- Filled by scripts/bench/link.ts, then vacuumed and analysed.
create table link_route (id int primary key, len double precision not null, geom geometry(LineString, 4549) not null);
create table link_outfall (id int primary key, geom geometry(Point, 4549) not null);
create index on link_route using gist (geom);
create index on link_outfall using gist (geom);
