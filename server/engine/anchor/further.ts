/** More of a line is drawn than when something was measured along it: its measures go on where its ground ends. */
import type { Rulers } from '../rulers.ts';
import type { AnchoredRange } from './anchor-line.ts';
import { type MeasuredVertices, pointAt, stretchOf, verticesOf } from './stretch.ts';

export interface Ended {
  /** Where the ground lies now. */
  ranges: readonly AnchoredRange[];
  /** Its last point. */
  end: readonly [number, number];
  /** How far ahead of that the rest of the measures begins, and how long it is. */
  aheadMm: number;
  restMm: number;
  toleranceMm: number;
}

/** Of the ranges that which the end of the ground lies at. */
function rangeAtEnd(
  rulers: Rulers,
  { ranges, end, toleranceMm }: Pick<Ended, 'ranges' | 'end' | 'toleranceMm'>,
): AnchoredRange | undefined {
  let [best, least] = [undefined as AnchoredRange | undefined, toleranceMm];
  for (const range of ranges) {
    const distance = apart(endOf(rulers, range), end);
    if (distance <= least) [best, least] = [range, distance];
  }
  return best;
}

/**
 * What follows the ground on the route that its end lies on, as far as that is drawn; undefined where the end lies on none
 * or at the end of one. A closed route was drawn whole.
 */
export function furtherOf(rulers: Rulers, ended: Ended): AnchoredRange | undefined {
  const { aheadMm, restMm } = ended;
  const at = rangeAtEnd(rulers, ended);
  if (!at || restMm <= 0 || rulers.closed[at.route] === 1) return undefined;
  const { route, reversed } = at;
  const length = verticesOf(rulers, route).m.at(-1)!;
  const further = reversed
    ? { route, fromMm: Math.max(0, at.fromMm - aheadMm - restMm), toMm: at.fromMm - aheadMm, reversed }
    : { route, fromMm: at.toMm + aheadMm, toMm: Math.min(at.toMm + aheadMm + restMm, length), reversed };
  return further.toMm > further.fromMm ? further : undefined;
}

/** Its line, along the ground it follows and, right after that, from where it ends, so that both find one place there; measures are the route's. */
export function furtherLine(
  rulers: Rulers,
  { route, fromMm, toMm, reversed }: AnchoredRange,
  { aheadMm, end: [x, y] }: Pick<Ended, 'aheadMm' | 'end'>,
): MeasuredVertices {
  const stretch = stretchOf(rulers, route, fromMm, toMm);
  const line = reversed ? { x: stretch.x.reverse(), y: stretch.y.reverse(), m: stretch.m.reverse() } : stretch;
  if (aheadMm === 0) [line.x[0], line.y[0]] = [x, y];
  return line;
}

function endOf(rulers: Rulers, { route, fromMm, toMm, reversed }: AnchoredRange): [number, number] {
  return pointAt(verticesOf(rulers, route), reversed ? fromMm : toMm);
}

function apart([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  return Math.hypot(ax - bx, ay - by);
}
