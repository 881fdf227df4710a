/** Packs lines for one zoom: the importance filter, rounding, and the chunks of level.ts. */

import type { InPieces } from '../../server/engine/in-pieces.ts';
import { TILE_EXTENT } from '../manifest.ts';
import { type Level, LevelBuilder } from './level.ts';
import { WORLD_BITS, type WorldLines } from './world.ts';

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

/** Packs the lines in the given order. Parts are line numbers. One shorter than a tile unit is one unit to the east: a gap of half a metre is one too. */
export function* packLines(lines: WorldLines, order: Uint32Array, zoom: number, keep: number): InPieces<Level> {
  const { first } = lines;
  const builder = new LevelBuilder(order.length, lines.x.length >> (keep > 0 ? 2 : 0));
  let seen = 0;
  for (const line of order) {
    packLine(builder, lines, line, unitShift(zoom), keep);
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
) {
  const half = shift > 0 ? 1 << (shift - 1) : 0;
  let px = (x[first[line]] + half) >> shift;
  let py = (y[first[line]] + half) >> shift;
  builder.start(line, px, py);
  let drawn = false;
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
