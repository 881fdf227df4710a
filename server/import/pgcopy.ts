/**
 * PostgreSQL's binary COPY stream, written row by row (PostgreSQL manual, COPY, "Binary Format").
 * Geometry goes as EWKB, little-endian.
 */
import type { PackedGeometry } from './rows/geometry.ts';

export type CopyType =
  | 'int4'
  | 'int8'
  | 'float8'
  | 'bool'
  | 'text'
  | 'date' // 'YYYY-MM-DD'
  | 'jsonb' // any value JSON can say
  | 'bytea'
  | 'geom_4490' // PackedGeometry, degrees, SRID 4490
  | 'geom_plane' // PackedGeometry, metres, no SRID
  | 'line_m'; // MeasuredLine, metres, no SRID

/** A line of the plane with a measure at each vertex. */
export interface MeasuredLine {
  /** x, y interleaved, metres. */
  plane: Float64Array;
  m: Float64Array;
}

const CHUNK = 1 << 20; // bytes handed on at a time
const SHORT = 32; // characters
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const EPOCH_DAYS = 10_957; // 1970-01-01 to 2000-01-01, PostgreSQL's day 0
const EWKB_SRID = 0x20000000;
const EWKB_M = 0x40000000;

/**
 * Encodes rows (cells in the order of `types`, null and undefined are NULL) as one PGCOPY stream in chunks.
 * @param chunk  bytes of a chunk, about
 */
export function* encodeCopy(
  types: readonly CopyType[],
  rows: Iterable<readonly unknown[]>,
  chunk = CHUNK,
): Generator<Uint8Array> {
  const writer = new CopyWriter(chunk);
  const writers = types.map((type) => CELLS[type]);
  writer.bytes(SIGNATURE);
  writer.int32(0); // flags
  writer.int32(0); // header extension
  for (const row of rows) {
    writer.int16(writers.length);
    for (let i = 0; i < writers.length; i++) writer.cell(writers[i], row[i]);
    if (writer.length >= chunk) yield writer.take();
  }
  writer.int16(-1);
  yield writer.take();
}

type CellWriter = (to: CopyWriter, value: never) => void;

const CELLS: Record<CopyType, CellWriter> = {
  int4: (to, value: number) => to.int32(value),
  int8: (to, value: number) => to.int64(value),
  float8: (to, value: number) => to.float64(value),
  bool: (to, value: boolean) => to.int8(value ? 1 : 0),
  text: (to, value: string) => to.text(value),
  date: (to, value: string) => to.int32(Date.parse(`${value}T00:00:00Z`) / 86_400_000 - EPOCH_DAYS),
  jsonb: (to, value: unknown) => {
    to.int8(1); // version
    to.text(storableJson(value));
  },
  bytea: (to, value: Uint8Array) => to.bytes(value),
  geom_4490: (to, value: PackedGeometry) => writeGeometry(to, value, value.degrees, 4490),
  geom_plane: (to, value: PackedGeometry) => writeGeometry(to, value, value.plane, 0),
  line_m: (to, value: MeasuredLine) => writeMeasured(to, value),
};

// jsonb can hold neither NUL nor half a surrogate pair; an escaped backslash before 'u' must stay a pair
function storableJson(value: unknown): string {
  const unstorable = /(\\\\)|\\u(?:0000|d[89a-f][0-9a-f]{2})/gi;
  return JSON.stringify(value).replace(unstorable, (_found, backslashes?: string) => backslashes ?? '');
}

const WKB_TYPE = { point: 1, line: 2, lines: 5, polygon: 6 }; // polygons are stored as MultiPolygon

function writeGeometry(to: CopyWriter, shape: PackedGeometry, xy: Float64Array, srid: number): void {
  to.int8(1); // little-endian
  to.uint32le(WKB_TYPE[shape.kind] | (srid > 0 ? EWKB_SRID : 0));
  if (srid > 0) to.uint32le(srid);
  if (shape.kind === 'line') to.uint32le(xy.length / 2);
  if (shape.kind === 'polygon') writePolygons(to, shape.parts, xy);
  else if (shape.kind === 'lines') writeLines(to, shape.parts, xy);
  else to.float64sle(xy, 0, xy.length);
}

function writeLines(to: CopyWriter, parts: number[][], xy: Float64Array): void {
  to.uint32le(parts.length);
  let at = 0;
  for (const [vertices] of parts) {
    to.int8(1);
    to.uint32le(2); // LineString
    to.uint32le(vertices);
    to.float64sle(xy, at, at + vertices * 2);
    at += vertices * 2;
  }
}

function writePolygons(to: CopyWriter, parts: number[][], xy: Float64Array): void {
  to.uint32le(parts.length);
  let at = 0;
  for (const rings of parts) {
    to.int8(1);
    to.uint32le(3); // Polygon
    to.uint32le(rings.length);
    for (const vertices of rings) {
      to.uint32le(vertices);
      to.float64sle(xy, at, at + vertices * 2);
      at += vertices * 2;
    }
  }
}

function writeMeasured(to: CopyWriter, { plane, m }: MeasuredLine): void {
  to.int8(1);
  to.uint32le(2 | EWKB_M);
  to.uint32le(m.length);
  for (let i = 0; i < m.length; i++) {
    to.float64sle(plane, 2 * i, 2 * i + 2);
    to.float64sle(m, i, i + 1);
  }
}

/** A growing buffer. Numbers of the COPY format are big-endian, those inside EWKB little-endian. */
class CopyWriter {
  length = 0;
  private readonly roomy: number;
  private buffer: Buffer;

  constructor(chunk: number) {
    this.roomy = chunk + (chunk >> 2);
    this.buffer = Buffer.allocUnsafe(this.roomy);
  }

  /** Everything written since the last take. */
  take(): Uint8Array {
    const taken = this.buffer.subarray(0, this.length);
    this.buffer = Buffer.allocUnsafe(this.roomy);
    this.length = 0;
    return taken;
  }

  /** One cell with its length in front, -1 for NULL. */
  cell(write: CellWriter, value: unknown): void {
    const start = this.length;
    this.int32(-1);
    if (value === null || value === undefined) return;
    write(this, value as never);
    this.buffer.writeInt32BE(this.length - start - 4, start);
  }

  int8(value: number): void {
    this.room(1);
    this.buffer[this.length++] = value;
  }

  int16(value: number): void {
    this.room(2);
    this.length = this.buffer.writeInt16BE(value, this.length);
  }

  int32(value: number): void {
    this.room(4);
    this.length = this.buffer.writeInt32BE(value, this.length);
  }

  int64(value: number): void {
    this.room(8);
    this.length = this.buffer.writeBigInt64BE(BigInt(value), this.length);
  }

  float64(value: number): void {
    this.room(8);
    this.length = this.buffer.writeDoubleBE(value, this.length);
  }

  uint32le(value: number): void {
    this.room(4);
    this.length = this.buffer.writeUInt32LE(value >>> 0, this.length);
  }

  float64sle(values: Float64Array, from: number, to: number): void {
    this.room((to - from) * 8);
    for (let i = from; i < to; i++) this.length = this.buffer.writeDoubleLE(values[i], this.length);
  }

  // text of PostgreSQL cannot hold NUL; files do
  text(value: string): void {
    const clean = value.includes('\0') ? value.replaceAll('\0', '') : value;
    this.room(clean.length * 3);
    if (clean.length <= SHORT && this.ascii(clean)) return;
    this.length += this.buffer.write(clean, this.length, 'utf8');
  }

  /** Hot: of a short text the call into the runtime costs more than its letters. False, and nothing written, beyond ASCII. */
  private ascii(text: string): boolean {
    const { buffer, length } = this;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return false;
      buffer[length + i] = code;
    }
    this.length += text.length;
    return true;
  }

  bytes(value: Uint8Array): void {
    this.room(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + bytes));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
