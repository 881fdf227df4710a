/** Polygons mended on the grid of whole units, by GEOS (the library under PostGIS, as WebAssembly). */
import initGeosJs from 'geos-wasm';
import type { Polygons } from './sound.ts';

const geos = await initGeosJs();
const { Module } = geos;
const STRUCTURE = 1; // GEOS_MAKE_VALID_STRUCTURE: rings are mended one by one, what lies in several is one area
const PARAMS = geos.GEOSMakeValidParams_create();
geos.GEOSMakeValidParams_setMethod(PARAMS, STRUCTURE);

const [POLYGON, MULTIPOLYGON, COLLECTION] = [3, 6, 7];

/**
 * The same area with rings that are valid by the standard (OGC 06-103r4, 6.1.11), every vertex on whole units. What is thinner than a
 * unit vanishes. What GEOS cannot mend comes back as it was.
 */
export function mended(polygons: Polygons): number[][][] {
  const asGiven = polygons.map((rings) => rings.map((ring) => [...ring]));
  let geometry = 0;
  try {
    geometry = areaOf(polygons);
    const made = write(geometry);
    if (made.every((rings) => rings.every((ring) => ring.every(Number.isInteger)))) return made;
    geometry = replaced(geometry, geos.GEOSGeom_setPrecision(geometry, 1, 0)); // edges crossed between units
    return write(geometry);
  } catch {
    return asGiven;
  } finally {
    if (geometry !== 0) geos.GEOSGeom_destroy(geometry);
  }
}

/** Outer rings together, each without its holes: of a polygon GEOS would take a hole beside its outer ring for an area. */
function areaOf(polygons: Polygons): number {
  let area = valid(polygons.filter((rings) => rings.length === 1));
  for (const [outer, ...holes] of polygons) {
    if (holes.length === 0) continue;
    const polygon = combined(geos.GEOSDifference, valid([[outer]]), valid(holes.map((hole) => [hole])));
    area = combined(geos.GEOSUnion, area, polygon);
  }
  return area;
}

function valid(polygons: Polygons): number {
  const geometry = read(polygons);
  return replaced(geometry, geos.GEOSMakeValidWithParams(geometry, PARAMS));
}

function combined(combine: (a: number, b: number) => number, a: number, b: number): number {
  const made = combine(a, b);
  geos.GEOSGeom_destroy(b);
  return replaced(a, made);
}

function replaced(before: number, after: number): number {
  if (after === 0) throw new Error('GEOS gave nothing');
  geos.GEOSGeom_destroy(before);
  return after;
}

/** Through well-known binary, little-endian. */
function read(polygons: Polygons): number {
  const bytes = binaryOf(polygons);
  const at = Module._malloc(bytes.length);
  Module.HEAPU8.set(bytes, at);
  const geometry = geos.GEOSGeomFromWKB_buf(at, bytes.length);
  Module._free(at);
  if (geometry === 0) throw new Error('GEOS reads nothing');
  return geometry;
}

function binaryOf(polygons: Polygons): Uint8Array {
  const sizes = polygons.flat().map((ring) => 4 + 16 * (ring.length / 2 + 1));
  const view = new DataView(new ArrayBuffer(9 + polygons.length * 9 + sizes.reduce((sum, size) => sum + size, 0)));
  let at = 0;
  const count = (value: number) => {
    view.setUint32(at, value, true);
    at += 4;
  };
  const head = (type: number, parts: number) => {
    view.setUint8(at++, 1);
    count(type);
    count(parts);
  };
  head(MULTIPOLYGON, polygons.length);
  for (const rings of polygons) {
    head(POLYGON, rings.length);
    for (const ring of rings) {
      count(ring.length / 2 + 1);
      for (const value of [...ring, ring[0], ring[1]]) {
        view.setFloat64(at, value, true);
        at += 8;
      }
    }
  }
  return new Uint8Array(view.buffer);
}

function write(geometry: number): number[][][] {
  const length = Module._malloc(4);
  const at = geos.GEOSGeomToWKB_buf(geometry, length);
  const size = new DataView(Module.HEAPU8.buffer).getUint32(length, true);
  const polygons: number[][][] = [];
  readPolygons(new DataView(Module.HEAPU8.slice(at, at + size).buffer), 0, polygons);
  Module._free(length);
  geos.GEOSFree(at);
  return polygons;
}

function readPolygons(view: DataView, from: number, polygons: number[][][]): number {
  const [type, parts] = [view.getUint32(from + 1, true), view.getUint32(from + 5, true)];
  let at = from + 9;
  if (type === MULTIPOLYGON || type === COLLECTION) {
    for (let part = 0; part < parts; part++) at = readPolygons(view, at, polygons);
    return at;
  }
  if (type !== POLYGON) throw new Error(`GEOS gave geometry ${type} for areas`);
  const rings: number[][] = [];
  for (let ring = 0; ring < parts; ring++) {
    const vertices = view.getUint32(at, true);
    at += 4;
    const points = Array.from({ length: 2 * (vertices - 1) }, (_, i) => view.getFloat64(at + 8 * i, true));
    at += 16 * vertices;
    rings.push(points);
  }
  if (rings.length > 0) polygons.push(rings);
  return at;
}

mended([[[0, 0, 7, 7, 8, 0, 0, 7]]]); // WebAssembly is compiled at its first use: now, not between requests
