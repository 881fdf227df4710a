/** Function zones and key reaches on the routes as they stand: what was recorded anew is placed, what was there is carried over. */
import type { Executor } from '../../../db/database.ts';
import { findRoute, type Rulers } from '../../../engine/rulers.ts';
import type { Issue } from '../../../import/issues.ts';
import type { TouchedRows } from '../../../import/touched.ts';
import type { District } from '../../district.ts';
import { loadRivers } from '../../load-register.ts';
import { type Network, type Placed, placeByGround, placeByLine, placeByMeasures, reachNetwork } from './place-reach.ts';
import { carriedIssue, mismatchIssues } from './reach-issues.ts';
import { dropMatches, type KnownMatch, type PlacedRange, readMatches, storeMatch } from './reach-store.ts';
import { REACH_KINDS, type Reach, type ReachKind, readReaches } from './reaches.ts';

export interface ReachScope {
  /** Routes, rivers or the tolerance changed: every stretch is looked at. */
  network: boolean;
  touched: Partial<Record<ReachKind, TouchedRows>>;
}

/** @returns the mismatch of stretches recorded anew, and what moved or was lost of the others. */
export async function deriveReaches(
  tx: Executor,
  district: District,
  rulers: Rulers,
  { network, touched }: ReachScope,
): Promise<Issue[]> {
  const issues: Issue[] = [];
  let drawn: Network | undefined;
  for (const kind of REACH_KINDS) {
    if (!network && !touched[kind]) continue;
    const reaches = await readReaches(tx, district.key, kind);
    const known = await readMatches(tx, district.key, kind);
    await dropGone(tx, district.key, kind, reaches, known);
    if (reaches.length === 0) continue;
    drawn ??= reachNetwork(rulers, await loadRivers(tx, district.key), district.linkToleranceMm);
    for (const reach of reaches) issues.push(...(await carryOver(tx, district.key, drawn, reach, known.get(reach.id))));
  }
  return issues;
}

async function dropGone(
  tx: Executor,
  district: string,
  kind: ReachKind,
  reaches: readonly Reach[],
  known: ReadonlyMap<number, KnownMatch>,
): Promise<void> {
  const there = new Set(reaches.map(({ id }) => id));
  const gone = [...known.keys()].filter((id) => !there.has(id));
  if (gone.length > 0) await dropMatches(tx, district, kind, gone);
}

/** Places one stretch; left alone where nothing it depends on is another than before. */
async function carryOver(
  tx: Executor,
  district: string,
  network: Network,
  reach: Reach,
  known: KnownMatch | undefined,
): Promise<Issue[]> {
  const was = known?.recorded === reach.recorded ? known : undefined;
  if (was && holds(network, reach, was)) return [];
  const found = place(network, reach, was);
  const placed = placedRanges(network, found);
  await dropMatches(tx, district, reach.kind, [reach.id]);
  await storeMatch(tx, district, reach, { found, placed });
  if (was && was.placed.length > 0) {
    const carried = carriedIssue(reach, was, placed, found);
    return carried ? [carried] : [];
  }
  // what was nowhere and still is has been said
  return was && placed.length === 0 ? [] : mismatchIssues(reach, found, riverNames(network, found));
}

/** Measures that are wholly placed stay with their routes while these are there; lines are matched again. */
function holds({ index }: Network, { parts }: Reach, { state, placed }: KnownMatch): boolean {
  return parts.length === 0 && state === 'matched' && placed.every(({ route }) => findRoute(index.rulers, route) >= 0);
}

function place(network: Network, reach: Reach, was: KnownMatch | undefined): Placed {
  if (reach.parts.length > 0) return placeByLine(network, reach);
  return was?.ground ? placeByGround(network, reach, was.ground) : placeByMeasures(network, reach);
}

function placedRanges({ index, rivers }: Network, { ranges }: Placed): PlacedRange[] {
  const { routeId, riverId } = index.rulers;
  return ranges.map(({ route, fromMm, toMm }) => ({
    route: routeId[route],
    river: rivers.get(riverId[route])!.key,
    from_mm: fromMm,
    to_mm: toMm,
  }));
}

function riverNames({ index, rivers }: Network, { ranges }: Placed): string[] {
  const found = new Set(ranges.map(({ route }) => index.rulers.riverId[route]));
  return [...found].map((id) => rivers.get(id)!).map(({ name, key }) => name ?? key);
}
