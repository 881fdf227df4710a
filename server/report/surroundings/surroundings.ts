/** What lies around one outfall, subject by subject; what cannot be said is said so. Twin: atlas.surroundings. */
import type { Executor } from '../../db/database.ts';
import { planeOf } from '../../import/plane.ts';
import { SUBJECTS, type Subject } from './subjects.ts';

export interface Surrounding {
  subject: Subject;
  /** `not_checked`: nothing can be said, for `reason`. */
  state: 'found' | 'not_checked';
  reason: 'layer_not_loaded' | 'no_position' | 'no_enterprise' | 'beyond_end' | null;
  /** The layer that is missing. */
  layer: string | null;
  id: number | null;
  name: string | null;
  /** Kind of pipe or levee, level of section, intake or park, treatment plant of a service area, authority of the coastline. */
  kind: string | null;
  relation: 'same_bank' | 'across' | 'inside' | 'outside' | 'river' | 'straight' | 'sea' | 'land' | 'line' | null;
  /** Of areas: so near to the boundary that inside and outside are in doubt. */
  edge: boolean | null;
  /** Negative inside an area (to its boundary) and on the land side of the coast. */
  distance_m: number | null;
  /** False: along the river. */
  straight: boolean | null;
  /** Waters that the straight way to a pipe crosses. */
  crosses: string[] | null;
  /** Where it was measured to, EPSG:4490; of a park from its enterprise. */
  lon: number | null;
  lat: number | null;
  /** Of parks: the enterprise. Without a name where only its credit code tells, which is not public. */
  enterprise: { id: number | null; name: string | null; by: 'outfall' | 'credit_code' } | null;
}

interface Found extends Omit<Surrounding, 'lon' | 'lat' | 'enterprise' | 'straight'> {
  x: number | null;
  y: number | null;
  enterprise_id: number | null;
  enterprise_name: string | null;
  by_code: boolean | null;
}

/** Metres: nearer to a boundary is on its edge; as far a connection on the same bank is looked for. */
export const EDGE_M = 2;
export const CONNECT_WITHIN_M = 500;

/** By subject in the order of SUBJECTS, parks by enterprise. Nothing for an outfall that was merged into another. `reveal`: not for the public. */
export async function outfallSurroundings(
  db: Executor,
  district: { key: string; planeSrid: number },
  outfall: number,
  { reveal }: { reveal: boolean },
): Promise<Surrounding[]> {
  const rows = await db.query<Found>(
    `select s.subject, s.state, s.reason, s.layer, s.item_id as id, i.name, i.kind, s.relation, s.edge,
            s.distance_mm / 1000.0::float8 as distance_m, s.crossed as crosses, s.x, s.y,
            s.enterprise_id, d.name as enterprise_name, s.by_code
       from atlas.surroundings($1, $2, $3, $4) with ordinality as s
       left join lateral (${ITEMS}) as i on true
       left join register.discharger d on d.district = $1 and d.id = s.enterprise_id
      order by s.ordinality`,
    [district.key, outfall, EDGE_M, CONNECT_WITHIN_M],
  );
  const plane = await planeOf(db, district.planeSrid);
  const degrees = new Float64Array(2);
  return rows.map(({ x, y, enterprise_id, enterprise_name, by_code, ...row }) => {
    if (x !== null && y !== null) plane.inverse(x / 1000, y / 1000, degrees, 0);
    const [lon, lat] = x === null ? [null, null] : degrees;
    const isHidden = by_code && !reveal;
    const enterprise = enterprise_id !== null && {
      id: isHidden ? null : enterprise_id,
      name: isHidden ? null : enterprise_name,
      by: by_code ? ('credit_code' as const) : ('outfall' as const),
    };
    // where the enterprise is, its park's boundary would tell
    const place = isHidden ? { lon: null, lat: null, distance_m: null } : { lon, lat };
    const straight = row.distance_m === null ? null : row.relation !== 'river';
    return { ...row, straight, ...place, enterprise: enterprise || null };
  });
}

const ITEMS = Object.entries(SUBJECTS)
  .map(
    ([subject, { table, name, kind }]) =>
      `select coalesce(${name}, '#' || m.id) as name, ${kind} as kind from register.${table} m
        where s.subject = '${subject}' and m.district = $1 and m.id = s.item_id`,
  )
  .join(' union all ');
