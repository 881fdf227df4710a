/** Checks that the database makes by itself: what is stored against the SQL twins. */
import type { Difference, Subject } from './checks.ts';

/** Statements return `compared` and `difference`; $1 is the district. */
export function inSql(statement: string): (subject: Subject) => Promise<Difference> {
  return async ({ db, district }) => {
    const [row] = await db.query<Difference>(statement, [district]);
    return row;
  };
}

export const ROUTE_LENGTHS = `
  select count(*)::int as compared, round(coalesce(max(abs(length_mm - st_length(geom::geography) * 1000)), 0)::numeric, 3) as difference
    from register.route where district = $1`;

/** Vertices whose measure is no whole millimetre or falls, and ends that are not 0 and the length. */
export const MEASURES = `
  with vertex as (
    select st_m(p.geom) as m, lag(st_m(p.geom)) over (partition by r.id order by p.path[1]) as before,
           lead(st_m(p.geom)) over (partition by r.id order by p.path[1]) as next, r.length_mm
      from register.route r cross join st_dumppoints(r.line_m) p where r.district = $1)
  select count(*)::int as compared,
         count(*) filter (where m <> floor(m) or m < before or (before is null and m <> 0)
                             or (next is null and m <> length_mm))::int as difference
    from vertex`;

/** Millimetres of a drawn route in no source segment's range, or in ranges beyond its end. Shores have no segments; what was drawn twice is in two. */
export const SOURCE_RANGES = `
  with drawn as (
    select r.length_mm, range_agg(int8range(s.from_mm, s.to_mm)) as ranges
      from register.route r
      join register.source_range s on s.district = r.district and s.route_id = r.id
     where r.district = $1 group by r.id, r.length_mm)
  select count(*)::int as compared,
         coalesce(max(greatest(atlas.multirange_mm(int8multirange(int8range(0, length_mm)) - ranges),
                               atlas.multirange_mm(ranges - int8multirange(int8range(0, length_mm))))), 0)::float8 as difference
    from drawn`;

/** Millimetres of a route in no town range or in two. */
export const TOWNS = `
  with cut as (
    select r.length_mm, coalesce(range_agg(int8range(t.from_mm, t.to_mm)), '{}') as ranges,
           coalesce(sum(t.to_mm - t.from_mm), 0) as sum
      from register.route r
      left join register.route_town t on t.district = r.district and t.route_id = r.id
     where r.district = $1 group by r.id, r.length_mm)
  select count(*)::int as compared,
         coalesce(max(abs(sum - length_mm)
           + atlas.multirange_mm(int8multirange(int8range(0, length_mm)) - ranges)), 0)::float8 as difference
    from cut`;

/** The longest single stretch that engine and PostGIS give to different towns. */
export const TOWN_CUTS = `
  with stored as (
    select route_id, town_id, range_agg(int8range(from_mm, to_mm)) as ranges
      from register.route_town where district = $1 group by route_id, town_id),
  computed as (
    select route_id, town_id, range_agg(int8range(from_mm, to_mm)) as ranges
      from atlas.route_towns($1) group by route_id, town_id)
  select count(distinct s.route_id)::int as compared,
         coalesce(max((select max(upper(d) - lower(d))
                         from unnest((coalesce(s.ranges, '{}') - coalesce(c.ranges, '{}'))
                                   + (coalesce(c.ranges, '{}') - coalesce(s.ranges, '{}'))) d)), 0)::float8 as difference
    from (select *, coalesce(town_id, 0) as town from stored) s
    full join (select *, coalesce(town_id, 0) as town from computed) c using (route_id, town)`;

export const WIDTHS = `
  select count(*)::int as compared,
         coalesce(max(abs(coalesce(w.width_mm, 0) - coalesce(c.width_mm, 0))), 0)::float8 as difference
    from register.water_body w
    left join atlas.water_widths($1) c on c.water_body_id = w.id
   where w.district = $1 and w.kind = 'river'`;

/** Outfalls whose stored link is not the computed one; what a person decided is left out. */
export const LINKS = `
  select count(*)::int as compared,
         count(*) filter (where
           (l.route_id, l.measure_mm, l.distance_mm, l.offset_mm, l.bank, l.confidence, l.status, l.reason, l.town_id)
             is distinct from
           (c.route_id, c.measure_mm, c.distance_mm, c.offset_mm, c.bank, c.confidence, c.status, c.reason, c.town_id)
         )::int as difference
    from atlas.links($1) c
    left join register.outfall_link l on l.district = $1 and l.outfall_id = c.outfall_id
   where l.reviewer is null and l.status is distinct from 'overridden'`;

/** Millimetres of a route that a record covers in one of the two only. */
export const RECORDS = `
  with stored as (
    select record_id, route_id, bank, day, range_agg(int8range(from_mm, to_mm)) as ranges
      from register.surveyed_range where district = $1 and record_id is not null group by 1, 2, 3, 4),
  computed as (
    select s.id as record_id, c.route_id, c.bank, c.day, range_agg(int8range(c.from_mm, c.to_mm)) as ranges
      from register.survey_record s cross join atlas.record_ranges($1, s.id) c where s.district = $1 group by 1, 2, 3, 4)
  select count(*)::int as compared,
         coalesce(max(atlas.multirange_mm((coalesce(s.ranges, '{}') - coalesce(c.ranges, '{}'))
                                        + (coalesce(c.ranges, '{}') - coalesce(s.ranges, '{}')))), 0)::float8 as difference
    from stored s full join computed c using (record_id, route_id, bank, day)`;

/** Pairs of outfall and zone that one of the two does not have, or whose distances differ at all. */
export const ZONE_RELATIONS = `
  select count(*)::int as compared,
         count(*) filter (where s.outfall_id is null or t.outfall_id is null
           or (s.distance_mm, s.river_up_mm, s.river_down_mm) is distinct from (t.distance_mm, t.river_up_mm, t.river_down_mm)
         )::int as difference
    from (select * from register.outfall_zone where district = $1) s
    full join (select * from atlas.zone_relations($1)) t
      on t.outfall_id = s.outfall_id and t.zone_id = s.zone_id and t.relation = s.relation`;

/**
 * Pairs in which PostGIS by itself says otherwise of the recorded point: inside, within the accuracy, or as far as a
 * millimetre and a half. Nearer than that to where the answer turns either may be right: it rounds no foot of a perpendicular.
 */
export const ZONES_IN_POSTGIS = `
  with held as (
    select outfall_id, zone_id, bool_or(relation = 'inside') as inside, bool_or(relation = 'edge') as edge,
           min(distance_mm) / 1000.0::float8 as distance_m
      from register.outfall_zone where district = $1 and relation in ('inside', 'edge') group by 1, 2),
  near as (
    select o.id as outfall_id, z.id as zone_id
      from register.outfall o join register.protected_zone z
        on z.district = o.district and st_dwithin(z.geom_m, o.geom_m, z.accuracy_m + 0.002)
     where o.district = $1 and o.merged_into is null),
  judged as (
    select coalesce(h.inside, false) as inside, coalesce(h.edge, false) as edge, h.distance_m, z.accuracy_m,
           st_covers(z.geom_m, o.geom_m) as covered, st_distance(st_boundary(z.geom_m), o.geom_m) as metres
      from held h full join near n using (outfall_id, zone_id)
      join register.outfall o on o.district = $1 and o.id = outfall_id
      join register.protected_zone z on z.district = $1 and z.id = zone_id)
  select count(*)::int as compared,
         count(*) filter (where (inside <> covered and metres > 0.0015)
                             or (edge <> (metres <= accuracy_m) and abs(metres - accuracy_m) > 0.0015)
                             or abs(abs(distance_m) - metres) > 0.0015)::int as difference
    from judged`;
