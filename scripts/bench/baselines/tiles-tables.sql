-- The rows of the tile bench as Martin finds them: one table per layer in the local plane (EPSG:4549), indexed.
-- id is the tile's feature id: row id + district number × 2^32, as ours.
-- Filled by scripts/bench/tiles/tables.ts, then vacuumed and analysed.
create table rivers (id bigint primary key, river_id int, name text, level text, role text, geom geometry(LineString, 4549));
create table coverage (id bigint primary key, route_id int, river_id int, level text, mode text, state text, from_m int, to_m int, geom geometry(LineString, 4549));
create table water_bodies (id bigint primary key, name text, kind text, geom geometry(Polygon, 4549));
create table outfalls (id bigint primary key, code text, name text, type text, status text, progress text, link_status text, rank int, geom geometry(Point, 4549));
create index on rivers using gist (geom);
create index on coverage using gist (geom);
create index on water_bodies using gist (geom);
create index on outfalls using gist (geom);
