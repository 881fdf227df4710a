/** Where a tile set has anything to show. */
import { type InPieces, whole } from '../../server/engine/in-pieces.ts';
import type { DistrictTiles } from '../layer.ts';
import type { FeatureMarks } from './feature-marks.ts';
import { DRAWN_REACH, TilesOfZoom } from './tiles-of-zoom.ts';

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

/** Tiles of one zoom that the boxes of some layers' features reach; added to those given. To go along every vertex would cost more than some empty tiles. */
export function reachedTiles(layers: Iterable<FeatureMarks>, zoom: number, known = new Set<number>()): Set<number> {
  const tiles = new TilesOfZoom(zoom, DRAWN_REACH, known);
  for (const { ids, minX, minY, maxX, maxY } of layers)
    for (let i = 0; i < ids.length; i++) if (minX[i] <= maxX[i]) tiles.addBox(minX[i], minY[i], maxX[i], maxY[i]);
  return tiles.numbers;
}
