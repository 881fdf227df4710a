/**
 * Short stretches that flip along the line two towns share: not moved, but paid half each (coverage.md, "Towns").
 *
 *   route   |── a ──────────|─ b ─|──────── a ──|     b under 100 m between two of a: its first half is a's to pay,
 *   pays    |── a ─────────────|b─|──────── a ──|     its second b's; an odd millimetre goes to the lower key
 *
 * Twin: atlas.paying_towns.
 */
import type { TownRanges } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';

const SHORT_MM = 100_000;

export interface SharedStretch {
  /** Indices of the route, of the town it lies in, and of the town before it. */
  route: number;
  town: number;
  before: number;
  from: number;
  to: number;
  /** Where the half of the town before ends. */
  middle: number;
}

/** In the order of routes and measures. Between a town and outside nothing is shared. */
export function sharedStretches({ rulers, townRanges }: Pick<Snapshot, 'rulers' | 'townRanges'>): SharedStretch[] {
  const { first, from, to, town } = townRanges;
  const shared: SharedStretch[] = [];
  for (let route = 0; route < rulers.count; route++)
    for (let k = first[route] + 1; k + 1 < first[route + 1]; k++)
      if (to[k] - from[k] < SHORT_MM && town[k - 1] === town[k + 1] && town[k] >= 0 && town[k - 1] >= 0) {
        const place = { route, town: town[k], before: town[k - 1], from: from[k], to: to[k] };
        shared.push({ ...place, middle: middleOf(place) });
      }
  return shared;
}

/** Towns are in the order of their keys. */
function middleOf({ from, to, town, before }: Pick<SharedStretch, 'from' | 'to' | 'town' | 'before'>): number {
  const half = Math.floor((to - from) / 2);
  return from + (before < town ? to - from - half : half);
}

/** Towns along routes as they pay: the first half of each shared stretch is that of the town before. */
export function payingTowns(snapshot: Snapshot): TownRanges {
  const middles = new Map(sharedStretches(snapshot).map(({ route, from, middle }) => [`${route} ${from}`, middle]));
  const { first, from, to, town } = snapshot.townRanges;
  const paying: TownRanges = { first, from: from.slice(), to: to.slice(), town };
  for (let route = 0; route < snapshot.rulers.count; route++)
    for (let k = first[route] + 1; k < first[route + 1]; k++) {
      const middle = middles.get(`${route} ${from[k]}`);
      if (middle === undefined) continue;
      paying.to[k - 1] = middle;
      paying.from[k] = middle;
    }
  return paying;
}
