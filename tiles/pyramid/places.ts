/** Where a tile set has anything to show. */
import { type InPieces, whole } from '../../server/engine/in-pieces.ts';
import type { DistrictTiles } from '../layer.ts';
import { reachedTiles } from './touched-tiles.ts';

/** Tiles of the zoom that some feature reaches, as y × 2^zoom + x; some of them may turn out empty. */
export const placesOf = (set: DistrictTiles, zoom: number): Set<number> => whole(placesInPieces(set, zoom));

/** A layer at a time. */
export function* placesInPieces(set: DistrictTiles, zoom: number): InPieces<Set<number>> {
  const places = new Set<number>();
  for (const layer of set.layers.values()) {
    if (!layer.isShown(zoom)) continue;
    reachedTiles([layer.marks], zoom, places);
    yield;
  }
  return places;
}
