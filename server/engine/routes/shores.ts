/** The shores of lakes and ponds as closed routes. */
import { measuresMm } from '../geodesy.ts';
import type { BuiltRoute } from './source-line.ts';

/** A closed ring: lon/lat in degrees (EPSG:4490), x/y the same vertices in integer plane millimetres. */
export interface Ring {
  lon: ArrayLike<number>;
  lat: ArrayLike<number>;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

/**
 * The outer ring of a lake or pond as a route of role shore. It starts at its westernmost, then southernmost vertex
 * and runs anticlockwise, water on the left, however the file turns its rings. Undefined when nothing is left of the
 * ring at 1 mm.
 */
export function buildShore(ring: Ring): BuiltRoute | undefined {
  const order = fromWesternmost(ring, distinct(ring));
  if (order.length < 3) return undefined;
  if (doubleArea(ring, order) < 0) order.push(...order.splice(1).reverse());
  order.push(order[0]);
  const pick = (axis: ArrayLike<number>) => Float64Array.from(order, (v) => axis[v]);
  const [lon, lat] = [pick(ring.lon), pick(ring.lat)];
  const m = measuresMm(lon, lat);
  return { role: 'shore', closed: true, lon, lat, x: pick(ring.x), y: pick(ring.y), m, sources: [] };
}

/** The vertices without the closing one and without those that repeat the one before to 1 mm. */
function distinct({ x, y }: Ring): number[] {
  const kept: number[] = [];
  for (let v = 0; v < x.length; v++) {
    const before = kept[kept.length - 1];
    if (before === undefined || x[v] !== x[before] || y[v] !== y[before]) kept.push(v);
  }
  const last = kept[kept.length - 1];
  if (kept.length > 1 && x[last] === x[kept[0]] && y[last] === y[kept[0]]) kept.pop();
  return kept;
}

function fromWesternmost({ lon, lat }: Ring, order: readonly number[]): number[] {
  let first = 0;
  order.forEach((v, i) => {
    if ((lon[v] - lon[order[first]] || lat[v] - lat[order[first]]) < 0) first = i;
  });
  return [...order.slice(first), ...order.slice(0, first)];
}

function doubleArea({ x, y }: Ring, order: readonly number[]): number {
  const [x0, y0] = [x[order[0]], y[order[0]]];
  let sum = 0;
  for (let i = 1; i + 1 < order.length; i++) {
    const [v, w] = [order[i], order[i + 1]];
    sum += (x[v] - x0) * (y[w] - y0) - (x[w] - x0) * (y[v] - y0);
  }
  return sum;
}
