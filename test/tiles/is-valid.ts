/** GEOS's own word on whether polygons are valid, through its reader of texts. */
import initGeosJs from 'geos-wasm';

type Point = readonly [number, number];

const geos = await initGeosJs();

/** @param polygons rings closed, the outer one first. */
export function isValid(polygons: readonly (readonly (readonly Point[])[])[]): boolean {
  const ring = (points: readonly Point[]) => `(${points.map((point) => point.join(' '))})`;
  const words = `MULTIPOLYGON(${polygons.map((rings) => `(${rings.map(ring)})`)})`;
  const [reader, at] = [geos.GEOSWKTReader_create(), geos.Module._malloc(4 * words.length + 1)];
  geos.Module.stringToUTF8(words, at, 4 * words.length + 1);
  const geometry = geos.GEOSWKTReader_read(reader, at);
  const is = geos.GEOSisValid(geometry) === 1;
  geos.GEOSGeom_destroy(geometry);
  geos.GEOSWKTReader_destroy(reader);
  geos.Module._free(at);
  return is;
}
