/** Reads the outfalls that touch drinking-water protection areas, and those of which nobody can say. */
import type { Executor } from '../../db/database.ts';
import type { LAYER_DATE_FROM } from '../zone-flags.ts';

export interface ZoneEvidence {
  zone_id: number;
  zone: string;
  level: string | null;
  /** land or water, where the area is kept in parts. */
  part: string | null;
  /** inside, edge, conduit, receiving: those that hold, in this order. */
  relations: ('inside' | 'edge' | 'conduit' | 'receiving')[];
  /** Conduits of the outfall that touch it, by name, source_id or # and id. */
  conduits: string[];
  /** From the recorded point to the boundary, negative inside; null without a point. */
  distance_m: number | null;
  river_up_m: number | null;
  river_down_m: number | null;
  accuracy_m: number;
  /** Its outline crossed itself and was repaired: where it was meant to run is not known. */
  repaired: boolean;
  layer_date: string | null;
  layer_date_from: (typeof LAYER_DATE_FROM)[number] | null;
  document: string | null;
  authority: string | null;
  /** Of the relations those decided on review, while that holds. */
  decisions: FlagDecision[];
}

export interface FlagDecision {
  relation: ZoneEvidence['relations'][number];
  decision: 'confirmed' | 'dismissed';
  /** Local day. */
  decided_on: string;
  /** Not public: only where revealed. */
  reviewer?: string;
  why?: string | null;
}

export interface ReadOutfall {
  id: number;
  code: string | null;
  name: string | null;
  town: string | null;
  type: string | null;
  subtype: string | null;
  status: string;
  handle_type: string | null;
  handle_stage: string | null;
  closed_out_on: string | null;
  deadline: string | null;
  legacy: boolean | null;
  river: string | null;
  measure_m: number | null;
  bank: string | null;
  link_status: string | null;
  is_linked: boolean;
  has_conduit: boolean;
  /** A conduit of its was kept out, or may have been. */
  is_half_checked: boolean;
  lon: number | null;
  lat: number | null;
  /** What atlas.flag_doubts says of it. */
  unknown: ('zones_rejected' | 'kind_unknown' | 'outfall_moved')[];
  /** By strictness is not their order: by id. Empty: nothing was found, and it could not all be looked for. */
  zones: ZoneEvidence[];
}

/** By id. Rejected points and merged records are no outfalls. `withoutZones`: also all that touch none. */
export async function readDrinkingOutfalls(
  tx: Executor,
  district: string,
  asOf: string,
  { withoutZones }: { withoutZones: 'all' | 'not_checkable' },
): Promise<ReadOutfall[]> {
  return tx.query<ReadOutfall>(
    `with evidence as materialized (${evidence(`atlas.zones_on($1, 'drinking_water', $2::date)`)}),
     touching as materialized (
       select outfall_id, jsonb_agg(zone - 'kind' order by zone_id) as zones from evidence group by outfall_id),
     piped as materialized (select distinct outfall_id from atlas.conduit_outfalls($1)),
     half as materialized (select outfall_id from atlas.half_checked_outfalls($1)),
     doubt as materialized (select * from atlas.flag_doubts($1, 'drinking_water', $2::date))
     select o.id, o.code, o.name, t.name as town, o.type, o.subtype, o.status, o.handle_type, o.handle_stage,
            o.closed_out_on::text, o.deadline::text, o.legacy, v.name as river, l.measure_mm / 1000.0::float8 as measure_m,
            l.bank, l.status as link_status, l.route_id is not null as is_linked, p.outfall_id is not null as has_conduit,
            h.outfall_id is not null as is_half_checked,
            st_x(o.geom) as lon, st_y(o.geom) as lat, coalesce(e.zones, '[]') as zones,
            array(select d.reason from doubt d where d.outfall_id is null or d.outfall_id = o.id order by d.reason) as unknown
       from register.outfall o
       left join touching e on e.outfall_id = o.id
       left join piped p on p.outfall_id = o.id
       left join half h on h.outfall_id = o.id
       left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
       left join register.route r on r.district = o.district and r.id = l.route_id
       left join register.river v on v.district = o.district and v.id = r.river_id
       left join register.town t on t.district = o.district and t.id = l.town_id
      where o.district = $1 and o.merged_into is null and o.status <> 'rejected'
        and (e.outfall_id is not null or $3 or o.geom is null or l.route_id is null
             or exists (select from doubt d where d.outfall_id is null or d.outfall_id = o.id))
      order by o.id`,
    [district, asOf, withoutZones === 'all'],
  );
}

/** What one outfall has to do with zones of any kind on a day; by kind and zone. `reveal`: who decided about it, and why. */
export async function zonesOfOutfall(
  db: Executor,
  district: string,
  id: number,
  asOf: string,
  reveal: boolean,
): Promise<(ZoneEvidence & { kind: string })[]> {
  const rows = await db.query<{ zone: ZoneEvidence & { kind: string } }>(
    `select zone from (${evidence(`atlas.zones_on($1, 'zones', $2::date)`, reveal)}) e where e.outfall_id = $3
      order by zone ->> 'kind', zone_id`,
    [district, asOf, id],
  );
  return rows.map(({ zone }) => zone);
}

/** Conduits are found by PostGIS, which rounds otherwise than the millimetres the relation was found in. */
const SLACK_M = 0.002;

/** Per outfall and zone one row, with `zone` as the JSON of ZoneEvidence; $1 is the district. */
const evidence = (zonesOn: string, reveal = false) => `
  select f.outfall_id, f.zone_id, jsonb_build_object(
           'zone_id', f.zone_id, 'zone', min(z.zone), 'kind', min(z.kind), 'level', min(z.level), 'part', min(p.part),
           'relations', array_agg(f.relation order by array_position(array['inside', 'edge', 'conduit', 'receiving'], f.relation)),
           'conduits', array(
             select coalesce(c.name, c.source_id, '#' || c.id) from unnest(min(k.ids)) as i (id)
               join register.conduit c on c.district = $1 and c.id = i.id and st_dwithin(c.geom_m, (array_agg(p.geom_m))[1], ${SLACK_M})
              order by c.id),
           'distance_m', min(f.distance_mm) / 1000.0::float8, 'river_up_m', min(f.river_up_mm) / 1000.0::float8,
           'river_down_m', min(f.river_down_mm) / 1000.0::float8, 'accuracy_m', min(p.accuracy_m), 'repaired', bool_or(p.repaired),
           'layer_date', min(z.layer_date), 'layer_date_from', min(z.layer_date_from), 'document', min(p.document), 'authority', min(p.authority),
           'decisions', coalesce(jsonb_agg(jsonb_build_object('relation', d.relation, 'decision', d.decision, 'decided_on', d.decided_on${reveal ? ", 'reviewer', d.reviewer, 'why', d.why" : ''})
             order by array_position(array['inside', 'edge', 'conduit', 'receiving'], d.relation)) filter (where d.decision is not null), '[]')) as zone
    from register.outfall_zone f
    join ${zonesOn} z on z.id = f.zone_id
    join register.protected_zone p on p.district = f.district and p.id = f.zone_id
    left join atlas.flag_decisions($1) d
      on d.holds and d.outfall_id = f.outfall_id and d.zone_id = f.zone_id and d.relation = f.relation
    left join (select outfall_id, array_agg(conduit_id) as ids from atlas.conduit_outfalls($1) group by outfall_id) k
      on f.relation = 'conduit' and k.outfall_id = f.outfall_id
   where f.district = $1
   group by f.outfall_id, f.zone_id`;

/** How many zones of each level are valid on the day; null is a zone without level. */
export async function zonesByLevel(
  tx: Executor,
  district: string,
  asOf: string,
): Promise<{ level: string | null; zones: number; loaded: number }[]> {
  return tx.query(
    `select p.level, count(z.id)::int as zones, count(*)::int as loaded
       from register.protected_zone p
       left join atlas.zones_on($1, 'drinking_water', $2::date) z on z.id = p.id
      where p.district = $1 and p.kind = 'drinking_water' group by p.level`,
    [district, asOf],
  );
}
