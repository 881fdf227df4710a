/** A layer of points, thinned by rank at low zoom and indexed for tiles. */

import type { InPieces } from '../../server/engine/in-pieces.ts';
import { ByZoom } from '../geometry/by-zoom.ts';
import { GridIndex } from '../geometry/grid.ts';
import { unitShift } from '../geometry/pack.ts';
import { POINT } from './layer-writer.ts';
import type { Tags } from './tags.ts';
import type { TileWork } from './tile-work.ts';

/**
 * Side of a thinning cell in bits of tile units: 16 pixels of a 512-pixel tile, a little more than a symbol with its halo
 * at zoom 12; farther out twice that, or the rivers could not be read between the symbols.
 */
export const cellBits = (zoom: number): number => (zoom < 12 ? 8 : 7);

export interface PointLayer {
  /** World units. */
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly ids: ArrayLike<number>;
  readonly districtNumber: number;
  readonly rank: ArrayLike<number>;
  readonly thinBelow: number;
  /** Whether features say how many they stand for. */
  readonly counted: boolean;
}

/** Points thinned in one piece of work: some milliseconds. */
const PIECE = 4_000;

interface ZoomIndex {
  /** Points shown at this zoom: their feature, how many they stand for, their place in tile units. */
  readonly feature: Uint32Array;
  readonly count: Uint32Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly grid: GridIndex;
}

export class PointIndex {
  private readonly layer: PointLayer;
  private readonly zooms = new ByZoom((zoom) => this.pack(zoom));

  constructor(layer: PointLayer) {
    this.layer = layer;
  }

  get byteLength(): number {
    let bytes = this.layer.x.length * 8;
    for (const { feature, grid } of this.zooms.values()) bytes += feature.length * 16 + grid.byteLength;
    return bytes;
  }

  /** Adds what the tile holds of the layer. */
  encode({ zoom, box, pen, out, cornerX, cornerY }: TileWork, tags: Tags): void {
    const { grid, x, y, feature, count } = this.zooms.get(zoom);
    const { ids, districtNumber, counted } = this.layer;
    const found = grid.search(box.minX, box.minY, box.maxX, box.maxY);
    for (let k = 0; k < found; k++) {
      const i = grid.hits[k];
      pen.begin(cornerX, cornerY);
      pen.point(x[i], y[i]);
      tags.feature(out.tags, feature[i]);
      if (counted) tags.computed(out.tags, count[i]);
      out.feature(POINT, pen.out, ids[feature[i]], districtNumber);
    }
  }

  prepareSome(zoom: number): boolean {
    return this.zooms.step(zoom);
  }

  private *pack(zoom: number): InPieces<ZoomIndex> {
    const shift = unitShift(zoom);
    const half = shift > 0 ? 1 << (shift - 1) : 0;
    const allX = this.layer.x.map((value) => (value + half) >> shift);
    const allY = this.layer.y.map((value) => (value + half) >> shift);
    yield;
    const standing = zoom < this.layer.thinBelow ? yield* this.thin(allX, allY, cellBits(zoom)) : undefined;
    const feature = standing ? Uint32Array.from(standing.keys()).sort() : Uint32Array.from(allX.keys());
    const count = standing ? feature.map((i) => standing.get(i)!) : new Uint32Array(allX.length).fill(1);
    const x = Int32Array.from(feature, (i) => allX[i]);
    const y = Int32Array.from(feature, (i) => allY[i]);
    yield;
    const boxes = { count: feature.length, minX: x, maxX: x, minY: y, maxY: y };
    return { feature, count, x, y, grid: new GridIndex(boxes) };
  }

  /** Which features stand, and for how many. Cells divide tiles evenly, so every tile agrees. */
  private *thin(x: Int32Array, y: Int32Array, bits: number): InPieces<Map<number, number>> {
    const best = new Map<number, number>();
    const size = new Map<number, number>();
    for (let i = 0; i < x.length; i++) {
      const cell = (y[i] >> bits) * 2 ** 24 + (x[i] >> bits);
      const other = best.get(cell);
      if (other === undefined || this.before(i, other)) best.set(cell, i);
      size.set(cell, (size.get(cell) ?? 0) + 1);
      if (i % PIECE === PIECE - 1) yield;
    }
    yield;
    const standing = new Map<number, number>();
    for (const [cell, i] of best) standing.set(i, size.get(cell)!);
    return standing;
  }

  private before(a: number, b: number): boolean {
    const { rank, ids } = this.layer;
    return rank[a] !== rank[b] ? rank[a] < rank[b] : ids[a] < ids[b];
  }
}
