/** The nearest place to a point on routes. */
import type { Rulers } from '../rulers.ts';
import { type MeasuredVertices, type Stretch, verticesOf, wholeOf } from './stretch.ts';

/** A point of the line on a route. */
export interface Foot {
  route: number;
  measure: number;
  distance: number;
  /** The point lies past an end of an open route. */
  isPast: boolean;
}

/** The foot on the nearest of these stretches, however far; undefined without any. */
export function nearestOfAll(rulers: Rulers, on: readonly Stretch[], point: [number, number]): Foot | undefined {
  let best: Foot | undefined;
  for (const stretch of on) {
    const foot = nearest(rulers, stretch, point);
    if (foot && foot.distance < (best?.distance ?? Infinity)) best = foot;
  }
  return best;
}

/** From a point to the nearest of the routes, mm; infinite when there is none. */
export function besideOf(rulers: Rulers, routes: readonly number[], point: [number, number]): number {
  return Math.round(nearestOfAll(rulers, routes.map(wholeOf), point)?.distance ?? Infinity);
}

/** The nearest point of a stretch between two vertices, measures within the window; on a closed route they run on over the seam. */
export function nearest(
  rulers: Rulers,
  on: Stretch,
  point: [number, number],
  window?: readonly [number, number],
): Foot | undefined {
  const { route } = on;
  const { x, y, m } = verticesOf(rulers, route);
  const lap = m[m.length - 1];
  const laps = rulers.closed[route] && window ? [-1, 0, 1, 2, -2] : [0];
  let best: Foot | undefined;
  for (let v = 0; v < m.length - 1; v++) {
    if (m[v] < on.fromMm || m[v + 1] > on.toMm) continue;
    if (window && !rulers.closed[route] && (m[v + 1] < window[0] || m[v] > window[1])) continue;
    const { measure, distance, isPast } = footOn({ x, y, m }, v, point);
    if (best && distance >= best.distance) continue;
    for (const k of laps) {
      const unwrapped = measure + k * lap;
      if (window && (unwrapped < window[0] || unwrapped > window[1])) continue;
      best = { route, measure: unwrapped, distance, isPast: isPast && !rulers.closed[route] };
      break;
    }
  }
  return best;
}

/** Between two limbs the route goes so much farther away than it comes on either. */
const APART_MM = 1000;

/** Where each limb of a stretch that comes within the tolerance of a point is nearest to it: limbs are apart where the route between goes farther away. */
export function limbsNear(rulers: Rulers, on: Stretch, point: [number, number], toleranceMm: number): Foot[] {
  const { route } = on;
  const line = verticesOf(rulers, route);
  const limbs: Foot[] = [];
  let [last, farthest] = [Infinity, Infinity]; // of the limb its nearest, and since then how far away
  for (let v = 0; v < line.m.length - 1; v++) {
    if (line.m[v] < on.fromMm || line.m[v + 1] > on.toMm) continue;
    farthest = Math.max(farthest, Math.hypot(line.x[v] - point[0], line.y[v] - point[1]));
    const foot = { route, ...footOn(line, v, point) };
    const isOther = farthest > Math.max(last, foot.distance) + APART_MM;
    if (!isOther && foot.distance >= last) continue;
    if (isOther || limbs.length === 0) limbs.push(foot);
    else limbs[limbs.length - 1] = foot;
    [last, farthest] = [foot.distance, foot.distance];
  }
  const { closed } = rulers;
  if (closed[route] && limbs.length > 1 && isOneOverSeam(limbs, line, point)) dropFarther(limbs);
  return limbs
    .filter(({ distance }) => distance <= toleranceMm)
    .map((foot) => ({ ...foot, isPast: !closed[route] && foot.isPast }));
}

function isOneOverSeam(limbs: readonly Foot[], { x, y }: MeasuredVertices, point: [number, number]): boolean {
  const [first, last] = [limbs[0], limbs[limbs.length - 1]];
  return Math.hypot(x[0] - point[0], y[0] - point[1]) <= Math.max(first.distance, last.distance) + APART_MM;
}

/** On a closed route the first limb and the last are one. */
function dropFarther(limbs: Foot[]): void {
  if (limbs[0].distance <= limbs[limbs.length - 1].distance) limbs.pop();
  else limbs.shift();
}

/** The nearest point of one segment; past an end of the line where the point lies beyond its first or last vertex. */
function footOn({ x, y, m }: MeasuredVertices, v: number, [px, py]: [number, number]): Omit<Foot, 'route'> {
  const [dx, dy] = [x[v + 1] - x[v], y[v + 1] - y[v]];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((px - x[v]) * dx + (py - y[v]) * dy) / square;
  const t = Math.min(1, Math.max(0, along));
  const distance = Math.hypot(x[v] + t * dx - px, y[v] + t * dy - py);
  const measure = m[v] + Math.floor(t * (m[v + 1] - m[v]) + 0.5);
  return { measure, distance, isPast: (v === 0 && along < 0) || (v === m.length - 2 && along > 1) };
}
