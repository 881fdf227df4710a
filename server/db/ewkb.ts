/** Reads the EWKB that PostGIS sends into flat coordinate lists. Little-endian only: that is what PostGIS sends on every platform it is built for here. */

const POINT = 1;
const LINE = 2;
const POLYGON = 3;
const MULTI_LINE = 5;
const MULTI_POLYGON = 6;
const HAS_M = 0x40000000;
const HAS_SRID = 0x20000000;

export class EwkbReader {
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Of what is read. */
  get byteLength(): number {
    return this.view.byteLength;
  }

  /** Every vertex of a LineString or LineStringM: [x, y, x, y, …] or, with M, [x, y, m, x, y, m, …]. */
  line(): Float64Array {
    this.header(LINE);
    return this.coordinates(this.count(), this.stride);
  }

  /** [x, y] of a Point. */
  point(): Float64Array {
    this.header(POINT);
    return this.coordinates(1, this.stride);
  }

  /** The rings of a Polygon or MultiPolygon, each [x, y, x, y, …], part by part, the outer ring of each part first. */
  rings(): Float64Array[][] {
    const type = this.header(POLYGON, MULTI_POLYGON);
    if (type === POLYGON) return [this.partRings()];
    return Array.from({ length: this.count() }, () => {
      this.header(POLYGON);
      return this.partRings();
    });
  }

  /** The parts of a LineString or MultiLineString, each [x, y, x, y, …]. */
  lines(): Float64Array[] {
    const type = this.header(LINE, MULTI_LINE);
    if (type === LINE) return [this.coordinates(this.count(), this.stride)];
    return Array.from({ length: this.count() }, () => this.line());
  }

  private stride = 2;

  private header(...allowed: number[]): number {
    this.at += 1;
    const flags = this.count();
    if (flags & HAS_SRID) this.at += 4;
    this.stride = flags & HAS_M ? 3 : 2;
    const type = flags & 0xff;
    if (!allowed.includes(type)) throw new Error(`EWKB type ${type} where ${allowed} was expected`);
    return type;
  }

  private partRings(): Float64Array[] {
    return Array.from({ length: this.count() }, () => this.coordinates(this.count(), this.stride));
  }

  private count(): number {
    const value = this.view.getUint32(this.at, true);
    this.at += 4;
    return value;
  }

  private coordinates(vertices: number, stride: number): Float64Array {
    const values = new Float64Array(vertices * stride);
    for (let i = 0; i < values.length; i++, this.at += 8) values[i] = this.view.getFloat64(this.at, true);
    return values;
  }
}
