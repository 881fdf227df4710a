/** Where a route runs within a distance of a point ("waters within 1 km of a venue"). Integer plane millimetres. */
import { roundHalfUp } from './geodesy.ts';
import { normalise } from './ranges.ts';
import type { Rulers } from './rulers.ts';

/** A point and the distance from it that is still inside. At most 50 km: squares then stay exact. */
export interface Disc {
  x: number;
  y: number;
  radiusMm: number;
}

export const GREATEST_RADIUS_MM = 50_000_000;

/**
 * The ranges of route i within the disc, its edge included. Vertices are tested exactly; where a segment crosses the edge
 * the place is Ma + t · (Mb − Ma), rounded half up, so a range may end up to half a millimetre inside or outside. A
 * route that only touches the edge has no range.
 */
export function rangesInDisc({ first, x, y, m }: Rulers, i: number, disc: Disc): number[] {
  const pairs: number[] = [];
  for (let v = first[i]; v + 1 < first[i + 1]; v++) {
    const part = partInDisc(x[v] - disc.x, y[v] - disc.y, x[v + 1] - disc.x, y[v + 1] - disc.y, disc.radiusMm);
    if (part === undefined) continue;
    const length = m[v + 1] - m[v];
    pairs.push(m[v] + roundHalfUp(part[0] * length), m[v] + roundHalfUp(part[1] * length));
  }
  return normalise(pairs);
}

/**
 *      a ●────(────────)───● b      roots of |a + t (b − a)|² = r²; between them the segment is inside
 *           t0        t1
 */
export function partInDisc(ax: number, ay: number, bx: number, by: number, r: number): [number, number] | undefined {
  if (Math.min(ax, bx) > r || Math.max(ax, bx) < -r || Math.min(ay, by) > r || Math.max(ay, by) < -r) return undefined;
  const isA = ax * ax + ay * ay <= r * r;
  const isB = bx * bx + by * by <= r * r;
  if (isA && isB) return [0, 1];
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const dot = -(ax * dx + ay * dy); // the foot of the centre is at dot / square
  const cross = ax * by - ay * bx; // |cross| / √square is the centre's distance from the line
  const reach = square * r * r - cross * cross;
  if (square === 0 || reach <= 0) return undefined;
  const half = Math.sqrt(reach);
  const t0 = isA ? 0 : Math.max(0, (dot - half) / square);
  const t1 = isB ? 1 : Math.min(1, (dot + half) / square);
  return t0 < t1 ? [t0, t1] : undefined;
}
