/** Functions and views as databases of 22 November 2026 have them, bodies left out: what an upgrade finds. */

/** Same names, other arguments or columns than today's. */
export const OLDER = `
  create function atlas.chord_states(district_key text, track_id integer)
    returns table (piece integer, chord integer, route_id integer, slant boolean) language sql as '';
  create function atlas.coverage_ranges(district_key text, only_mode text default null, as_of date default null)
    returns table (river text, river_id integer, route_id integer, from_m numeric, to_m numeric, surveys integer) language sql as '';
  create function atlas.gaps(district_key text, only_mode text default null, as_of date default null)
    returns table (river text, route_id integer, town text, from_m numeric, to_m numeric, length_m numeric) language sql as 'select null::text, 1, null::text, 1.0, 1.0, 1.0';
  create function atlas.river_distance(district_key text, zone_id integer, route_id integer, measure_mm bigint, down boolean)
    returns bigint language sql as '';
  create function atlas.zones_on(district_key text, flag text, as_of date, only_level text default null)
    returns table (id integer, zone text, kind text, level text, layer_date date) language sql as '';
  create view atlas.gap_stretches as select d.key as district, g.* from register.district d cross join lateral atlas.gaps(d.key) g;
  create view atlas.zones as select district, name as id, key from register.protected_zone;`;

/** Gone since. */
export const GONE = `
  create function atlas.nearest_in(layer text, district_key text, place geometry)
    returns table (id integer, distance_mm bigint) language sql as '';`;

/** Files of the above. */
export const OLDER_PATHS = [
  ...['chord_states', 'coverage_ranges', 'gaps', 'river_distance', 'zones_on'].map(
    (name) => `functions/atlas/${name}.sql`,
  ),
  ...['gap_stretches', 'zones'].map((name) => `views/atlas/${name}.sql`),
];
