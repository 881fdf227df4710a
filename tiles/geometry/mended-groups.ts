/**
 * Mends a feature of many rings: those that meet go to GEOS together, the others stay as they are. A call of GEOS takes as
 * long as its rings are many, and cannot be done in pieces.
 */

import type { InPieces } from '../../server/engine/in-pieces.ts';
import type { Box } from './clip.ts';
import { type Edges, edgesOf } from './edges.ts';
import { mended } from './geos.ts';
import type { GroupedRing } from './grouped-rings.ts';
import { type Meeting, meetings } from './meetings.ts';
import { type Misplaced, polygonsOf } from './placed-rings.ts';
import { RingGroups } from './ring-groups.ts';
import type { Polygons } from './sound.ts';
import { stripsOf } from './strips.ts';

/** After which all is one group: each round makes groups larger, since what GEOS moves may meet what it had not. */
const MOST_ROUNDS = 8;

/** @param met the rings that meet. @param box that cut them. */
export function* mendedInGroups(polygons: Polygons, met: readonly Meeting[], box?: Box): InPieces<Polygons> {
  const groups = new RingGroups(polygons, box);
  yield* groups.partAll(met);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const rings = yield* groups.grouped();
    const edges = edgesOf(rings.map(({ points }) => points));
    const strips = stripsOf(edges);
    yield;
    const meet = yield* meetings(edges, strips, edgesOfMended(edges, rings, groups));
    const apart = meet.filter(([a, b]) => rings[a].group !== rings[b].group);
    for (const [a, b] of apart) groups.unite(rings[a].group, rings[b].group);
    if (apart.length > 0) continue;
    const { placed, misplaced } = yield* polygonsOf(rings, edges, strips, groups);
    if (misplaced.length === 0) return placed;
    for (const each of misplaced) bringTogether(groups, each);
  }
  return mended(polygons, box);
}

/** Only what GEOS made can meet anything that did not meet before. */
function edgesOfMended(edges: Edges, rings: readonly GroupedRing[], groups: RingGroups): Uint8Array {
  return Uint8Array.from(edges.ring, (ring) => Number(groups.isMended(rings[ring].group)));
}

function bringTogether(groups: RingGroups, { ring, within }: Misplaced): void {
  if (within) groups.unite(ring.group, within.group);
  if (ring.polygon !== undefined && (!within || within.isOuter)) groups.uniteWithOuter(ring);
}
