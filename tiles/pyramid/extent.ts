/** How far the layers of a tile set reach. */
import type { InPieces } from '../../server/engine/in-pieces.ts';
import { latitude, longitude } from '../geometry/world.ts';
import type { LayerIndex } from '../layer.ts';

/** West, south, east, north in degrees (EPSG:4326) over every feature; null when there is none. A layer at a time. */
export function* extentInPieces(
  layers: Iterable<LayerIndex>,
): InPieces<[west: number, south: number, east: number, north: number] | null> {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { marks } of layers) {
    for (let i = 0; i < marks.ids.length; i++) {
      if (marks.minX[i] > marks.maxX[i]) continue;
      minX = Math.min(minX, marks.minX[i]);
      minY = Math.min(minY, marks.minY[i]);
      maxX = Math.max(maxX, marks.maxX[i]);
      maxY = Math.max(maxY, marks.maxY[i]);
    }
    yield;
  }
  return minX > maxX ? null : [longitude(minX), latitude(maxY), longitude(maxX), latitude(minY)];
}
