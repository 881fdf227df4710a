/** Which tiles show what has changed between two versions of a layer. */

import { unitShift } from '../geometry/pack.ts';
import { TILE_BUFFER, TILE_EXTENT } from '../manifest.ts';
import type { FeatureMarks } from './feature-marks.ts';

/**
 * Beyond the tile's own buffer: the widest thinning cell of points (encode/points.ts), since a point that comes or goes
 * changes which one of its cell stands, and a unit for rounding.
 */
const MARGIN_UNITS = TILE_BUFFER + 256 + 1;

/** West, north, east, south in world units, four numbers a box. */
export type Boxes = number[];

/** The boxes of features that came, went, or look different; both boxes of one that moved. */
export function changedBoxes(before: FeatureMarks | undefined, after: FeatureMarks): Boxes {
  const boxes: Boxes = [];
  const old = new Map<number, number>();
  for (let i = 0; before && i < before.ids.length; i++) old.set(before.ids[i], i);
  for (let i = 0; i < after.ids.length; i++) {
    const was = old.get(after.ids[i]);
    old.delete(after.ids[i]);
    if (was !== undefined && before!.mark[was] === after.mark[i]) continue;
    pushBox(boxes, after, i);
    if (was !== undefined) pushBox(boxes, before!, was);
  }
  for (const was of old.values()) pushBox(boxes, before!, was);
  return boxes;
}

/** The boxes of all features that have any. */
export function allBoxes(marks: FeatureMarks): Boxes {
  const boxes: Boxes = [];
  for (let i = 0; i < marks.ids.length; i++) pushBox(boxes, marks, i);
  return boxes;
}

function pushBox(boxes: Boxes, { minX, minY, maxX, maxY }: FeatureMarks, i: number): void {
  if (minX[i] <= maxX[i]) boxes.push(minX[i], minY[i], maxX[i], maxY[i]);
}

/** Tiles of one zoom that the boxes reach, as y × 2^zoom + x. */
export function touchedTiles(boxes: Boxes, zoom: number): Set<number> {
  const tiles = new Set<number>();
  const shift = unitShift(zoom);
  const side = 2 ** zoom;
  const tile = (world: number, margin: number) =>
    Math.min(side - 1, Math.max(0, Math.floor((world / 2 ** shift + margin) / TILE_EXTENT)));
  for (let k = 0; k < boxes.length; k += 4) {
    const [west, north] = [tile(boxes[k], -MARGIN_UNITS), tile(boxes[k + 1], -MARGIN_UNITS)];
    const [east, south] = [tile(boxes[k + 2], MARGIN_UNITS), tile(boxes[k + 3], MARGIN_UNITS)];
    for (let y = north; y <= south; y++) for (let x = west; x <= east; x++) tiles.add(y * side + x);
  }
  return tiles;
}
