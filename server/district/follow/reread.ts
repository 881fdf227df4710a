/** Parts by route of which only the touched routes are read again. */
import type { Executor } from '../../db/database.ts';
import { findRoute, type Rulers } from '../../engine/rulers.ts';
import { loadSurveyed, type Surveyed } from '../load-register.ts';
import { loadOutfallPlaces, type OutfallPlaces } from '../load-zone-ranges.ts';
import type { Parts } from './parts.ts';
import { replaceRoutes } from './replace-routes.ts';
import { replaceSurveyed } from './replace-surveyed.ts';
import { idsOf, type Touched } from './touched.ts';

/** Methods and campaigns stand in tracks and records: an edit of one touches the routes that it covers. */
export async function rereadSurveyed(
  tx: Executor,
  district: string,
  { rulers, surveyed }: Parts,
  touched: Touched,
): Promise<Surveyed> {
  const tracks = idsOf(touched, 'survey_track');
  const records = idsOf(touched, 'survey_record');
  const covered = await tx.query<{ route: number }>(
    `select distinct route_id as route from register.surveyed_range
      where district = $1 and (track_id = any($2::int[]) or record_id = any($3::int[]))`,
    [district, tracks, records],
  );
  const routes = [...covered.map(({ route }) => route), ...idsOf(touched, 'surveyed_range')];
  const fresh = await loadSurveyed(tx, district, rulers, routes);
  return replaceSurveyed(surveyed, fresh, indexesOf(rulers, routes));
}

/** Where a touched outfall was before, the touched link tells. */
export async function rereadOutfallPlaces(
  tx: Executor,
  district: string,
  { rulers, outfallPlaces }: Parts,
  touched: Touched,
): Promise<OutfallPlaces> {
  const linked = await tx.query<{ route: number }>(
    `select distinct route_id as route from register.outfall_link
      where district = $1 and outfall_id = any($2::int[]) and route_id is not null`,
    [district, idsOf(touched, 'outfall')],
  );
  const routes = [...linked.map(({ route }) => route), ...idsOf(touched, 'outfall_link')];
  const fresh = await loadOutfallPlaces(tx, district, rulers, routes);
  return replaceRoutes(outfallPlaces, fresh, indexesOf(rulers, routes));
}

/** Ascending, each once. */
function indexesOf(rulers: Rulers, routes: readonly number[]): number[] {
  const indexes = routes.map((id) => findRoute(rulers, id)).filter((index) => index >= 0);
  return [...new Set(indexes)].sort((a, b) => a - b);
}
