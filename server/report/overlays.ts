/**
 * Overlays of the states: covered metres to look at once more. They overlap each other and the states and so add up to
 * nothing (coverage.md, "States"; twin: atlas.river_overlays). Each is what all surveys covered and some of them did not.
 */
import { BANKS, MODES, type Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { difference, intersection, normalise, type Ranges, totalLength } from '../engine/ranges.ts';
import { routeLength } from '../engine/rulers.ts';
import { staleBefore } from './as-of.ts';
import { LEFT, RIGHT } from './bank-surveys.ts';

export const OVERLAYS = ['stale', 'above_not_under', 'record_only'] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** Measures of one route, mm. */
export type RouteOverlays = Record<Overlay, Ranges>;
export type OverlaySums = Record<Overlay, number>;

const BOTH = BANKS.indexOf('both');
export const NO_OVERLAYS: RouteOverlays = { stale: [], above_not_under: [], record_only: [] };

/**
 * Of route `route` (index), counting surveys of local days up to `lastDay`; `holds` leaves entries out. above_not_under is
 * the same in both modes.
 */
export function routeOverlays(
  snapshot: Snapshot,
  route: number,
  mode: Mode,
  lastDay: number,
  holds: (entry: number) => boolean = () => true,
): RouteOverlays {
  const { surveyed, district } = snapshot;
  if (surveyed.first[route] === surveyed.first[route + 1]) return NO_OVERLAYS;
  const { day, record } = surveyed;
  const freshFrom = staleBefore(district, lastDay);
  const covered = (of: Mode, counts = (_: number) => true) =>
    coveredBy(snapshot, route, of, (i) => day[i] <= lastDay && counts(i) && holds(i));
  const all = covered(mode);
  return {
    stale: difference(
      all,
      covered(mode, (i) => day[i] >= freshFrom),
    ),
    above_not_under: difference(covered('above_water'), covered('under_water')),
    record_only: difference(
      all,
      covered(mode, (i) => record[i] === 0),
    ),
  };
}

/** What the surveys that count saw of both banks. */
export function coveredBy(
  { surveyed, rulers }: Snapshot,
  route: number,
  mode: Mode,
  counts: (entry: number) => boolean,
): number[] {
  const wanted = MODES.indexOf(mode);
  const banks = [LEFT, RIGHT].map((bank) => {
    const pairs: number[] = [];
    for (let i = surveyed.first[route]; i < surveyed.first[route + 1]; i++)
      if (surveyed.mode[i] === wanted && (surveyed.bank[i] === bank || surveyed.bank[i] === BOTH) && counts(i))
        pairs.push(surveyed.from[i], surveyed.to[i]);
    return normalise(pairs);
  });
  return intersection(intersection(banks[0], banks[1]), [0, routeLength(rulers, route)]);
}

export function noOverlay(): OverlaySums {
  return { stale: 0, above_not_under: 0, record_only: 0 };
}

/** Adds what lies in [from, to) of the route. */
export function addOverlays(sums: OverlaySums, overlays: RouteOverlays, from: number, to: number): void {
  for (const name of OVERLAYS)
    if (overlays[name].length > 0) sums[name] += totalLength(intersection(overlays[name], [from, to]));
}
