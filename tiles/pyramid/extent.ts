/** How far the layers of a tile set reach. */
import { latitude, longitude } from '../geometry/world.ts';
import type { LayerIndex } from '../layer.ts';
import { allBoxes } from './touched-tiles.ts';

/** West, south, east, north in degrees (EPSG:4326) over every feature; null when there is none. */
export function extentOf(layers: Iterable<LayerIndex>): [number, number, number, number] | null {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { marks } of layers) {
    const boxes = allBoxes(marks);
    for (let k = 0; k < boxes.length; k += 4) {
      minX = Math.min(minX, boxes[k]);
      minY = Math.min(minY, boxes[k + 1]);
      maxX = Math.max(maxX, boxes[k + 2]);
      maxY = Math.max(maxY, boxes[k + 3]);
    }
  }
  return minX > maxX ? null : [longitude(minX), latitude(maxY), longitude(maxX), latitude(minY)];
}
