/** A layer of polygons, indexed for tiles. */

import { type InPieces, whole } from '../../server/engine/in-pieces.ts';
import { ByZoom } from '../geometry/by-zoom.ts';
import { type Box, clipRing } from '../geometry/clip.ts';
import { type Boxes, GridIndex } from '../geometry/grid.ts';
import { type Level, readChunk } from '../geometry/level.ts';
import { madeSound } from '../geometry/made-sound.ts';
import { coarser, FAR_ZOOM, tolerance } from '../geometry/pack.ts';
import { type PackedRings, packRings } from '../geometry/pack-rings.ts';
import { dropSpikes, ringArea2, tidyRing } from '../geometry/ring.ts';
import type { WorldRings } from '../geometry/world.ts';
import { POLYGON } from './layer-writer.ts';
import type { Tags } from './tags.ts';
import type { TileWork } from './tile-work.ts';

export interface PolygonLayer {
  readonly rings: WorldRings;
  readonly ids: ArrayLike<number>;
  readonly districtNumber: number;
  readonly maxzoom: number;
}

interface ZoomIndex {
  readonly level: Level;
  /** Ring r has chunks chunksOf[r] .. chunksOf[r + 1] - 1. */
  readonly chunksOf: Uint32Array;
  readonly featureOf: Uint32Array;
  readonly isOuter: Uint8Array;
  readonly boxes: Boxes;
  readonly grid: GridIndex;
}

export class PolygonIndex {
  private readonly layer: PolygonLayer;
  private readonly zooms = new ByZoom((zoom) => this.packZoom(zoom));
  private far: WorldRings | undefined;

  constructor(layer: PolygonLayer) {
    this.layer = layer;
  }

  get byteLength(): number {
    let bytes = (this.layer.rings.x.length + (this.far?.x.length ?? 0)) * 12;
    for (const { level, grid, featureOf } of this.zooms.values())
      bytes += level.byteLength + grid.byteLength + featureOf.length * 25;
    return bytes;
  }

  /** Adds what the tile holds of the layer. */
  encode(work: TileWork, tags: Tags): void {
    const index = this.zooms.get(work.zoom);
    const { box, pen, out } = work;
    const { hits } = index.grid;
    const found = index.grid.search(box.minX, box.minY, box.maxX, box.maxY);
    for (let k = 0; k < found; ) {
      const from = k;
      const feature = index.featureOf[hits[from]];
      while (k < found && index.featureOf[hits[k]] === feature) k++;
      pen.begin(work.cornerX, work.cornerY);
      drawFeature(work, index, hits.subarray(from, k));
      if (pen.end() === 0) continue;
      tags.feature(out.tags, feature);
      out.feature(POLYGON, pen.out, this.layer.ids[feature], this.layer.districtNumber);
    }
  }

  prepareSome(zoom: number): boolean {
    return this.zooms.step(zoom);
  }

  private *packZoom(zoom: number): InPieces<ZoomIndex> {
    const { rings, maxzoom } = this.layer;
    const kept = yield* this.ringsFor(zoom);
    const packed = yield* packRings(kept, zoom, tolerance(zoom, maxzoom), rings);
    yield;
    return indexRings(packed);
  }

  private *ringsFor(zoom: number): InPieces<WorldRings> {
    const { rings, maxzoom } = this.layer;
    if (zoom > FAR_ZOOM) return rings;
    this.far ??= { ...rings, ...(yield* coarser(rings, tolerance(FAR_ZOOM, maxzoom))) };
    return this.far;
  }
}

/** Writes the rings (of one feature) as the box leaves them: bytes as they are where all lie in it, else cut and, where that made edges meet, mended. */
function drawFeature({ box, pen }: TileWork, index: ZoomIndex, rings: Uint32Array): void {
  if (rings.every((ring) => within(index.boxes, ring, box))) {
    for (const ring of rings) pen.wholeRing(index.level, index.chunksOf[ring], index.chunksOf[ring + 1]);
    return;
  }
  for (const polygon of whole(madeSound(cutPolygons(index, rings, box), box)))
    for (const [ring, points] of polygon.entries())
      pen.ring(ringArea2(points) > 0 === (ring === 0) ? points : reversed(points));
}

function cutPolygons(index: ZoomIndex, rings: Uint32Array, box: Box): number[][][] {
  const { isOuter } = index;
  const polygons: number[][][] = [];
  let current: number[][] = []; // of the outer ring, when something is left of it
  for (const ring of rings) {
    const points = cutRing(index, ring, box);
    if (isOuter[ring] === 1) current = [];
    if (points.length === 0 || (isOuter[ring] === 0 && current.length === 0)) continue;
    if (current.push(points) === 1) polygons.push(current);
  }
  return polygons;
}

function cutRing({ level, chunksOf, boxes, isOuter }: ZoomIndex, ring: number, box: Box): number[] {
  const points = nearPoints(level, chunksOf[ring], chunksOf[ring + 1], box);
  if (within(boxes, ring, box)) return points;
  return isOuter[ring] === 1 ? tidyRing(clipRing(points, box), box) : dropSpikes(clipRing(points, box));
}

/**
 * The ring's points, without those of chunks that lie wholly beyond one side of the box: of a run of chunks beyond the
 * same side only the first point stays. The way is then straight, but still beyond that side, so what the box cuts out
 * is the same, and a ring of 10,000 points costs a tile only those near it.
 */
function nearPoints(level: Level, from: number, to: number, box: Box): number[] {
  const points: number[] = [];
  let run = 0; // the sides that all chunks of the run are beyond
  for (let c = from; c < to; c++) {
    const beyond = sidesBeyond(level, c, box);
    if (beyond === 0) readChunk(level, c, c === to - 1, points);
    else if ((run & beyond) === 0) points.push(level.x[c], level.y[c]);
    run = (run & beyond) === 0 ? beyond : run & beyond;
  }
  return points;
}

/** One bit for each side of the box that the chunk lies wholly beyond. */
function sidesBeyond(level: Level, c: number, box: Box): number {
  const west = level.maxX[c] < box.minX ? 1 : 0;
  const east = level.minX[c] > box.maxX ? 2 : 0;
  const north = level.maxY[c] < box.minY ? 4 : 0;
  const south = level.minY[c] > box.maxY ? 8 : 0;
  return west | east | north | south;
}

function within(boxes: Boxes, i: number, box: Box): boolean {
  return (
    boxes.minX[i] >= box.minX && boxes.maxX[i] <= box.maxX && boxes.minY[i] >= box.minY && boxes.maxY[i] <= box.maxY
  );
}

function reversed(points: readonly number[]): number[] {
  const back: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) back.push(points[i], points[i + 1]);
  return back;
}

/** Gathers the chunks of each ring and their common box. */
function indexRings({ level, featureOf, isOuter }: PackedRings): ZoomIndex {
  const starts: number[] = [];
  for (let c = 0; c < level.count; c++) if (c === 0 || level.part[c] !== level.part[c - 1]) starts.push(c);
  const chunksOf = Uint32Array.from([...starts, level.count]);
  const over = (values: Int32Array, pick: (a: number, b: number) => number) =>
    Int32Array.from(starts, (start, r) => values.subarray(start, chunksOf[r + 1]).reduce(pick));
  const least = (a: number, b: number) => Math.min(a, b);
  const most = (a: number, b: number) => Math.max(a, b);
  const boxes = {
    count: starts.length,
    minX: over(level.minX, least),
    minY: over(level.minY, least),
    maxX: over(level.maxX, most),
    maxY: over(level.maxY, most),
  };
  return { level, chunksOf, featureOf, isOuter, boxes, grid: new GridIndex(boxes) };
}
