/** Rings as their groups left them. */
import type { Box } from './clip.ts';
import { mended } from './geos.ts';
import { extent, isInside, pointInside, ringArea2 } from './ring.ts';
import type { Polygons } from './sound.ts';

type Ring = readonly number[];

/** A ring as its group left it. */
export interface GroupedRing {
  readonly points: Ring;
  readonly area2: number;
  readonly isOuter: boolean;
  readonly group: number;
  /** The ring around it, where its own group has that. */
  readonly inside?: GroupedRing;
  /** Of a group of holes: the polygon given that they are of. */
  readonly polygon?: number;
}

/** Polygons, each hole inside its outer ring. */
export function areas(polygons: Polygons, group: number): GroupedRing[] {
  return polygons.flatMap(([first, ...holes]) => {
    const outer = grouped(first, { isOuter: true, group });
    return [outer, ...holes.map((hole) => grouped(hole, { isOuter: false, group, inside: outer }))];
  });
}

/** A hole whose group does not know what it is cut out of. */
export function freeHole(points: Ring, group: number, polygon: number): GroupedRing {
  return grouped(points, { isOuter: false, group, polygon });
}

/** Cut out of a frame around them: what else is left of it is water that they enclose. */
export function mendedHoles(holes: readonly Ring[], group: number, polygon: number, box?: Box): GroupedRing[] {
  const frame = frameAround(holes);
  const [framed, enclosed] = [mended([[frame, ...holes]], box), [] as number[][][]];
  const lands: GroupedRing[] = [];
  for (const rings of framed)
    if (Math.abs(ringArea2(rings[0])) < ringArea2(frame)) enclosed.push(rings);
    else for (const land of rings.slice(1)) lands.push(freeHole(land, group, polygon));
  return [...lands, ...enclosed.flatMap((rings) => water(rings, lands, group, polygon))];
}

function water([shore, ...isles]: readonly Ring[], lands: readonly GroupedRing[], group: number, polygon: number) {
  const at = pointInside(shore);
  const inside = lands.find(({ points }) => isInside(points, at));
  const outer = grouped(shore, { isOuter: true, group, polygon, inside });
  return [outer, ...isles.map((isle) => grouped(isle, { isOuter: false, group, inside: outer }))];
}

function frameAround(rings: readonly Ring[]): number[] {
  const [west, east] = extent(rings.flat(), 0);
  const [north, south] = extent(rings.flat(), 1);
  return [west - 1, north - 1, east + 1, north - 1, east + 1, south + 1, west - 1, south + 1];
}

function grouped(points: Ring, of: Omit<GroupedRing, 'points' | 'area2'>): GroupedRing {
  return { points, area2: Math.abs(ringArea2(points)), ...of };
}
