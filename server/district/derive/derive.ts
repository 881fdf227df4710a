/** What follows from touched rows, made again in the transaction that touched them: routes, towns, widths, links, coverage. */
import type { Executor } from '../../db/database.ts';
import type { Rulers, WaterBodies } from '../../engine/rulers.ts';
import type { Touched } from '../../import/touched.ts';
import type { TrackChoice } from '../cover/recompute.ts';
import { type District, getDistrict } from '../district.ts';
import { loadRulers, loadWaterBodies } from '../load-network.ts';
import { DERIVED } from './author.ts';
import { packChords } from './chords.ts';
import { coverTracks } from './coverage.ts';
import { linkOutfalls } from './links.ts';
import { coverRecords } from './records.ts';
import { deriveRoutes, type RouteChanges } from './routes.ts';
import { cutByTowns } from './town-ranges.ts';
import { measureWaters } from './waters.ts';

/** Everything that depends on the touched rows and nothing else. Order matters: each step reads what those before wrote. */
export async function derive(tx: Executor, touched: Touched): Promise<void> {
  await tx.query(`select set_config('atlas.author', $1, true)`, [DERIVED]);
  const district = await getDistrict(tx, touched.district);
  const routes = await deriveRoutes(tx, touched);
  const scope = scopeOf(touched, routes);
  if (!scope.network && !scope.towns && !scope.outfalls && !scope.tracks && !scope.records) return;
  const rulers = await loadRulers(tx, district.key);
  if (scope.towns) await cutByTowns(tx, district.key, rulers, touched.rows.town ? 'all' : routes.added);
  const measure = scope.network ? measureWaters : loadWaterBodies;
  const bodies = await measure(tx, district.key, rulers);
  if (scope.outfalls) await linkOutfalls(tx, district, { rulers, bodies }, scope.outfalls, touched.version);
  await deriveCoverage(tx, district, { rulers, bodies }, scope, touched.version);
}

/** What has to be made again; `'all'` when the network under it changed. */
interface Scope {
  network: boolean;
  towns: boolean;
  outfalls: 'all' | readonly number[] | undefined;
  tracks: TrackChoice | undefined;
  /** Tracks whose packed pieces are of fixes that are no longer theirs. */
  repack: readonly number[];
  records: boolean;
}

function scopeOf({ rows }: Touched, routes: RouteChanges): Scope {
  const network = routes.added.length > 0 || routes.removed.length > 0 || rows.water_body !== undefined;
  const towns = rows.town !== undefined || routes.added.length > 0;
  const chosen = (touched?: { new: number[]; changed: number[] }) => touched && [...touched.new, ...touched.changed];
  return {
    network,
    towns,
    outfalls: network || towns || rows.river ? 'all' : chosen(rows.outfall),
    tracks: network ? 'all' : rows.survey_track && [...chosen(rows.survey_track)!, ...rows.survey_track.removed],
    repack: rows.survey_track?.changed ?? [],
    records: network || towns || rows.survey_record !== undefined,
  };
}

export interface Network {
  rulers: Rulers;
  bodies: WaterBodies;
}

async function deriveCoverage(
  tx: Executor,
  district: District,
  network: Network,
  scope: Scope,
  version: number,
): Promise<void> {
  if (scope.tracks) {
    await packChords(tx, district, scope.repack);
    await coverTracks(tx, district, network, scope.tracks, version);
  }
  if (scope.records) await coverRecords(tx, district.key, version);
}
