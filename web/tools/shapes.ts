/** Geometry of what a person draws on the map. Lon/lat in, metres out along the ellipsoid, as the register measures. Pure. */
import type { Position } from 'geojson';
import { geodesicMm } from '../../server/engine/geodesy.ts';

export const metresBetween = (a: Position, b: Position): number => geodesicMm(a[0], a[1], b[0], b[1]) / 1000;

/** Of each piece of a path. */
export const piecesM = (path: readonly Position[]): number[] =>
  path.slice(1).map((end, i) => metresBetween(path[i], end));

const SEMI_MAJOR_M = 6378137; // GRS 80
const E2 = 0.0066943800229;
const RADIANS = Math.PI / 180;

/** Metres per degree of longitude and of latitude at a latitude. */
export function metresPerDegree(lat: number): readonly [east: number, north: number] {
  const sin2 = Math.sin(lat * RADIANS) ** 2;
  const normal = SEMI_MAJOR_M / Math.sqrt(1 - E2 * sin2);
  const meridian = (normal * (1 - E2)) / (1 - E2 * sin2);
  return [normal * Math.cos(lat * RADIANS) * RADIANS, meridian * RADIANS];
}

/** Area of a ring in the plane that touches at its middle: right to 0.1 % over 50 km. */
export function areaM2(ring: readonly Position[]): number {
  const middle = ring.reduce((sum, [, lat]) => sum + lat, 0) / ring.length;
  const [east, north] = metresPerDegree(middle);
  const twice = ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length];
    return sum + (x - ring[0][0]) * (nextY - ring[0][1]) - (nextX - ring[0][0]) * (y - ring[0][1]);
  }, 0);
  return (Math.abs(twice) / 2) * east * north;
}

/** Whether a place lies in a ring, by even and odd. */
export function contains(ring: readonly Position[], [x, y]: Position): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

/** Where a piece crosses a ring, as parts of the piece. */
function crossings(ring: readonly Position[], [ax, ay]: Position, [bx, by]: Position): number[] {
  const [dx, dy] = [bx - ax, by - ay];
  return ring.flatMap(([cx, cy], i) => {
    const [ex, ey] = ring[(i + 1) % ring.length];
    const cross = dx * (ey - cy) - dy * (ex - cx);
    if (cross === 0) return [];
    const t = ((cx - ax) * (ey - cy) - (cy - ay) * (ex - cx)) / cross;
    const u = ((cx - ax) * dy - (cy - ay) * dx) / cross;
    return t > 0 && t < 1 && u >= 0 && u <= 1 ? [t] : [];
  });
}

/** Length of the part of a line that lies in a ring. */
export function insideM(ring: readonly Position[], line: readonly Position[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    const at = (t: number): Position => [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    const cuts = [0, ...crossings(ring, a, b).sort((x, y) => x - y), 1];
    for (let k = 1; k < cuts.length; k++)
      if (contains(ring, at((cuts[k - 1] + cuts[k]) / 2))) sum += metresBetween(at(cuts[k - 1]), at(cuts[k]));
  }
  return sum;
}

const LEAST_M = 0.0005; // what is shorter is rounding

/** The part of a line between two shares of its length, 0 to 1. */
export function partOf(line: readonly Position[], from: number, to: number): Position[] {
  const lengths = piecesM(line);
  const whole = lengths.reduce((sum, each) => sum + each, 0);
  const [start, end] = [from * whole, to * whole];
  const part: Position[] = [];
  let before = 0;
  for (const [i, length] of lengths.entries()) {
    const [a, b] = [line[i], line[i + 1]];
    const at = (m: number): Position => {
      const t = Math.min(1, Math.max(0, (m - before) / length));
      return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    };
    if (before + length > start + LEAST_M && before < end - LEAST_M) {
      if (part.length === 0) part.push(at(start));
      part.push(at(end));
    }
    before += length;
  }
  return part;
}

/** The place of a line nearest to a point. */
export function nearestOn(line: readonly Position[], point: Position): Position {
  const [east, north] = metresPerDegree(point[1]);
  let best = line[0];
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    const [dx, dy] = [(b[0] - a[0]) * east, (b[1] - a[1]) * north];
    const [px, py] = [(point[0] - a[0]) * east, (point[1] - a[1]) * north];
    const t = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
    const distance = Math.hypot(px - t * dx, py - t * dy);
    if (distance < least) [least, best] = [distance, [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]];
  }
  return best;
}

/** Degrees clockwise from north. */
export function bearing(from: Position, to: Position): number {
  const [east, north] = metresPerDegree(from[1]);
  return (Math.atan2((to[0] - from[0]) * east, (to[1] - from[1]) * north) / RADIANS + 360) % 360;
}
