/** A layer of lines, indexed for tiles. */

import type { InPieces } from '../../server/engine/in-pieces.ts';
import { ByZoom } from '../geometry/by-zoom.ts';
import { GridIndex } from '../geometry/grid.ts';
import type { Level } from '../geometry/level.ts';
import { coarser, FAR_ZOOM, packLines, tolerance } from '../geometry/pack.ts';
import type { WorldLines } from '../geometry/world.ts';
import { LINE } from './layer-writer.ts';
import type { Tags } from './tags.ts';
import type { TileWork } from './tile-work.ts';

export interface LineLayer {
  readonly lines: WorldLines;
  readonly ids: ArrayLike<number>;
  readonly districtNumber: number;
  /** The feature of each line. */
  readonly featureOf: Uint32Array;
  /** The merge class of each feature. */
  readonly classOf: Int32Array;
  readonly mergeBelow: number;
  readonly maxzoom: number;
}

interface ZoomIndex {
  readonly level: Level;
  readonly grid: GridIndex;
}

export class LineIndex {
  private readonly layer: LineLayer;
  /** Lines by class, then feature, so that merged and single features alike are runs of chunks. */
  private readonly order: Uint32Array;
  private readonly zooms = new ByZoom((zoom) => this.packZoom(zoom));
  private far: WorldLines | undefined;

  constructor(layer: LineLayer) {
    this.layer = layer;
    const { classOf, featureOf } = layer;
    this.order = Uint32Array.from(featureOf.keys()).sort(
      (a, b) => classOf[featureOf[a]] - classOf[featureOf[b]] || a - b,
    );
  }

  get byteLength(): number {
    let bytes = (this.layer.lines.x.length + (this.far?.x.length ?? 0)) * 12;
    for (const { level, grid } of this.zooms.values()) bytes += level.byteLength + grid.byteLength;
    return bytes;
  }

  /** Adds what the tile holds of the layer. */
  encode(work: TileWork, tags: Tags): void {
    const index = this.zooms.get(work.zoom);
    const found = index.grid.search(work.box.minX, work.box.minY, work.box.maxX, work.box.maxY);
    if (work.zoom < this.layer.mergeBelow) this.encodeClasses(work, tags, index, found);
    else this.encodeFeatures(work, tags, index, found);
  }

  private encodeFeatures(work: TileWork, tags: Tags, { level, grid }: ZoomIndex, found: number): void {
    const { featureOf, ids, districtNumber } = this.layer;
    const { hits } = grid;
    for (let k = 0; k < found; ) {
      const feature = featureOf[level.part[hits[k]]];
      work.pen.begin(work.cornerX, work.cornerY);
      while (k < found && featureOf[level.part[hits[k]]] === feature) draw(work, level, hits[k++]);
      if (work.pen.end() === 0) continue;
      tags.feature(work.out.tags, feature);
      work.out.feature(LINE, work.pen.out, ids[feature], districtNumber);
    }
  }

  private encodeClasses(work: TileWork, tags: Tags, { level, grid }: ZoomIndex, found: number): void {
    const { featureOf, classOf } = this.layer;
    const { hits } = grid;
    for (let k = 0; k < found; ) {
      const group = classOf[featureOf[level.part[hits[k]]]];
      let merged = 0;
      let counted = -1;
      work.pen.begin(work.cornerX, work.cornerY);
      for (; k < found; k++) {
        const feature = featureOf[level.part[hits[k]]];
        if (classOf[feature] !== group) break;
        const before = work.pen.out.length;
        draw(work, level, hits[k]);
        if (feature === counted || work.pen.out.length === before) continue;
        counted = feature;
        merged++;
      }
      if (work.pen.end() === 0) continue;
      tags.class(work.out.tags, group);
      tags.computed(work.out.tags, merged);
      work.out.feature(LINE, work.pen.out, -1, 0);
    }
  }

  prepareSome(zoom: number): boolean {
    return this.zooms.step(zoom);
  }

  private *packZoom(zoom: number): InPieces<ZoomIndex> {
    const lines = yield* this.linesFor(zoom);
    const level = yield* packLines(lines, this.order, zoom, tolerance(zoom, this.layer.maxzoom));
    yield;
    return { level, grid: new GridIndex(level) };
  }

  private *linesFor(zoom: number): InPieces<WorldLines> {
    const { lines, maxzoom } = this.layer;
    if (zoom > FAR_ZOOM) return lines;
    this.far ??= yield* coarser(lines, tolerance(FAR_ZOOM, maxzoom));
    return this.far;
  }
}

/** One chunk: copied when the box holds it whole, else clipped. */
function draw({ box, pen }: TileWork, level: Level, c: number): void {
  const whole =
    level.minX[c] >= box.minX && level.maxX[c] <= box.maxX && level.minY[c] >= box.minY && level.maxY[c] <= box.maxY;
  if (whole) pen.chunk(level, c);
  else pen.clippedChunk(level, c, box);
}
