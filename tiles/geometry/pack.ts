/** Packs lines and rings for one zoom: the importance filter, rounding, cleaning, and the chunks of level.ts. */
import { TILE_EXTENT } from '../manifest.ts';
import type { InPieces } from './in-pieces.ts';
import { type Level, LevelBuilder } from './level.ts';
import { WORLD_BITS, type WorldLines, type WorldRings } from './world.ts';

const EXTENT_BITS = Math.log2(TILE_EXTENT);
/** Tile units a left-out vertex may lie off the line: a quarter of a pixel of 256 to a tile. */
const TOLERANCE_UNITS = 4;

/** Zooms up to this one are packed from a copy without the vertices that it leaves out, about three quarters of them. */
export const FAR_ZOOM = 14;

/** World units per tile unit, as a shift. */
export function unitShift(zoom: number): number {
  return WORLD_BITS - EXTENT_BITS - zoom;
}

/** The tolerance of a zoom in world units; the last zoom keeps everything, since clients draw it larger. */
export function tolerance(zoom: number, maxzoom: number): number {
  return zoom >= maxzoom ? 0 : TOLERANCE_UNITS * 2 ** unitShift(zoom);
}

/** Vertices looked at in one piece of work: some milliseconds. */
const PIECE = 15_000;

/** What becomes of a line that is shorter than a tile unit: nothing, or one unit to the east. */
export type ShortLines = 'vanish' | 'stay';

/** Packs the lines in the given order. Parts are line numbers. */
export function* packLines(
  lines: WorldLines,
  order: Uint32Array,
  zoom: number,
  keep: number,
  short: ShortLines,
): InPieces<Level> {
  const { first } = lines;
  const builder = new LevelBuilder(order.length, lines.x.length >> (keep > 0 ? 2 : 0));
  let seen = 0;
  for (const line of order) {
    packLine(builder, lines, line, unitShift(zoom), keep, short);
    seen += first[line + 1] - first[line];
    if (seen < PIECE) continue;
    seen = 0;
    yield;
  }
  return builder.finish();
}

/** A hot loop: a function of its own, for what yields is not optimised as well. */
function packLine(
  builder: LevelBuilder,
  { first, x, y, importance }: WorldLines,
  line: number,
  shift: number,
  keep: number,
  short: ShortLines,
) {
  const half = shift > 0 ? 1 << (shift - 1) : 0;
  let px = (x[first[line]] + half) >> shift;
  let py = (y[first[line]] + half) >> shift;
  builder.start(line, px, py);
  let drawn = short === 'vanish';
  for (let i = first[line] + 1; i < first[line + 1]; i++) {
    if (importance[i] < keep) continue;
    const nx = (x[i] + half) >> shift;
    const ny = (y[i] + half) >> shift;
    if (nx === px && ny === py) continue;
    builder.step(nx, ny);
    drawn = true;
    px = nx;
    py = ny;
  }
  if (!drawn) builder.step(px + 1, py);
  builder.end();
}

/** The lines without the vertices that the tolerance leaves out: coarser zooms need not look at those again. */
export function* coarser(lines: WorldLines, keep: number): InPieces<WorldLines> {
  const { count, first, importance } = lines;
  const starts = new Uint32Array(count + 1);
  for (let line = 0; line < count; line++)
    starts[line + 1] = starts[line] + countKept(importance, first[line], first[line + 1], keep);
  const size = starts[count];
  const kept = { x: new Int32Array(size), y: new Int32Array(size), importance: new Float32Array(size) };
  let seen = 0;
  for (let line = 0; line < count; line++) {
    copyKept(lines, line, keep, kept, starts[line]);
    seen += first[line + 1] - first[line];
    if (seen < PIECE) continue;
    seen = 0;
    yield;
  }
  yield; // packing them is a piece of its own
  return { count, first: starts, ...kept };
}

function countKept(importance: Float32Array, from: number, to: number, keep: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (importance[i] >= keep) count++;
  return count;
}

type Vertices = Pick<WorldLines, 'x' | 'y' | 'importance'>;

function copyKept({ first, x, y, importance }: WorldLines, line: number, keep: number, into: Vertices, start: number) {
  let at = start;
  for (let i = first[line]; i < first[line + 1]; i++) {
    if (importance[i] < keep) continue;
    into.x[at] = x[i];
    into.y[at] = y[i];
    into.importance[at++] = importance[i];
  }
}

/**
 * Packs rings; parts are ring numbers. Outer rings run clockwise on screen (positive area with y down), holes the other
 * way, whatever the source did. A ring without area vanishes, and the holes of a vanished outer ring with it.
 *
 * @param whole the rings with all their vertices, for those of which too little is left.
 */
export function* packRings(rings: WorldRings, zoom: number, keep: number, whole: WorldRings = rings): InPieces<Level> {
  const builder = new LevelBuilder(rings.count, rings.x.length >> (keep > 0 ? 2 : 0));
  let seen = 0;
  for (let polygon = 0; polygon + 1 < rings.ringsOf.length; polygon++) {
    packPolygon(builder, rings, polygon, zoom, keep, whole);
    seen += rings.first[rings.ringsOf[polygon + 1]] - rings.first[rings.ringsOf[polygon]];
    if (seen < RINGS_PIECE) continue;
    seen = 0;
    yield;
  }
  return builder.finish();
}

/** Rings are several times the work of lines. */
const RINGS_PIECE = 2_500;

function packPolygon(
  builder: LevelBuilder,
  rings: WorldRings,
  polygon: number,
  zoom: number,
  keep: number,
  whole: WorldRings,
): void {
  const outer = rings.ringsOf[polygon];
  for (let ring = outer; ring < rings.ringsOf[polygon + 1]; ring++) {
    const simple = roundRing(rings, ring, zoom, keep);
    const points = simple.length === 0 && keep > 0 ? roundRing(whole, ring, zoom, 0) : simple;
    if (points.length === 0 && ring === outer) return;
    if (points.length > 0) putRing(builder, ring, points, ring === outer);
  }
}

/** The ring's points x, y, x, y… in tile units, open, at least a triangle with area; or none. */
function roundRing(rings: WorldRings, ring: number, zoom: number, keep: number): number[] {
  const { first, x, y, importance } = rings;
  const shift = unitShift(zoom);
  const half = shift > 0 ? 1 << (shift - 1) : 0;
  const points: number[] = [];
  for (let i = first[ring]; i < first[ring + 1]; i++)
    if (importance[i] >= keep) points.push((x[i] + half) >> shift, (y[i] + half) >> shift);
  return dropSpikes(points);
}

/**
 * Drops repeated points, points on the straight line between their neighbours, and spikes (there and back):
 *
 *     a ──── b ──── c   b goes        a ════ b   (a→b→a) b goes
 *
 * The ring comes and goes open. Fewer than three points, or no area, gives an empty ring.
 */
export function dropSpikes(points: number[]): number[] {
  let kept = points;
  for (;;) {
    const next = dropOnce(kept);
    if (next.length === kept.length) break;
    kept = next;
  }
  return kept.length >= 6 && ringArea2(kept) !== 0 ? kept : [];
}

/** One round: each point is judged by the kept one before it and the next one after it, around the seam too. */
function dropOnce(points: number[]): number[] {
  const kept: number[] = [];
  const size = points.length;
  for (let i = 0; i < size; i += 2) {
    const before = kept.length > 0 ? kept.length - 2 : -1;
    const ax = before >= 0 ? kept[before] : points[size - 2];
    const ay = before >= 0 ? kept[before + 1] : points[size - 1];
    const [next, after] = i + 2 < size || kept.length === 0 ? [points, (i + 2) % size] : [kept, 0];
    const cross =
      (points[i] - ax) * (next[after + 1] - points[i + 1]) - (points[i + 1] - ay) * (next[after] - points[i]);
    if (cross !== 0) kept.push(points[i], points[i + 1]);
  }
  return kept;
}

/** Twice the area by the surveyor's formula, relative to the first point so that it stays exact. */
export function ringArea2(points: readonly number[]): number {
  let area2 = 0;
  for (let i = 2; i + 3 < points.length; i += 2) {
    const ax = points[i] - points[0];
    const ay = points[i + 1] - points[1];
    area2 += ax * (points[i + 3] - points[1]) - ay * (points[i + 2] - points[0]);
  }
  return area2;
}

function putRing(builder: LevelBuilder, ring: number, points: number[], outer: boolean): void {
  const forward = ringArea2(points) > 0 === outer;
  const size = points.length;
  const at = (k: number) => (forward || k === 0 ? k : size - k);
  builder.start(ring, points[0], points[1]);
  for (let k = 2; k < size; k += 2) builder.step(points[at(k)], points[at(k) + 1]);
  builder.endRing(points[0], points[1]);
}
