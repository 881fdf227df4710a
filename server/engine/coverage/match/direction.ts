/** Which way a route runs at a measure. */
import { DIRECTION_MM } from '../parameters.ts';
import type { Workspace } from './workspace.ts';

/** The vector from 25 m before to 25 m after, clamped to an open route, over the seam of a closed one; in space.point. */
export function routeDirection(space: Workspace, route: number, segment: number, measure: number): void {
  routeSpan(space, route, segment, measure - DIRECTION_MM, measure + DIRECTION_MM);
}

/** The vector from one measure of a route to another, both walked to from a segment near them; in space.point. */
export function routeSpan(space: Workspace, route: number, segment: number, from: number, to: number): void {
  routePoint(space, route, segment, from);
  const x = space.point[0];
  const y = space.point[1];
  routePoint(space, route, segment, to);
  space.point[0] -= x;
  space.point[1] -= y;
}

/** The route's point at a measure, walked to from a segment near it; in space.point. */
function routePoint(space: Workspace, route: number, near: number, measure: number): void {
  const { segments, lengthMm, closed } = space.index;
  const { first, x, y } = segments;
  const length = lengthMm[route];
  let at = measure;
  if (closed[route] === 1) at -= length * Math.floor(at / length);
  else at = Math.max(0, Math.min(length, at));
  const start = first[route];
  let s = near;
  while (s > start && segments.m[s] >= at) s--;
  while (segments.m[s + 1] < at || segments.m[s + 1] === segments.m[s]) s++;
  const t = (at - segments.m[s]) / (segments.m[s + 1] - segments.m[s]);
  space.point[0] = x[s] + Math.floor(t * (x[s + 1] - x[s]) + 0.5);
  space.point[1] = y[s] + Math.floor(t * (y[s + 1] - y[s]) + 0.5);
}

/** Whether two vectors are within an angle of one line; never when either has no length. */
export function isAlong(ax: number, ay: number, bx: number, by: number, cosine: number): boolean {
  const a = ax * ax + ay * ay;
  const b = bx * bx + by * by;
  return a > 0 && b > 0 && Math.abs(ax * bx + ay * by) >= cosine * Math.sqrt(a * b);
}
