/** Plane geometry on polylines in metres: lengths, points along, offsets. */
import type { Point } from './curves.ts';

export function lengthOf(points: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < points.length; i++) sum += distance(points[i - 1], points[i]);
  return sum;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** The first `length` metres of a line; all of it when it is shorter. */
export function firstPart(points: readonly Point[], length: number): Point[] {
  const part: Point[] = [points[0]];
  let left = length;
  for (let i = 1; i < points.length && left > 0; i++) {
    const step = distance(points[i - 1], points[i]);
    if (step <= left) part.push(points[i]);
    else part.push(between(points[i - 1], points[i], left / step));
    left -= step;
  }
  return part;
}

/** The line without `start` metres at its start and `end` metres at its end. */
export function without(points: readonly Point[], start: number, end: number): Point[] {
  const shorter = firstPart(points, lengthOf(points) - end).reverse();
  return firstPart(shorter, lengthOf(shorter) - start).reverse();
}

export function between(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

/** Unit normals to the left at each vertex, the mean direction of the segments beside it. */
export function normals(points: readonly Point[], closed = false): Point[] {
  const last = points.length - 1;
  return points.map((_, i) => {
    const before = points[i - 1] ?? (closed ? points[last - 1] : points[0]);
    const after = points[i + 1] ?? (closed ? points[1] : points[last]);
    const length = distance(before, after);
    return [-(after[1] - before[1]) / length, (after[0] - before[0]) / length];
  });
}

/** The line moved `metres(i)` to the left at vertex i. */
export function offset(points: readonly Point[], metres: (vertex: number) => number, closed = false): Point[] {
  return normals(points, closed).map(([nx, ny], i) => {
    const side = metres(i);
    return [points[i][0] + nx * side, points[i][1] + ny * side];
  });
}

/** Even-odd; a closed ring. Indexed without unpacking: it runs for every route and town. */
export function isInside([x, y]: Point, ring: readonly Point[]): boolean {
  let inside = false;
  let below = ring[0][1] > y;
  for (let i = 1; i < ring.length; i++) {
    const b = ring[i];
    const above = b[1] > y;
    if (above === below) continue;
    below = above;
    const a = ring[i - 1];
    if (x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}
