/** Ranges of routes in everything but towns, made again for what was touched. */
import type { Executor } from '../../../db/database.ts';
import type { Rulers } from '../../../engine/rulers.ts';
import type { Issue } from '../../../import/issues.ts';
import type { Touched } from '../../../import/touched.ts';
import type { District } from '../../district.ts';
import type { RouteChanges } from '../routes.ts';
import { deriveAreas } from './derive-areas.ts';
import { deriveReaches } from './derive-reaches.ts';

export interface ZoneScope {
  rows: Touched['rows'];
  /** Rivers came or went, or bear other names than before. */
  rivers: boolean;
  routes: RouteChanges;
  /** Settings of the district changed. */
  settings: boolean;
}

const TABLES = ['protected_zone', 'basin', 'park', 'residential_area', 'water_function_zone', 'key_reach'] as const;

/** Undefined where no range can be another than before. */
export function zoneScope({ rows, rivers, routes, settings }: ZoneScope): ZoneScope | undefined {
  const isTouched = TABLES.some((table) => rows[table]) || rivers || settings;
  return isTouched || routes.added.length + routes.removed.length > 0 ? { rows, rivers, routes, settings } : undefined;
}

/** @returns mismatches of stretches recorded anew, and what moved or was lost of others. */
export async function deriveZoneRanges(
  tx: Executor,
  district: District,
  rulers: Rulers,
  { rows, rivers, routes, settings }: ZoneScope,
): Promise<Issue[]> {
  const { protected_zone: zone, basin, park, residential_area: residential } = rows;
  await deriveAreas(tx, district.key, rulers, { routes: routes.added, touched: { zone, basin, park, residential } });
  const network = routes.added.length + routes.removed.length > 0 || rivers || settings;
  const touched = { function_zone: rows.water_function_zone, key_reach: rows.key_reach };
  return deriveReaches(tx, district, rulers, { network, touched });
}
