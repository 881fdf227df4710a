/** Geometry into GEOS and out of it, through well-known binary, little-endian. */
import initGeosJs from 'geos-wasm';
import type { Polygons } from './sound.ts';

export const geos = await initGeosJs();
const { Module } = geos;

const [LINE, POLYGON] = [2, 3];
const [MULTILINE, MULTIPOLYGON, COLLECTION] = [5, 6, 7];

export function readPolygons(polygons: Polygons): number {
  const points = polygons.flat().reduce((sum, ring) => sum + ring.length / 2 + 1, 0);
  const to = new BinaryWriter(9 + 9 * polygons.length + 4 * polygons.flat().length + 16 * points);
  to.head(MULTIPOLYGON, polygons.length);
  for (const rings of polygons) {
    to.head(POLYGON, rings.length);
    for (const ring of rings) to.points([...ring, ring[0], ring[1]]);
  }
  return to.read();
}

/** Lines x, y, x, y… */
export function readLines(lines: Polygons[number]): number {
  const to = new BinaryWriter(9 + lines.reduce((sum, line) => sum + 9 + 8 * line.length, 0));
  to.head(MULTILINE, lines.length);
  for (const line of lines) {
    to.head(LINE);
    to.points(line);
  }
  return to.read();
}

class BinaryWriter {
  private readonly view: DataView;
  private at = 0;

  constructor(size: number) {
    this.view = new DataView(new ArrayBuffer(size));
  }

  head(type: number, parts?: number): void {
    this.view.setUint8(this.at++, 1);
    this.count(type);
    if (parts !== undefined) this.count(parts);
  }

  points(points: readonly number[]): void {
    this.count(points.length / 2);
    for (const value of points) {
      this.view.setFloat64(this.at, value, true);
      this.at += 8;
    }
  }

  read(): number {
    const bytes = new Uint8Array(this.view.buffer);
    const at = Module._malloc(bytes.length);
    Module.HEAPU8.set(bytes, at);
    const geometry = geos.GEOSGeomFromWKB_buf(at, bytes.length);
    Module._free(at);
    if (geometry === 0) throw new Error('GEOS reads nothing');
    return geometry;
  }

  private count(value: number): void {
    this.view.setUint32(this.at, value, true);
    this.at += 4;
  }
}

/** Its polygons, of rings x, y, x, y… open; not the lines that snapping leaves of corners. */
export function writePolygons(geometry: number): number[][][] {
  const polygons: number[][][] = [];
  const from = new BinaryReader(geometry);
  from.each((type) => {
    const rings = type === POLYGON ? Array.from({ length: from.count() }, () => from.points().slice(0, -2)) : [];
    if (rings.length > 0) polygons.push(rings);
    else if (type === LINE) from.points();
  });
  return polygons;
}

/** Lines x, y, x, y… */
export function writeLines(geometry: number): number[][] {
  const lines: number[][] = [];
  const from = new BinaryReader(geometry);
  from.each((type) => {
    if (type !== LINE) throw new Error(`GEOS gave geometry ${type} for lines`);
    lines.push(from.points());
  });
  return lines.filter((line) => line.length > 0);
}

class BinaryReader {
  private readonly view: DataView;
  private at = 0;

  constructor(geometry: number) {
    const length = Module._malloc(4);
    const at = geos.GEOSGeomToWKB_buf(geometry, length);
    const size = new DataView(Module.HEAPU8.buffer).getUint32(length, true);
    this.view = new DataView(Module.HEAPU8.slice(at, at + size).buffer);
    Module._free(length);
    geos.GEOSFree(at);
  }

  /** Visits each single geometry in it, which reads itself. */
  each(visit: (type: number) => void): void {
    this.at++;
    const type = this.count();
    if (type < MULTILINE || type > COLLECTION) visit(type);
    else for (let parts = this.count(); parts > 0; parts--) this.each(visit);
  }

  count(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  points(): number[] {
    return Array.from({ length: 2 * this.count() }, () => {
      this.at += 8;
      return this.view.getFloat64(this.at - 8, true);
    });
  }
}
