/** Geometries of many rows as packed world coordinates. */
import { worldLines, worldRings } from '../../../tiles/geometry/world.ts';
import type { TileLayer } from '../../../tiles/manifest.ts';
import type { LayerGeometry } from '../../../tiles/source.ts';
import type { EwkbReader } from '../../db/ewkb.ts';

/** @param shapes in EPSG:4490, one per feature, each of the layer's type or its multi-form (points: single ones). */
export function packGeometry(type: TileLayer['geometry'], shapes: readonly EwkbReader[]): LayerGeometry {
  if (type === 'polygon') return packAreas(shapes.map((shape) => shape.rings()));
  if (type === 'line') return packLines(shapes.map((shape) => shape.lines()));
  return { type: 'point', ...unravel(shapes.map((shape) => shape.point())) };
}

function packLines(features: readonly Float64Array[][]): LayerGeometry {
  const parts = features.flat();
  const { lon, lat } = unravel(parts);
  const lines = worldLines(offsets(parts.map(({ length }) => length / 2)), lon, lat);
  return { type: 'line', lines, firstLine: offsets(features.map(({ length }) => length)) };
}

function packAreas(features: readonly Float64Array[][][]): LayerGeometry {
  const polygons = features.flat();
  const rings = polygons.flat();
  const { lon, lat } = unravel(rings);
  const [polygonsOf, ringsOf] = [offsets(features.map(({ length }) => length)), offsets(polygons.map((p) => p.length))];
  const first = offsets(rings.map(({ length }) => length / 2));
  return { type: 'polygon', rings: worldRings(polygonsOf, ringsOf, first, lon, lat) };
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
