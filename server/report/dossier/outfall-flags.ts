/** What one outfall has to do with protected zones: zones it touches, and per kind clear or why nobody can say. */
import type { Executor } from '../../db/database.ts';
import { type ZoneEvidence, zonesOfOutfall } from '../drinking-water/read-rows.ts';
import { type FlagReason, ZONE_KINDS } from '../zone-flags.ts';

export interface OutfallFlag {
  kind: string;
  /** clear: it touches no zone of the kind; the nearest one stands here. */
  state: 'touches' | 'clear' | 'not_checked';
  reason: FlagReason | null;
  /** Of clear what was not looked at: no_conduit, conduit_rejected, link_doubtful; zone_repaired: it touches such a zone, or lies in the hull of one. */
  doubts: ('no_conduit' | 'conduit_rejected' | 'link_doubtful' | 'zone_repaired')[];
  /** Null where no zone is meant. */
  zone: ZoneEvidence | null;
}

/** Zones valid on the day, by kind. `reveal`: who decided about a flag, and why. A record merged into another has none. Twin: atlas.outfall_flags, kind by kind. */
export async function outfallFlags(
  db: Executor,
  district: string,
  id: number,
  { asOf, reveal }: { asOf: string; reveal: boolean },
): Promise<OutfallFlag[]> {
  const [outfall] = await db.query<Known>(
    `select o.geom_m is not null as has_point, l.route_id is not null as is_linked, l.status = 'proposed' as is_doubtful,
            exists (select from atlas.conduit_outfalls($1) c where c.outfall_id = o.id) as has_conduit,
            exists (select from atlas.half_checked_outfalls($1) c where c.outfall_id = o.id) as is_half_checked
       from register.outfall o
       left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
      where o.district = $1 and o.id = $2 and o.merged_into is null`,
    [district, id],
  );
  if (!outfall) return [];
  const touched = await zonesOfOutfall(db, district, id, asOf, reveal);
  const nearest = await nearestZones(db, district, id, asOf);
  const touches = touched.map(
    ({ kind, ...zone }): OutfallFlag => ({
      ...{ kind, state: 'touches', reason: null, doubts: zone.repaired ? ['zone_repaired'] : [], zone },
    }),
  );
  const rest = nearest
    .filter(({ kind }) => !touched.some((zone) => zone.kind === kind))
    .map((nearby) => untouched(nearby, outfall));
  return [...touches, ...rest];
}

interface Known {
  has_point: boolean;
  is_linked: boolean;
  is_doubtful: boolean | null;
  has_conduit: boolean;
  is_half_checked: boolean;
}

/** Clear only where nothing that decides it is unknown. */
function untouched({ kind, valid, loaded, doubt, nearRepaired, zone }: NearestRow, outfall: Known): OutfallFlag {
  const reasons: [FlagReason, boolean][] = [
    [loaded ? 'none_valid' : 'layer_not_loaded', !valid],
    ['no_position', !outfall.has_point],
    ['unlinked', !outfall.is_linked],
    [doubt ?? 'zones_rejected', doubt !== null],
  ];
  const reason = reasons.find(([, holds]) => holds)?.[0];
  const isMeasured = valid && outfall.has_point;
  if (reason) return { kind, state: 'not_checked', reason, doubts: [], zone: isMeasured ? zone : null };
  const doubts: OutfallFlag['doubts'] = outfall.has_conduit ? [] : ['no_conduit'];
  if (outfall.is_half_checked) doubts.push('conduit_rejected');
  if (outfall.is_doubtful) doubts.push('link_doubtful');
  if (nearRepaired) doubts.push('zone_repaired');
  return { kind, state: 'clear', reason: null, doubts, zone };
}

interface NearestRow {
  kind: string;
  loaded: boolean;
  valid: boolean;
  /** What atlas.flag_doubts says of it first. */
  doubt: FlagReason | null;
  nearRepaired: boolean;
  zone: ZoneEvidence | null;
}

/** Per kind the nearest valid zone. PostGIS finds which can be it, with two millimetres to spare. */
async function nearestZones(db: Executor, district: string, id: number, asOf: string): Promise<NearestRow[]> {
  return db.query<NearestRow>(
    `select k.kind, exists (select from register.protected_zone z where z.district = $1 and z.kind = k.kind) as loaded,
            exists (select from atlas.zones_on($1, k.kind, $2::date)) as valid, n.zone,
            (select u.reason from atlas.flag_doubts($1, k.kind, $2::date) u where u.outfall_id is null or u.outfall_id = $3
              order by array_position(array['zones_rejected', 'kind_unknown', 'outfall_moved'], u.reason) limit 1) as doubt,
            exists (select from atlas.near_repaired_zones($1, k.kind, $2::date) r where r.outfall_id = $3) as "nearRepaired"
       from unnest($4::text[]) with ordinality as k (kind, place)
       left join lateral (
         select jsonb_build_object(
                  'zone_id', z.id, 'zone', z.zone, 'level', z.level, 'part', p.part, 'relations', '[]'::jsonb, 'conduits', '[]'::jsonb,
                  'distance_m', d.mm / 1000.0::float8, 'accuracy_m', p.accuracy_m, 'repaired', p.repaired, 'layer_date', z.layer_date, 'layer_date_from', z.layer_date_from,
                  'document', p.document, 'authority', p.authority, 'decisions', '[]'::jsonb,
                  'river_up_m', atlas.river_distance($1, z.id, l.route_id, l.measure_mm, false) / 1000.0::float8,
                  'river_down_m', atlas.river_distance($1, z.id, l.route_id, l.measure_mm, true) / 1000.0::float8) as zone
           from register.outfall o
           left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
          cross join atlas.zones_on($1, k.kind, $2::date) z
           join register.protected_zone p on p.district = o.district and p.id = z.id
            and st_dwithin(p.geom_m, o.geom_m, 0.002 + (
              select min(st_distance(near.geom_m, o.geom_m)) from atlas.zones_on($1, k.kind, $2::date) one
                join register.protected_zone near on near.district = o.district and near.id = one.id))
          cross join lateral atlas.polygon_edges(p.geom_m) e
          cross join lateral (
            select atlas.signed_distance(e.ax, e.ay, e.bx, e.by, atlas.rounded(st_x(o.geom_m) * 1000),
                                         atlas.rounded(st_y(o.geom_m) * 1000)) as mm) d
          where o.district = $1 and o.id = $3
          order by d.mm, z.id limit 1) n on true
      order by k.place`,
    [district, asOf, id, ZONE_KINDS],
  );
}
