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

function pushBox(boxes: Boxes, { minX, minY, maxX, maxY }: FeatureMarks, i: number): void {
  if (minX[i] <= maxX[i]) boxes.push(minX[i], minY[i], maxX[i], maxY[i]);
}

/** Tiles of one zoom that the boxes reach, as y × 2^zoom + x. */
export function touchedTiles(boxes: Boxes, zoom: number): Set<number> {
  const tiles = new Tiles(zoom, new Set());
  for (let k = 0; k < boxes.length; k += 4) tiles.add(boxes[k], boxes[k + 1], boxes[k + 2], boxes[k + 3]);
  return tiles.numbers;
}

/** Tiles of one zoom that the features of some layers reach, as y × 2^zoom + x; added to those given. */
export function reachedTiles(layers: Iterable<FeatureMarks>, zoom: number, known = new Set<number>()): Set<number> {
  const tiles = new Tiles(zoom, known);
  for (const { ids, minX, minY, maxX, maxY } of layers)
    for (let i = 0; i < ids.length; i++) if (minX[i] <= maxX[i]) tiles.add(minX[i], minY[i], maxX[i], maxY[i]);
  return tiles.numbers;
}

/** Gathers tiles of one zoom. A hot loop: every feature at every zoom (`npm run bench -- pyramid`). */
class Tiles {
  readonly numbers: Set<number>;
  private readonly side: number;
  private readonly perWorldUnit: number;
  private readonly margin: number;
  private last = -1;

  constructor(zoom: number, numbers: Set<number>) {
    this.numbers = numbers;
    this.side = 2 ** zoom;
    this.perWorldUnit = 1 / (2 ** unitShift(zoom) * TILE_EXTENT);
    this.margin = MARGIN_UNITS / TILE_EXTENT;
  }

  add(minX: number, minY: number, maxX: number, maxY: number): void {
    const { side, perWorldUnit, margin } = this;
    const west = Math.max(0, Math.floor(minX * perWorldUnit - margin));
    const north = Math.max(0, Math.floor(minY * perWorldUnit - margin));
    const east = Math.min(side - 1, Math.floor(maxX * perWorldUnit + margin));
    const south = Math.min(side - 1, Math.floor(maxY * perWorldUnit + margin));
    for (let y = north; y <= south; y++)
      for (let x = west; x <= east; x++) {
        const number = y * side + x;
        if (number !== this.last) this.numbers.add(number); // neighbours in a list are mostly neighbours on the ground
        this.last = number;
      }
  }
}
