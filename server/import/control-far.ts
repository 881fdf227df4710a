/** Rows far from every control point: the map fitted to the points is extrapolated there, or it is of another grid. */
import { geodesicMm } from '../engine/geodesy.ts';
import type { Crs } from './crs.ts';
import { type Issue, issue } from './issues.ts';
import type { PositionSample } from './rows/sample.ts';

type Pair = [number, number];

const FAR_KM = 50; // a city is smaller

/** @param targets where the control points lie, degrees */
export function controlFar({ xs, ys }: PositionSample, { toDegrees }: Crs, targets: readonly Pair[]): Issue[] {
  const kilometres = xs
    .map((x, i) => nearestKm(toDegrees!([x, ys[i]]), targets))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const middle = kilometres[kilometres.length >> 1];
  if (middle === undefined || middle <= FAR_KM) return [];
  return [issue('control_far', { row: null, value: middle.toFixed(middle < 100 ? 1 : 0) })];
}

function nearestKm([lon, lat]: Pair, targets: readonly Pair[]): number {
  return Math.min(...targets.map((target) => geodesicMm(lon, lat, ...target) / 1e6));
}
