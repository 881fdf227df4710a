/** Which way a route runs at a measure. */
import { AX, AY, DX, DY, LENGTH, MEASURE, RECORD } from '../index/segments.ts';
import { DIRECTION_MM } from '../parameters.ts';
import type { Workspace } from './workspace.ts';

/** The vector from 25 m before to 25 m after, clamped to an open route, over the seam of a closed one; in space.point. */
export function routeDirection(space: Workspace, route: number, segment: number, measure: number): void {
  routePoint(space, route, segment, measure - DIRECTION_MM);
  const x = space.point[0];
  const y = space.point[1];
  routePoint(space, route, segment, measure + DIRECTION_MM);
  space.point[0] -= x;
  space.point[1] -= y;
}

/** The route's point at a measure, walked to from a segment near it. */
function routePoint(space: Workspace, route: number, near: number, measure: number): void {
  const { segments, lengthMm, closed } = space.index;
  const { record, firstOf } = segments;
  const length = lengthMm[route];
  let m = measure;
  if (closed[route] === 1) m -= length * Math.floor(m / length);
  else m = Math.max(0, Math.min(length, m));
  const first = firstOf[route];
  let s = near;
  while (s > first && record[s * RECORD + MEASURE] >= m) s--;
  while (record[s * RECORD + MEASURE] + record[s * RECORD + LENGTH] < m || record[s * RECORD + LENGTH] === 0) s++;
  const k = s * RECORD;
  const t = (m - record[k + MEASURE]) / record[k + LENGTH];
  space.point[0] = record[k + AX] + Math.floor(t * record[k + DX] + 0.5);
  space.point[1] = record[k + AY] + Math.floor(t * record[k + DY] + 0.5);
}

/** Whether two vectors are within an angle of one line; never when either has no length. */
export function isAlong(ax: number, ay: number, bx: number, by: number, cosine: number): boolean {
  const a = ax * ax + ay * ay;
  const b = bx * bx + by * by;
  return a > 0 && b > 0 && Math.abs(ax * bx + ay * by) >= cosine * Math.sqrt(a * b);
}
