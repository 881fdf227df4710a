/** Distance from a line to a place of any shape, by trying every pair of segments: no index, no PostGIS. */

export interface Place {
  kind: string;
  /** GeoJSON geometry in the plane, metres. */
  shape: { type: string; coordinates: unknown };
}

/** Metres; 0 inside an area. Places whose box is farther than `most` are not measured: Infinity. */
export function placeDistanceM(line: readonly number[][], { shape }: Place, most: number): number {
  const parts = partsOf(shape);
  if (boxesApart(line, parts.flat()) > most) return Number.POSITIVE_INFINITY;
  if (shape.type.endsWith('Polygon') && holds(parts, line[0])) return 0;
  return Math.min(...parts.map((part) => linesApart(line, part)));
}

/** Points, lines or rings. */
function partsOf({ type, coordinates }: Place['shape']): number[][][] {
  if (type === 'Point') return [[coordinates as number[]]];
  if (type === 'LineString' || type === 'MultiPoint') return [coordinates as number[][]];
  return type === 'MultiPolygon' ? (coordinates as number[][][][]).flat() : (coordinates as number[][][]);
}

function boxesApart(a: readonly number[][], b: readonly number[][]): number {
  const apart = (axis: number) => {
    const [p, q] = [a, b].map((list) => list.map((place) => place[axis]));
    return Math.max(Math.min(...p) - Math.max(...q), Math.min(...q) - Math.max(...p), 0);
  };
  return Math.hypot(apart(0), apart(1));
}

/** Even-odd over all rings. */
function holds(rings: readonly number[][][], [px, py]: number[]): boolean {
  let inside = false;
  for (const ring of rings)
    for (let v = 0; v + 1 < ring.length; v++) {
      const [[ax, ay], [bx, by]] = [ring[v], ring[v + 1]];
      if (ay > py !== by > py && px < ax + ((bx - ax) * (py - ay)) / (by - ay)) inside = !inside;
    }
  return inside;
}

function linesApart(a: readonly number[][], b: readonly number[][]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < Math.max(1, a.length - 1); i++)
    for (let j = 0; j < Math.max(1, b.length - 1); j++)
      best = Math.min(best, segmentsApart([a[i], a[i + 1] ?? a[i]], [b[j], b[j + 1] ?? b[j]]));
  return best;
}

type Segment = readonly [number[], number[]];

function segmentsApart(a: Segment, b: Segment): number {
  if (cross(a, b)) return 0;
  return Math.min(...b.map((end) => toSegment(end, a)), ...a.map((end) => toSegment(end, b)));
}

function cross([a, b]: Segment, [c, d]: Segment): boolean {
  const side = (p: number[], q: number[], r: number[]) => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function toSegment([px, py]: number[], [[ax, ay], [bx, by]]: Segment): number {
  const square = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = square === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / square));
  return Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay));
}
