/** Stretches of routes as lines of their own, with their measures. */
import type { Rulers } from '../rulers.ts';

/** Vertices with measures, integer millimetres. */
export interface MeasuredVertices {
  x: Float64Array;
  y: Float64Array;
  m: Float64Array;
}

/** Of a route; on a closed one between 0 and its length. */
export interface Stretch {
  route: number;
  fromMm: number;
  toMm: number;
}

export const wholeOf = (route: number): Stretch => ({ route, fromMm: 0, toMm: Infinity });

/** The line of a route from one measure to another, both ends included. Points between vertices are rounded to 1 mm. */
export function stretchOf(rulers: Rulers, route: number, fromMm: number, toMm: number): MeasuredVertices {
  const line = verticesOf(rulers, route);
  const inside = [...line.m.keys()].filter((i) => line.m[i] > fromMm && line.m[i] < toMm);
  const ends = [pointAt(line, fromMm), pointAt(line, toMm)];
  const axis = (of: Float64Array, k: 0 | 1) => Float64Array.from([ends[0][k], ...inside.map((i) => of[i]), ends[1][k]]);
  return {
    x: axis(line.x, 0),
    y: axis(line.y, 1),
    m: Float64Array.from([fromMm, ...inside.map((i) => line.m[i]), toMm]),
  };
}

export function verticesOf({ first, x, y, m }: Rulers, route: number): MeasuredVertices {
  const [from, to] = [first[route], first[route + 1]];
  return { x: x.subarray(from, to), y: y.subarray(from, to), m: m.subarray(from, to) };
}

/** The point at a measure, rounded to 1 mm; before the start and after the end the end itself. */
export function pointAt({ x, y, m }: MeasuredVertices, measure: number): [number, number] {
  let v = 0;
  while (v < m.length - 2 && m[v + 1] < measure) v++;
  const t = m[v + 1] > m[v] ? Math.min(1, Math.max(0, (measure - m[v]) / (m[v + 1] - m[v]))) : 0;
  const round = (value: number) => Math.floor(value + 0.5);
  return [x[v] + round(t * (x[v + 1] - x[v])), y[v] + round(t * (y[v + 1] - y[v]))];
}

export const endsOf = ({ m }: MeasuredVertices): [number, number] => [m[0], m[m.length - 1]];
