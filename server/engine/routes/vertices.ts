/** All vertices of a river in flat arrays, and which of them are the same place. */
import { geodesicMm } from '../geodesy.ts';
import type { SourceLine } from './source-line.ts';

/** Line i has vertices first[i] .. first[i + 1] - 1; none when it has no length in the plane. */
export interface Vertices {
  first: Uint32Array;
  lon: Float64Array;
  lat: Float64Array;
  x: Float64Array;
  y: Float64Array;
  stepMm: Float64Array; // unrounded geodesic from the vertex before in the line
  place: Int32Array; // equal for vertices that are equal to 1 mm
  visits: Int32Array; // per place, how many vertices are there
}

/** Flatten lines, leaving out vertices that repeat the one before to 1 mm. */
export function flatten(lines: readonly SourceLine[]): Vertices {
  const kept = lines.map(distinctVertices);
  const first = new Uint32Array(lines.length + 1);
  kept.forEach((indices, i) => {
    first[i + 1] = first[i] + indices.length;
  });
  const pick = (axis: 'lon' | 'lat' | 'x' | 'y') =>
    Float64Array.from(kept.flatMap((indices, i) => indices.map((v) => lines[i][axis][v])));
  const [lon, lat, x, y] = [pick('lon'), pick('lat'), pick('x'), pick('y')];
  const { place, visits } = samePlaces(x, y);
  return { first, lon, lat, x, y, stepMm: stepsMm(first, lon, lat), place, visits };
}

function distinctVertices({ x, y }: SourceLine): number[] {
  const kept: number[] = [];
  for (let v = 0; v < x.length; v++) {
    const before = kept[kept.length - 1];
    if (v === 0 || x[v] !== x[before] || y[v] !== y[before]) kept.push(v);
  }
  return kept.length > 1 ? kept : [];
}

function stepsMm(first: Uint32Array, lon: Float64Array, lat: Float64Array): Float64Array {
  const steps = new Float64Array(lon.length);
  for (let i = 0; i + 1 < first.length; i++)
    for (let v = first[i] + 1; v < first[i + 1]; v++) steps[v] = geodesicMm(lon[v - 1], lat[v - 1], lon[v], lat[v]);
  return steps;
}

/** Number the distinct coordinates in order of appearance, through an open hash table. */
function samePlaces(x: Float64Array, y: Float64Array): { place: Int32Array; visits: Int32Array } {
  const mask = 2 ** Math.ceil(Math.log2(2 * x.length + 2)) - 1;
  const slots = new Int32Array(mask + 1).fill(-1); // a vertex at the place, or -1
  const place = new Int32Array(x.length);
  const visits = new Int32Array(x.length);
  let count = 0;
  for (let v = 0; v < x.length; v++) {
    let slot = (Math.imul(x[v] % 0x7fffffff, 0x9e3779b1) ^ Math.imul(y[v] % 0x7fffffff, 0x85ebca6b)) & mask;
    while (slots[slot] >= 0 && (x[slots[slot]] !== x[v] || y[slots[slot]] !== y[v])) slot = (slot + 1) & mask;
    if (slots[slot] < 0) {
      slots[slot] = v;
      place[v] = count++;
    } else place[v] = place[slots[slot]];
    visits[place[v]]++;
  }
  return { place, visits: visits.subarray(0, count) };
}
