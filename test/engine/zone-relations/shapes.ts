/** Zones and outfalls drawn by hand or at random, in millimetres. */
import fc from 'fast-check';
import { packWaterBodies, type WaterInput } from '../../../server/engine/rulers.ts';
import type { Outfalls } from '../../../server/engine/zone-relations/relate.ts';
import type { Line } from '../../../server/engine/zone-relations/touches.ts';
import { buildZoneIndex } from '../../../server/engine/zone-relations/zone-index.ts';

export type Position = [number, number];

export function square(x: number, y: number, size: number): Position[] {
  return [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];
}

/** Polygons of rings; the order of a polygon is its index. */
export const polygons = (...rings: Position[][][]) =>
  packWaterBodies(rings.map((list, id): WaterInput => ({ id, rings: list })));

export const zones = (accuracyMm: number, ...rings: Position[][][]) =>
  buildZoneIndex(polygons(...rings), new Float64Array(rings.length).fill(accuracyMm));

export interface Drawn {
  at?: Position;
  mouths?: Position[];
  conduits?: Position[][];
}

export function outfalls(...drawn: Drawn[]): Outfalls {
  const mouths = drawn.map((each) => each.mouths ?? []);
  const first = new Uint32Array(drawn.length + 1);
  mouths.forEach((list, i) => {
    first[i + 1] = first[i] + list.length;
  });
  return {
    count: drawn.length,
    x: Float64Array.from(drawn, ({ at }) => at?.[0] ?? Number.NaN),
    y: Float64Array.from(drawn, ({ at }) => at?.[1] ?? Number.NaN),
    mouthFirst: first,
    mouthX: Float64Array.from(mouths.flat(), ([x]) => x),
    mouthY: Float64Array.from(mouths.flat(), ([, y]) => y),
    conduits: new Map(drawn.map(({ conduits = [] }, i) => [i, conduits.map(line)])),
  };
}

export const line = (positions: readonly Position[]): Line => ({
  x: positions.map(([x]) => x),
  y: positions.map(([, y]) => y),
});

/** A star around a centre, wound either way: always valid, seldom convex. */
export function star(vertices: number): fc.Arbitrary<Position[]> {
  return fc
    .tuple(
      fc.integer({ min: -4000, max: 4000 }),
      fc.integer({ min: -4000, max: 4000 }),
      fc.array(fc.integer({ min: 600, max: 4000 }), { minLength: vertices, maxLength: vertices }),
      fc.boolean(),
    )
    .map(([cx, cy, radii, turned]) => {
      const ring = radii.map((r, k): Position => {
        const angle = (2 * Math.PI * k) / radii.length;
        return [Math.round(cx + r * Math.cos(angle)), Math.round(cy + r * Math.sin(angle))];
      });
      return turned ? [...ring, ring[0]].reverse() : [...ring, ring[0]];
    });
}

/** Half the size about its middle: a hole that touches nothing, or an island in such a hole. */
export function shrunk(ring: readonly Position[]): Position[] {
  const open = ring.slice(1);
  const mean = (axis: 0 | 1) => open.reduce((sum, p) => sum + p[axis], 0) / open.length;
  const [cx, cy] = [mean(0), mean(1)];
  return ring.map(([x, y]) => [Math.round(cx + (x - cx) / 3), Math.round(cy + (y - cy) / 3)]);
}
