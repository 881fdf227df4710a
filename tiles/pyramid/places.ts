/** Where a tile set has anything to show. */
import type { TileSet } from '../tile-set.ts';
import { allBoxes, touchedTiles } from './touched-tiles.ts';

/** Tiles of the zoom that some feature reaches, as y × 2^zoom + x; some of them may turn out empty. */
export function placesOf(set: TileSet, zoom: number): Set<number> {
  return touchedTiles(
    [...set.layers.values()].flatMap(({ marks }) => allBoxes(marks)),
    zoom,
  );
}
