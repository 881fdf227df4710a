/** The nearest place to a point on routes. */
import type { Rulers } from '../rulers.ts';
import { verticesOf } from './stretch.ts';

/** A point of the line on a route. */
export interface Foot {
  route: number;
  measure: number;
  distance: number;
  /** The point lies past an end of an open route. */
  isPast: boolean;
}

/** The foot on the nearest of the routes, however far; undefined without routes. */
function nearestOfAll(rulers: Rulers, routes: readonly number[], point: [number, number]): Foot | undefined {
  let best: Foot | undefined;
  for (const route of routes) {
    const foot = nearest(rulers, route, point);
    if (foot && foot.distance < (best?.distance ?? Infinity)) best = foot;
  }
  return best;
}

/** From a point to the nearest of the routes, mm; infinite when there is none. */
export function besideOf(rulers: Rulers, routes: readonly number[], point: [number, number]): number {
  return Math.round(nearestOfAll(rulers, routes, point)?.distance ?? Infinity);
}

/** The nearest point of a route, measures within the window; on a closed route they run on over the seam. */
export function nearest(
  rulers: Rulers,
  route: number,
  [px, py]: [number, number],
  window?: readonly [number, number],
): Foot | undefined {
  const { x, y, m } = verticesOf(rulers, route);
  const lap = m[m.length - 1];
  const laps = rulers.closed[route] && window ? [-1, 0, 1, 2, -2] : [0];
  let best: Foot | undefined;
  for (let v = 0; v < m.length - 1; v++) {
    const [dx, dy] = [x[v + 1] - x[v], y[v + 1] - y[v]];
    const square = dx * dx + dy * dy;
    const along = square === 0 ? 0 : ((px - x[v]) * dx + (py - y[v]) * dy) / square;
    const t = Math.min(1, Math.max(0, along));
    const distance = Math.hypot(x[v] + t * dx - px, y[v] + t * dy - py);
    if (best && distance >= best.distance) continue;
    const measure = m[v] + Math.floor(t * (m[v + 1] - m[v]) + 0.5);
    for (const k of laps) {
      const unwrapped = measure + k * lap;
      if (window && (unwrapped < window[0] || unwrapped > window[1])) continue;
      const isPast = !rulers.closed[route] && ((v === 0 && along < 0) || (v === m.length - 2 && along > 1));
      best = { route, measure: unwrapped, distance, isPast };
      break;
    }
  }
  return best;
}
