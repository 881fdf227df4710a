/** What follows from touched rows, made again in the transaction that touched them: routes, towns, widths, links, coverage. */
import type { Executor } from '../../db/database.ts';
import { findRoute, type Rulers, type WaterBodies } from '../../engine/rulers.ts';
import type { Issue } from '../../import/issues.ts';
import type { Touched } from '../../import/touched.ts';
import type { TrackChoice } from '../cover/recompute.ts';
import { type District, getDistrict } from '../district.ts';
import { loadRulers, loadTowns, loadWaterBodies } from '../load-network.ts';
import { DERIVED } from './author.ts';
import { packChords } from './chords.ts';
import { coverTracks } from './coverage.ts';
import { endGrounds } from './end-grounds.ts';
import { noteFilled } from './everything.ts';
import { farTracks } from './far-tracks.ts';
import { spellNames } from './latin-names.ts';
import { type Linking, linkOutfalls, readLinker } from './links.ts';
import { setMergedAside } from './merged-aside.ts';
import { proposePairs } from './near-pairs.ts';
import { type FlagScope, flagOutfalls } from './outfall-zones/flag-outfalls.ts';
import { outfallsNaming } from './outfalls-naming.ts';
import { uniteOutings } from './outings/unite-outings.ts';
import { markDerived, type Pending, withPending } from './pending.ts';
import { type Choice, PORTION, portionsOf } from './portions.ts';
import { keepGrounds } from './record-grounds.ts';
import { coverRecords, type RecordChoice } from './records.ts';
import { keepReviews } from './review-grounds.ts';
import { placeReviewed, reanchorLinks } from './reviews.ts';
import { deriveRoutes, type RouteChanges, riversOfLines } from './routes.ts';
import { silentTracks } from './silent-tracks.ts';
import { indexTowns } from './town-of.ts';
import { cutByTowns } from './town-ranges.ts';
import { compareTracked } from './tracked/compare-tracked.ts';
import { measureWaters } from './waters.ts';
import { deriveZoneRanges, type ZoneScope, zoneScope } from './zone-ranges/derive-zone-ranges.ts';

/**
 * Everything that depends on the touched rows, and on edits by hand before them, and nothing else. Order matters: each
 * step reads what those before wrote.
 * @param portion  outfalls read and written at a time
 * @returns what a person should know of it: recorded things that moved or were lost with the routes under them.
 */
export async function derive(tx: Executor, touched: Touched, portion = PORTION): Promise<Issue[]> {
  await tx.query(`select set_config('atlas.author', $1, true)`, [DERIVED]);
  const district = await getDistrict(tx, touched.district);
  const pending = await withPending(tx, touched);
  const { rows } = pending;
  const { river, source_segment, water_body } = rows;
  if (river || source_segment || water_body) {
    await keepReviews(tx, district.key);
    await keepGrounds(tx, district.key, touched.version - 1, () => loadRulers(tx, district.key));
  }
  const routes = await deriveRoutes(tx, { ...touched, rows });
  const { undone, version } = touched;
  if (undone !== undefined) await endGrounds(tx, district.key, { batch: undone, version });
  if (pending.names) await spellNames(tx, district.key, touched.version);
  const scope = scopeOf(pending, routes, await outfallsNaming(tx, district.key, pending.renamed));
  const issues: Issue[] = [];
  if (scope.network || scope.towns || scope.outfalls || scope.tracks || scope.records || scope.zones || scope.flags)
    issues.push(...(await deriveScope(tx, district, { touched: { ...touched, rows }, scope, routes, portion })));
  await noteFilled(tx, district.key);
  await markDerived(tx, district.key, touched.version);
  return issues;
}

/** What has to be made again; `'all'` when the network under it changed. */
interface Scope {
  network: boolean;
  towns: 'all' | 'new' | undefined;
  outfalls: Choice | undefined;
  tracks: TrackChoice | undefined;
  /** Tracks whose packed pieces are of fixes that are no longer theirs. */
  repack: TrackChoice;
  /** Tracks that are new, gone or recorded otherwise. */
  tracked: readonly number[];
  records: RecordChoice | undefined;
  /** Records that are new or recorded otherwise. */
  recorded: readonly number[];
  zones: ZoneScope | undefined;
  flags: FlagScope | undefined;
}

/** @param naming  outfalls whose links follow names that are others than before. */
function scopeOf(pending: Pending, routes: RouteChanges, naming: readonly number[]): Scope {
  const { rows, settings, everything, renamed } = pending;
  const network = everything || routes.added.length > 0 || routes.removed.length > 0 || rows.water_body !== undefined;
  const towns = rows.town || everything ? 'all' : routes.added.length > 0 ? 'new' : undefined;
  const chosen = (touched?: { new: number[]; changed: number[] }) => touched && [...touched.new, ...touched.changed];
  const withRemoved = (touched?: { new: number[]; changed: number[]; removed: number[] }) =>
    touched && [...chosen(touched)!, ...touched.removed];
  const own = [...(chosen(rows.outfall) ?? []), ...naming];
  const some = rows.outfall || naming.length > 0 ? [...new Set(own)] : undefined;
  const outfalls = network || towns || rows.river || settings ? 'all' : some;
  return {
    network,
    towns,
    outfalls,
    flags: flagScope(pending, outfalls),
    tracks: network || settings ? 'all' : withRemoved(rows.survey_track),
    repack: settings ? 'all' : (rows.survey_track?.changed ?? []),
    tracked: withRemoved(rows.survey_track) ?? [],
    records: network || towns || settings || rows.source_segment ? 'all' : withRemoved(rows.survey_record), // keys of lines and the tolerance tell places, too
    recorded: chosen(rows.survey_record) ?? [],
    zones: zoneScope({ rows, rivers: rows.river !== undefined || renamed.rivers.length > 0, routes, settings }),
  };
}

/** Nothing where no zone, outfall, link or conduit is another than before. */
function flagScope({ rows, links }: Pending, linked: Scope['outfalls']): FlagScope | undefined {
  const { protected_zone, conduit } = rows;
  if (!linked && !protected_zone && !conduit && links.length === 0) return undefined;
  return {
    outfalls: linked === 'all' ? 'all' : [...(linked ?? []), ...links],
    conduits: conduit ? [...conduit.new, ...conduit.changed, ...conduit.removed] : [],
    zones: protected_zone ? [...protected_zone.new, ...protected_zone.changed] : [],
  };
}

export interface Network {
  rulers: Rulers;
  bodies: WaterBodies;
}

interface Deriving {
  touched: Touched;
  scope: Scope;
  routes: RouteChanges;
  portion: number;
}

async function deriveScope(
  tx: Executor,
  district: District,
  { touched, scope, routes, portion }: Deriving,
): Promise<Issue[]> {
  const issues: Issue[] = []; // steps that carry recorded things over add what moved or was lost
  const rulers = await loadRulers(tx, district.key);
  if (scope.towns) await cutByTowns(tx, district.key, rulers, scope.towns === 'all' ? 'all' : routes.added);
  if (scope.zones) issues.push(...(await deriveZoneRanges(tx, district, rulers, scope.zones)));
  const measure = scope.network ? measureWaters : loadWaterBodies;
  const network = { rulers, bodies: await measure(tx, district.key, rulers) };
  const { version } = touched;
  if (scope.outfalls) await linkChosen(tx, district, network, { outfalls: scope.outfalls, version, portion });
  if (scope.outfalls) await placeReviewed(tx, district.key);
  const removed = routes.removed.map(({ id }) => id);
  if (scope.network) issues.push(...(await reanchorLinks(tx, district, network, { removed, version })));
  if (scope.outfalls) await proposePairs(tx, district.key, scope.outfalls, portion);
  if (scope.tracks) {
    const { tracks } = scope;
    issues.push(
      ...(await packChords(tx, district, scope.repack)),
      ...(await farTracks(tx, district.key, scope.tracked)),
    );
    const cover = () => coverTracks(tx, district, network, tracks, version);
    const uniting = { choice: tracks, told: scope.tracked, version };
    if (scope.network)
      issues.push(...(await compareTracked(tx, district.key, { routes, touched: scope.tracked }, cover)));
    else await cover();
    issues.push(
      ...(await uniteOutings(tx, district.key, uniting)),
      ...(await silentTracks(tx, district.key, scope.tracked, issues)),
    );
  }
  const { records, recorded } = scope;
  if (records) {
    const redrawn = riversOf(routes, rulers);
    const rekeyed = await riversOfLines(tx, touched);
    const covering = { choice: records, recorded, redrawn, rekeyed, areTownsOther: scope.towns === 'all', version };
    issues.push(...(await coverRecords(tx, district, rulers, covering)));
  }
  if (scope.flags) await flagOutfalls(tx, district.key, network, { ...scope.flags, portion }, version); // reads links and what zones cut of routes
  return issues;
}

/** Rivers of routes that came or went. */
function riversOf({ added, removed }: RouteChanges, rulers: Rulers): number[] {
  const drawn = added.map((id) => rulers.riverId[findRoute(rulers, id)]);
  return [...new Set([...drawn, ...removed.map(({ riverId }) => riverId)])];
}

interface LinkChoice {
  outfalls: Choice;
  version: number;
  portion: number;
}

async function linkChosen(
  tx: Executor,
  district: District,
  network: Network,
  { outfalls, version, portion }: LinkChoice,
): Promise<void> {
  let linking: Linking | undefined; // where there are outfalls
  for await (const ids of portionsOf(tx, district.key, outfalls, portion)) {
    await setMergedAside(tx, district.key, ids);
    linking ??= {
      linker: await readLinker(tx, district, network),
      towns: indexTowns(await loadTowns(tx, district.key)),
      version,
    };
    await linkOutfalls(tx, district.key, linking, ids);
  }
}
