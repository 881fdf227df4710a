/** A line walked by its own length: a place at every vertex and at least every few metres. Integer plane millimetres. */
import { roundHalfUp } from '../geodesy.ts';

/** Vertices of one unbroken line, integer mm in the plane. */
export interface LinePart {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

/** Places along a part; `at` is planar mm from the part's start, the rounded running sum at vertices. */
export interface Walk {
  count: number;
  x: number[];
  y: number[];
  at: number[];
}

/** Vertices and places at most `stepMm` apart, each rounded to 1 mm. A line without length is one place. */
export function walkLine({ x, y }: LinePart, stepMm: number): Walk {
  const walk: Walk = { count: 0, x: [], y: [], at: [] };
  let sum = 0;
  add(walk, x[0], y[0], 0);
  for (let v = 0; v + 1 < x.length; v++) {
    const [dx, dy] = [x[v + 1] - x[v], y[v + 1] - y[v]];
    const length = Math.sqrt(dx * dx + dy * dy);
    if (length === 0) continue;
    const steps = Math.ceil(length / stepMm);
    for (let k = 1; k < steps; k++) {
      const t = k / steps;
      add(walk, x[v] + roundHalfUp(t * dx), y[v] + roundHalfUp(t * dy), roundHalfUp(sum + t * length));
    }
    sum += length;
    add(walk, x[v + 1], y[v + 1], roundHalfUp(sum));
  }
  return walk;
}

function add(walk: Walk, x: number, y: number, at: number): void {
  walk.x.push(x);
  walk.y.push(y);
  walk.at.push(at);
  walk.count++;
}
