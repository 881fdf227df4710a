/** Geometries of many rows as packed world coordinates. */

import { projectLines } from '../../../tiles/geometry/world.ts';
import type { TileLayer } from '../../../tiles/manifest.ts';
import type { LayerGeometry } from '../../../tiles/source.ts';
import type { EwkbReader } from '../../db/ewkb.ts';
import { type InPieces, Turns } from '../../engine/in-pieces.ts';

/** @param shapes in EPSG:4490, one per feature, each of the layer's type or its multi-form (points: single ones). */
export function* packGeometry(type: TileLayer['geometry'], shapes: readonly EwkbReader[]): InPieces<LayerGeometry> {
  if (type === 'polygon') return yield* packAreas(yield* readAll(shapes, (shape) => shape.rings()));
  if (type === 'line') return yield* packLines(yield* readAll(shapes, (shape) => shape.lines()));
  return { type: 'point', ...unravel(yield* readAll(shapes, (shape) => shape.point())) };
}

/** Bytes read in one piece of work: some milliseconds. */
const PIECE = 200_000;

function* readAll<Shape>(shapes: readonly EwkbReader[], read: (shape: EwkbReader) => Shape): InPieces<Shape[]> {
  const turns = new Turns(PIECE);
  const all: Shape[] = [];
  for (const shape of shapes) {
    all.push(read(shape));
    if (turns.isOver(shape.byteLength)) yield;
  }
  return all;
}

function* packLines(features: readonly Float64Array[][]): InPieces<LayerGeometry> {
  const parts = features.flat();
  const { lon, lat } = unravel(parts);
  yield;
  const lines = yield* projectLines(offsets(parts.map(({ length }) => length / 2)), lon, lat);
  return { type: 'line', lines, firstLine: offsets(features.map(({ length }) => length)) };
}

function* packAreas(features: readonly Float64Array[][][]): InPieces<LayerGeometry> {
  const polygons = features.flat();
  const rings = polygons.flat();
  const { lon, lat } = unravel(rings);
  yield;
  const [polygonsOf, ringsOf] = [offsets(features.map(({ length }) => length)), offsets(polygons.map((p) => p.length))];
  const lines = yield* projectLines(offsets(rings.map(({ length }) => length / 2)), lon, lat);
  return { type: 'polygon', rings: { ...lines, polygonsOf, ringsOf } };
}

/** All positions [lon, lat, lon, lat, …] of the lists, one after another. */
function unravel(lists: readonly Float64Array[]): { lon: Float64Array; lat: Float64Array } {
  const size = lists.reduce((sum, { length }) => sum + length / 2, 0);
  const [lon, lat] = [new Float64Array(size), new Float64Array(size)];
  let at = 0;
  for (const list of lists)
    for (let v = 0; v < list.length; v += 2, at++) {
      lon[at] = list[v];
      lat[at] = list[v + 1];
    }
  return { lon, lat };
}

function offsets(lengths: readonly number[]): Uint32Array {
  const first = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    first[i + 1] = first[i] + length;
  });
  return first;
}
