/** Which tiles show what has changed between two versions of a layer: those that the features reach, not their boxes. */

import { type InPieces, Turns } from '../../server/engine/in-pieces.ts';
import { unitShift } from '../geometry/pack.ts';
import type { LayerGeometry } from '../source.ts';
import type { Changes, Side } from './changes.ts';
import { linesOf, ringsOf } from './feature-marks.ts';
import { DRAWN_REACH, POINT_REACH, TilesOfZoom } from './tiles-of-zoom.ts';

/** Vertices gone along in one piece of work, and each feature for some: some milliseconds. */
const PIECE = 20_000;
const A_FEATURE = 8;

type Shape = Exclude<LayerGeometry, { type: 'point' }>;

/** As y × 2^zoom + x. */
export function* touchedTiles(changes: readonly Changes[], zoom: number): InPieces<Set<number>> {
  const touched = new Set<number>();
  for (const each of changes)
    if (each.is.length > 0 && each.after.layer.isShown(zoom))
      yield* TOUCH[each.after.layer.geometry](each, zoom, touched);
  return touched;
}

type Touch = (changes: Changes, zoom: number, touched: Set<number>) => InPieces<void>;

const TOUCH: Readonly<Record<LayerGeometry['type'], Touch>> = {
  /** All of its thinning cell: a point that comes or goes changes which one of the cell stands, and for how many. */
  *point(changes, zoom, touched) {
    const tiles = new TilesOfZoom(zoom, POINT_REACH, touched);
    const half = unitShift(zoom) > 0 ? 2 ** (unitShift(zoom) - 1) : 0;
    const side = 2 ** (unitShift(zoom) + changes.after.layer.cellBits(zoom));
    const turns = new Turns(PIECE);
    for (const [{ marks }, i] of sides(changes)) {
      const [west, north] = [marks.minX[i], marks.minY[i]].map((at) => Math.floor((at + half) / side) * side - half);
      tiles.addBox(west, north, west + side, north + side);
      if (turns.isOver(A_FEATURE)) yield;
    }
  },

  *line(changes, zoom, touched) {
    const tiles = new TilesOfZoom(zoom, DRAWN_REACH, touched);
    const turns = new Turns(PIECE);
    for (const [side, i] of sides(changes)) if (turns.isOver(A_FEATURE + addEdges(tiles, side, i))) yield;
  },

  /** The inside too: where a tile lies in the area before and after, the ring that fills it may begin at another corner. */
  *polygon(changes, zoom, touched) {
    const tiles = new TilesOfZoom(zoom, DRAWN_REACH, touched);
    const turns = new Turns(PIECE);
    for (const [side, i] of sides(changes)) {
      const vertices = addEdges(tiles, side, i);
      const known = touched.size;
      if (vertices > 0) addInside(tiles, side, i);
      if (turns.isOver(A_FEATURE + 2 * vertices + touched.size - known)) yield;
    }
  },
};

/** Each changed feature as it was and as it is. */
function* sides({ before, after, was, is }: Changes): Generator<[Side, number]> {
  for (let k = 0; k < is.length; k++) {
    if (was[k] >= 0) yield [before!, was[k]];
    if (is[k] >= 0) yield [after, is[k]];
  }
}

/** @returns the vertices looked at: none where the feature's box lies in one tile. */
function addEdges(tiles: TilesOfZoom, { layer, marks }: Side, i: number): number {
  if (tiles.isOne(marks.minX[i], marks.minY[i], marks.maxX[i], marks.maxY[i])) {
    tiles.addBox(marks.minX[i], marks.minY[i], marks.maxX[i], marks.maxY[i]);
    return 0;
  }
  const { first, x, y, from, to } = partsOf(layer.shape!, i);
  for (let line = from; line < to; line++)
    for (let v = first[line] + 1; v < first[line + 1]; v++) tiles.addSegment(x[v - 1], y[v - 1], x[v], y[v]);
  return first[to] - first[from];
}

function partsOf(shape: Shape, i: number) {
  const [{ first, x, y }, [from, to]] =
    shape.type === 'line' ? [shape.lines, linesOf(shape, i)] : [shape.rings, ringsOf(shape, i)];
  return { first, x, y, from, to };
}

function addInside(tiles: TilesOfZoom, { layer: { shape } }: Side, i: number): void {
  if (shape?.type !== 'polygon') return;
  const { polygonsOf, ringsOf } = shape.rings;
  for (let polygon = polygonsOf[i]; polygon < polygonsOf[i + 1]; polygon++)
    tiles.addInside(shape.rings, ringsOf[polygon], ringsOf[polygon + 1]);
}
