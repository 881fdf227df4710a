/** Polygons made sound: as they are where they are, else mended, those of many rings only where rings meet. */

import type { InPieces } from '../../server/engine/in-pieces.ts';
import type { Box } from './clip.ts';
import { mended } from './geos.ts';
import { mendedInGroups } from './mended-groups.ts';
import { flawsOf, type Polygons } from './sound.ts';

/** Vertices that one call of GEOS mends in some milliseconds. */
const ONE_CALL = 1_000;

/** @param box that cut the polygons, which were sound before. */
export function* madeSound(polygons: Polygons, box?: Box): InPieces<Polygons> {
  const flaws = yield* flawsOf(polygons, box);
  if (flaws === undefined) return polygons;
  const vertices = polygons.flat().reduce((sum, ring) => sum + ring.length / 2, 0);
  if (vertices > ONE_CALL) return yield* mendedInGroups(polygons, flaws, box);
  const made = mended(polygons, box);
  yield; // a millisecond, however few its vertices: dozens of small features would be one piece
  return made;
}
