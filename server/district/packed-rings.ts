/** Polygons as flat integer-millimetre rings, the shape the engine's polygon code reads. */
import { toMillimetres } from './millimetres.ts';

export interface PackedRings {
  ringsOf: Uint32Array; // polygons + 1
  first: Uint32Array; // rings + 1
  x: Float64Array;
  y: Float64Array;
}

/** Packs polygons given as parts of rings in metres, [x, y, x, y, …]; parts and holes fall together (even-odd). */
export function packRings(polygons: readonly Float64Array[][][]): PackedRings {
  const rings = polygons.map((parts) => parts.flat());
  const flat = rings.flat();
  const vertices = flat.reduce((sum, ring) => sum + ring.length / 2, 0);
  const packed: PackedRings = {
    ringsOf: offsets(rings.map((list) => list.length)),
    first: offsets(flat.map((ring) => ring.length / 2)),
    x: new Float64Array(vertices),
    y: new Float64Array(vertices),
  };
  let at = 0;
  for (const ring of flat)
    for (let v = 0; v < ring.length; v += 2, at++) {
      packed.x[at] = toMillimetres(ring[v]);
      packed.y[at] = toMillimetres(ring[v + 1]);
    }
  return packed;
}

function offsets(lengths: readonly number[]): Uint32Array {
  const first = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    first[i + 1] = first[i] + length;
  });
  return first;
}
