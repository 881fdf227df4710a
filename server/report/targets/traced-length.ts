/**
 * River length whose outfalls are all traced (QP-4; twin: atlas.traced_length). A stretch is what of a route lies in one town,
 * inside the scope asked: traced when every confirmed outfall on it is, also when there is none (A4-10).
 */
import type { Snapshot } from '../../district/snapshot.ts';
import { intersection, normalise, type Ranges, totalLength } from '../../engine/ranges.ts';
import { findRoute, routeLength } from '../../engine/rulers.ts';
import type { Reach } from '../facets/scope.ts';
import { gapsOf } from '../gaps.ts';
import type { OutfallProgress } from './outfall-progress.ts';

export interface TracedStretch {
  riverId: number;
  /** Index into the snapshot's towns; -1 outside every town. */
  town: number;
  lengthMm: number;
  tracedMm: number;
  /** Of tracedMm: no outfall is known on it. */
  noOutfallMm: number;
  /** Of noOutfallMm: nobody had surveyed it above water by the day. */
  unsurveyedMm: number;
}

export interface TracedQuery {
  outfalls: readonly OutfallProgress[];
  /** Days since 1970: surveys up to it count. */
  lastDay: number;
  /** What of each route (index) is asked about; all of it where undefined. */
  reach?: Reach;
}

export function tracedStretches(snapshot: Snapshot, { outfalls, lastDay, reach }: TracedQuery): TracedStretch[] {
  const byRoute = onRoutes(snapshot, outfalls);
  const stretches: TracedStretch[] = [];
  for (let route = 0; route < snapshot.rulers.count; route++)
    for (const [town, ranges] of townsOf(snapshot, route, reach?.[route])) {
      const here = (byRoute.get(route) ?? []).filter((each) => isOn(snapshot, route, town, ranges, each));
      const lengthMm = totalLength(ranges);
      const noOutfallMm = here.length === 0 ? lengthMm : 0;
      stretches.push({
        riverId: snapshot.rulers.riverId[route],
        ...{ town, lengthMm, noOutfallMm },
        tracedMm: here.every(({ traced }) => traced) ? lengthMm : 0,
        unsurveyedMm:
          noOutfallMm === 0 ? 0 : totalLength(intersection(ranges, gapsOf(snapshot, route, 'above_water', lastDay))),
      });
    }
  return stretches;
}

function onRoutes({ rulers }: Snapshot, outfalls: readonly OutfallProgress[]): Map<number, OutfallProgress[]> {
  const byRoute = new Map<number, OutfallProgress[]>();
  for (const outfall of outfalls) {
    if (outfall.route_id === null) continue;
    const route = findRoute(rulers, outfall.route_id);
    byRoute.set(route, [...(byRoute.get(route) ?? []), outfall]);
  }
  return byRoute;
}

/** Each town along a route with what of the route lies in it and in the reach. */
function townsOf({ townRanges }: Snapshot, route: number, reach?: Ranges): [town: number, ranges: number[]][] {
  const byTown = new Map<number, number[]>();
  for (let k = townRanges.first[route]; k < townRanges.first[route + 1]; k++) {
    const ranges = byTown.get(townRanges.town[k]) ?? [];
    byTown.set(townRanges.town[k], ranges);
    ranges.push(townRanges.from[k], townRanges.to[k]);
  }
  return [...byTown]
    .map(([town, ranges]): [number, number[]] => [
      town,
      reach ? intersection(normalise(ranges), reach) : normalise(ranges),
    ])
    .filter(([, ranges]) => ranges.length > 0);
}

/** At the line between two towns in the one that begins there; at the end of the route, or of the reach, in what ends there. */
function isOn(
  { rulers, townRanges }: Snapshot,
  route: number,
  town: number,
  ranges: Ranges,
  { measure_mm: at }: OutfallProgress,
): boolean {
  let k = townRanges.first[route];
  while (k < townRanges.first[route + 1] - 1 && townRanges.to[k] <= at!) k++;
  return townRanges.town[k] === town && isWithin(ranges, at!, routeLength(rulers, route));
}

/** Ends of ranges are inside. */
export function isWithin(ranges: Ranges, at: number, end = Number.POSITIVE_INFINITY): boolean {
  const place = Math.min(at, end);
  for (let i = 0; i < ranges.length; i += 2) if (ranges[i] <= place && place <= ranges[i + 1]) return true;
  return false;
}
