/** Where a tile set has anything to show. */
import type { DistrictTiles } from '../layer.ts';
import { reachedTiles } from './touched-tiles.ts';

/** Tiles of the zoom that some feature reaches, as y × 2^zoom + x; some of them may turn out empty. */
export function placesOf(set: DistrictTiles, zoom: number): Set<number> {
  const shown = [...set.layers.values()].filter((layer) => layer.isShown(zoom));
  return reachedTiles(
    shown.map(({ marks }) => marks),
    zoom,
  );
}
