/** Polygons of rings that do not meet: each hole in the ring that it is cut out of. */

import { type InPieces, Turns } from '../../server/engine/in-pieces.ts';
import { COMPARISONS, type Edges } from './edges.ts';
import type { GroupedRing } from './grouped-rings.ts';
import { RingsAround } from './nested.ts';
import type { RingGroups } from './ring-groups.ts';
import type { Polygons } from './sound.ts';
import type { Strips } from './strips.ts';

/** A ring that may not lie where it does: within that ring, or within none. */
export interface Misplaced {
  readonly ring: GroupedRing;
  readonly within?: GroupedRing;
}

export interface Placed {
  readonly placed: Polygons;
  readonly misplaced: readonly Misplaced[];
}

export function* polygonsOf(
  rings: readonly GroupedRing[],
  edges: Edges,
  strips: Strips,
  groups: RingGroups,
): InPieces<Placed> {
  const polygons = new Map<GroupedRing, (readonly number[])[]>();
  for (const ring of rings) if (ring.isOuter) polygons.set(ring, [ring.points]);
  const misplaced: Misplaced[] = [];
  const around = new RingsAround(edges, strips, rings.length);
  const turns = new Turns(COMPARISONS);
  for (let first = 0; first < edges.count; first++) {
    if (first > 0 && edges.ring[first - 1] === edges.ring[first]) continue;
    const ring = rings[edges.ring[first]];
    const others = around.find(first).map((r) => rings[r]);
    const within = innermost(others.filter(({ group }) => group !== ring.group));
    if (!isPlaced(ring, within, groups)) misplaced.push({ ring, within });
    else if (!ring.isOuter) polygons.get((ring.inside ?? within)!)!.push(ring.points);
    if (turns.isOver(around.looked)) yield;
  }
  return { placed: [...polygons.values()], misplaced };
}

/** What its group knows to be around it must be the nearest; else an outer ring lies in a hole or in nothing, a hole in its outer ring. */
function isPlaced(ring: GroupedRing, within: GroupedRing | undefined, groups: RingGroups): boolean {
  if (ring.inside) return within === undefined || within.area2 > ring.inside.area2;
  if (ring.isOuter) return !within?.isOuter;
  return within?.isOuter === true && groups.isCutOutOf(ring, within);
}

/** Rings around one place that do not meet lie in each other. */
function innermost(rings: readonly GroupedRing[]): GroupedRing | undefined {
  return rings.reduce<GroupedRing | undefined>((a, b) => (a && a.area2 <= b.area2 ? a : b), undefined);
}
