/** Brute force over whole millimetres: the nearest of everything, crossings, sides, as plain loops that share nothing with the SQL. */

export type Mm = readonly [x: number, y: number];
export interface Shape {
  id: number;
  kind: string | null;
  /** Lines, or rings of a polygon. */
  parts: Mm[][];
}

/** The rounded nearest point of a segment. */
function onSegment([px, py]: Mm, [ax, ay]: Mm, [bx, by]: Mm): Mm {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / square));
  return [ax + Math.floor(t * dx + 0.5), ay + Math.floor(t * dy + 0.5)];
}

const square = (a: Mm, b: Mm) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2;
const cross = (o: Mm, a: Mm, b: Mm) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
export const rounded = (d2: number) => Math.floor(Math.sqrt(d2) + 0.5);

function segments({ parts }: Shape): [Mm, Mm][] {
  return parts.flatMap((part) =>
    part.length === 1 ? [[part[0], part[0]] as [Mm, Mm]] : part.slice(1).map((b, i): [Mm, Mm] => [part[i], b]),
  );
}

export function nearestPoint(p: Mm, shape: Shape): { at: Mm; d2: number } {
  return segments(shape)
    .map(([a, b]) => onSegment(p, a, b))
    .map((at) => ({ at, d2: square(p, at) }))
    .reduce((least, each) => (each.d2 < least.d2 ? each : least));
}

export interface Nearest {
  id: number;
  at: Mm;
  mm: number;
}

export function nearest(
  p: Mm,
  shapes: readonly Shape[],
  fits: (at: Mm, mm: number) => boolean = () => true,
): Nearest | null {
  let best: (Nearest & { d2: number }) | null = null;
  for (const shape of shapes) {
    const { at, d2 } = nearestPoint(p, shape);
    if (fits(at, rounded(d2)) && (best === null || d2 < best.d2)) best = { id: shape.id, at, mm: rounded(d2), d2 };
  }
  return best && { id: best.id, at: best.at, mm: best.mm };
}

/** Whether two segments cross in a point that is inside both. */
const crosses = (a: Mm, b: Mm, c: Mm, d: Mm) =>
  Math.sign(cross(a, b, c)) * Math.sign(cross(a, b, d)) < 0 &&
  Math.sign(cross(c, d, a)) * Math.sign(cross(c, d, b)) < 0;

export function crossesAny(from: Mm, to: Mm, lines: readonly Shape[]): boolean {
  return lines.some((line) => segments(line).some(([a, b]) => crosses(from, to, a, b)));
}

export function holds({ parts }: Shape, p: Mm): boolean {
  let inside = false;
  for (const ring of parts)
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1], ring[i]];
      if (cross(a, b, p) === 0 && onSegment(p, a, b).join() === p.join()) return true;
      if (a[1] > p[1] !== b[1] > p[1] && b[1] > a[1] === cross(a, b, p) > 0) inside = !inside;
    }
  return inside;
}

/** Side of an open line by closing it far away on its right: inside is right of it. Only for places that are near its middle. */
export function isRightOf(p: Mm, line: readonly Mm[], far: readonly Mm[]): boolean {
  return holds({ id: 0, kind: null, parts: [[...line, ...far, line[0]]] }, p);
}
