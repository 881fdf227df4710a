/** Lengths as the register measures them, and the trimming of the last river that makes their sum exact. */
import { measuresMm } from '../../engine/geodesy.ts';
import { toLonLat } from '../plane.ts';
import type { Point } from './curves.ts';
import type { Lake } from './lakes.ts';
import { distance } from './lines.ts';
import type { River, Waterways } from './waterways.ts';

const MOST_TRIMS = 50;
/** After so many that jump over the target by a millimetre the segment before takes the last one's place. */
const TRIMS_A_SEGMENT = 8;

/** Length of a line as the register measures it, mm. */
export function geodesicLengthMm(points: readonly Point[]): number {
  const lonLat = points.map(([x, y]) => toLonLat(x, y));
  return measuresMm(
    lonLat.map(([lon]) => lon),
    lonLat.map(([, lat]) => lat),
  )[points.length - 1];
}

/** Sum of all routes, shores included, mm. */
export function totalMm({ rivers, lakes }: Waterways): number {
  const lines = rivers.flatMap(({ points, arms }) => [points, ...arms.map((arm) => arm.points)]);
  return [...lines, ...lakes.map(({ ring }) => ring)].reduce((sum, line) => sum + geodesicLengthMm(line), 0);
}

/**
 * Moves the last river's last vertex along its segment, dropping vertices it passes, until the total is the target.
 * @throws when that does not settle to the millimetre, which no seed tried has done.
 */
export function trimLast(rivers: River[], lakes: Lake[], targetMm: number): void {
  const last = rivers[rivers.length - 1];
  const others = totalMm({ rivers: rivers.slice(0, -1), lakes });
  for (let i = 0; i < MOST_TRIMS; i++) {
    const missing = (targetMm - others - geodesicLengthMm(last.points)) / 1000;
    if (missing === 0) return;
    while (last.points.length > 2 && distance(...lastSegment(last.points)) + missing < 5) last.points.pop();
    const [a, b] = lastSegment(last.points);
    const longer = 1 + (targetMm - others - geodesicLengthMm(last.points)) / 1000 / distance(a, b);
    last.points[last.points.length - 1] = [a[0] + (b[0] - a[0]) * longer, a[1] + (b[1] - a[1]) * longer];
    if (i % TRIMS_A_SEGMENT === TRIMS_A_SEGMENT - 1) last.points.pop();
  }
  throw new Error('the last river cannot be trimmed to the millimetre');
}

function lastSegment(points: readonly Point[]): [Point, Point] {
  return [points[points.length - 2], points[points.length - 1]];
}
