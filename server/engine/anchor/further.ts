/** More of a line is drawn than when something was measured along it: its measures go on where its ground ends. */
import type { Rulers } from '../rulers.ts';
import type { AnchoredRange } from './anchor-line.ts';
import { type MeasuredVertices, pointAt, stretchOf, verticesOf } from './stretch.ts';

export interface Ended {
  /** Where the ground lies now. */
  ranges: readonly AnchoredRange[];
  /** Its last point. */
  end: readonly [number, number];
  /** How much of the measures it has no ground of. */
  restMm: number;
  toleranceMm: number;
}

/**
 * What follows the ground on the route that its end lies on, as far as that is drawn; undefined where the end lies on none
 * or at the end of one. A closed route was drawn whole.
 */
export function furtherOf(rulers: Rulers, { ranges, end, restMm, toleranceMm }: Ended): AnchoredRange | undefined {
  let [best, least] = [undefined as AnchoredRange | undefined, toleranceMm];
  for (const range of ranges) {
    const distance = apart(endOf(rulers, range), end);
    if (distance <= least && rulers.closed[range.route] === 0) [best, least] = [range, distance];
  }
  if (!best || restMm <= 0) return undefined;
  const { route, fromMm, toMm, reversed } = best;
  const length = verticesOf(rulers, route).m.at(-1)!;
  const further = reversed
    ? { route, fromMm: Math.max(0, fromMm - restMm), toMm: fromMm, reversed }
    : { route, fromMm: toMm, toMm: Math.min(toMm + restMm, length), reversed };
  return further.toMm > further.fromMm ? further : undefined;
}

/** Its line, along the ground it follows and from where that ends, so that both find one place there; measures are the route's. */
export function furtherLine(
  rulers: Rulers,
  { route, fromMm, toMm, reversed }: AnchoredRange,
  [x, y]: readonly [number, number],
): MeasuredVertices {
  const stretch = stretchOf(rulers, route, fromMm, toMm);
  const line = reversed ? { x: stretch.x.reverse(), y: stretch.y.reverse(), m: stretch.m.reverse() } : stretch;
  [line.x[0], line.y[0]] = [x, y];
  return line;
}

function endOf(rulers: Rulers, { route, fromMm, toMm, reversed }: AnchoredRange): [number, number] {
  return pointAt(verticesOf(rulers, route), reversed ? fromMm : toMm);
}

function apart([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  return Math.hypot(ax - bx, ay - by);
}
