/** Where a recorded stretch lies on the routes of today: by its line, by its measures, or by the line its measures had. */
import { stretchOf } from '../../../engine/anchor/stretch.ts';
import { lineRanges } from '../../../engine/line-ranges/line-ranges.ts';
import { buildPlaceIndex, type PlaceIndex } from '../../../engine/line-ranges/places.ts';
import type { LinePart } from '../../../engine/line-ranges/walk.ts';
import { normaliseName } from '../../../engine/names.ts';
import { ROLES, type Rulers, routeLength } from '../../../engine/rulers.ts';
import type { River } from '../../load-register.ts';
import type { Reach } from './reaches.ts';

export type ReachState = 'matched' | 'partly' | 'unmatched' | 'river_unknown' | 'river_ambiguous' | 'routes_ambiguous';

export interface Placed {
  method: 'line' | 'measures' | 'ground';
  state: ReachState;
  /** Route indices with measures. */
  ranges: { route: number; fromMm: number; toMm: number }[];
  lineMm: number | null;
  matchedMm: number | null;
  /** Pairs along the line (or along the recorded measures), mm. */
  unmatched: number[];
  meanOffsetMm: number | null;
  greatestOffsetMm: number | null;
  otherRiverMm: number | null;
  /** Where the measures lay on the ground when they were first placed. */
  ground: LinePart[] | null;
}

export interface Network {
  index: PlaceIndex;
  /** Rivers by id. */
  rivers: ReadonlyMap<number, River>;
  toleranceMm: number;
}

export function reachNetwork(rulers: Rulers, rivers: readonly River[], toleranceMm: number): Network {
  return { index: buildPlaceIndex(rulers), rivers: new Map(rivers.map((river) => [river.id, river])), toleranceMm };
}

/** Rivers of a key, #id or name as written; a key wins over names. */
export function riversNamed({ rivers }: Network, written: string | null): River[] {
  if (written === null) return [];
  const all = [...rivers.values()];
  const keyed = all.filter(({ key }) => key === written);
  const name = normaliseName(written);
  return keyed.length > 0 ? keyed : all.filter((river) => normaliseName(river.name) === name);
}

/** By the line as drawn; the river it names, where it names one that is known, goes before others within the tolerance. */
export function placeByLine(network: Network, { parts, river }: Pick<Reach, 'parts' | 'river'>): Placed {
  const named = new Set(riversNamed(network, river).map(({ id }) => id));
  const { index, toleranceMm } = network;
  const isNamed = (route: number) => named.size === 0 || named.has(index.rulers.riverId[route]);
  const found = lineRanges(index, parts, { toleranceMm, isNamed });
  const { lineMm, matchedMm, unmatched, meanOffsetMm, greatestOffsetMm, otherRiverMm } = found;
  const ranges = found.ranges.flatMap(([route, pairs]) => pairsOf(route, pairs));
  const state = ranges.length === 0 ? 'unmatched' : unmatched.length === 0 ? 'matched' : 'partly';
  const offsets = { meanOffsetMm, greatestOffsetMm, otherRiverMm };
  return { method: 'line', state, ranges, lineMm, matchedMm, unmatched, ...offsets, ground: null };
}

/**
 * By measures along the river's main route (a lake's shore). Refused, with the reason as state, where the river is not
 * known, several bear the name, or it has several main routes: nobody said along which the measures run.
 */
export function placeByMeasures(network: Network, reach: Reach): Placed {
  const [from, to] = [reach.fromMm!, reach.toMm!];
  const found = riversNamed(network, reach.river);
  if (found.length !== 1) return nowhere(found.length === 0 ? 'river_unknown' : 'river_ambiguous');
  const routes = mainRoutes(network.index.rulers, found[0].id);
  if (routes.length > 1) return nowhere('routes_ambiguous');
  const length = routes.length === 0 ? 0 : routeLength(network.index.rulers, routes[0]);
  const end = Math.min(to, length);
  const placed = Math.max(0, end - from);
  const lengths = {
    lineMm: to - from,
    matchedMm: placed,
    unmatched: end < to ? [Math.max(0, end - from), to - from] : [],
  };
  if (placed === 0) return { ...nowhere('unmatched'), ...lengths };
  return {
    ...{ ...nowhere(end < to ? 'partly' : 'matched'), ...lengths },
    ranges: [{ route: routes[0], fromMm: from, toMm: end }],
    ground: [stretchOf(network.index.rulers, routes[0], from, end)],
  };
}

/** By the line that the measures had on the ground, on the same river first; on the very line it was taken from the measures hold. */
export function placeByGround(network: Network, reach: Reach, ground: LinePart[]): Placed {
  const byMeasures = placeByMeasures(network, reach);
  if (byMeasures.ground && isSameLine(byMeasures.ground[0], ground[0])) return byMeasures;
  return { ...placeByLine(network, { parts: ground, river: reach.river }), method: 'ground', ground };
}

function isSameLine(one: LinePart, other: LinePart): boolean {
  if (one.x.length !== other.x.length) return false;
  for (let v = 0; v < one.x.length; v++) if (one.x[v] !== other.x[v] || one.y[v] !== other.y[v]) return false;
  return true;
}

/** Main routes of a river; of one that has none, its shores. */
function mainRoutes(rulers: Rulers, river: number): number[] {
  const own = Array.from(rulers.riverId, (id, route) => (id === river ? route : -1)).filter((route) => route >= 0);
  const ofRole = (role: (typeof ROLES)[number]) => own.filter((route) => ROLES[rulers.role[route]] === role);
  const main = ofRole('main');
  return main.length > 0 ? main : ofRole('shore');
}

function nowhere(state: ReachState): Placed {
  const offsets = { meanOffsetMm: null, greatestOffsetMm: null, otherRiverMm: null };
  const none = { ranges: [], lineMm: null, matchedMm: null, unmatched: [], ground: null };
  return { method: 'measures', state, ...none, ...offsets };
}

function pairsOf(route: number, pairs: readonly number[]): Placed['ranges'] {
  return Array.from({ length: pairs.length / 2 }, (_, k) => ({ route, fromMm: pairs[2 * k], toMm: pairs[2 * k + 1] }));
}
