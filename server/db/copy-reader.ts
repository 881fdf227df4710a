/** Reads a binary COPY stream (PostgreSQL manual, "Binary Format" of COPY) field by field. */

const HEADER_BYTES = 19;

export class CopyReader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly text = new TextDecoder();
  private at = HEADER_BYTES;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Steps to the next row; false at the end. Every field of a row must then be read, in order. */
  next(): boolean {
    const fields = this.view.getInt16(this.at);
    this.at += 2;
    return fields >= 0;
  }

  int(): number | null {
    return this.field((view, at, length) => (length === 4 ? view.getInt32(at) : Number(view.getBigInt64(at))));
  }

  double(): number | null {
    return this.field((view, at) => view.getFloat64(at));
  }

  boolean(): boolean | null {
    return this.field((view, at) => view.getUint8(at) === 1);
  }

  string(): string | null {
    return this.field((_, at, length) => this.text.decode(this.bytes.subarray(at, at + length)));
  }

  /** A view of the field's bytes, not a copy. */
  binary(): Uint8Array | null {
    return this.field((_, at, length) => this.bytes.subarray(at, at + length));
  }

  private field<Value>(read: (view: DataView, at: number, length: number) => Value): Value | null {
    const length = this.view.getInt32(this.at);
    this.at += 4;
    if (length < 0) return null;
    const value = read(this.view, this.at, length);
    this.at += length;
    return value;
  }
}

/** Rows of a whole stream. */
export function countCopied(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let rows = 0;
  for (let at = HEADER_BYTES; ; rows++) {
    const fields = view.getInt16(at);
    if (fields < 0) return rows;
    at += 2;
    for (let field = 0; field < fields; field++) at += 4 + Math.max(0, view.getInt32(at));
  }
}
