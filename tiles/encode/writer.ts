/** Protocol buffer bytes into one growing array. */

const text = new TextEncoder();

export class Writer {
  bytes: Uint8Array;
  length = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  /** Makes room for `count` more bytes; the writing methods below do not check. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  /** An unsigned integer below 2^32, at most 5 bytes. */
  varint(value: number): void {
    const { bytes } = this;
    let at = this.length;
    let rest = value;
    while (rest > 127 || rest < 0) {
      bytes[at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[at++] = rest;
    this.length = at;
  }

  /** low + high × 2^32, both unsigned, at most 10 bytes. */
  varint64(low: number, high: number): void {
    if (high === 0) {
      this.varint(low);
      return;
    }
    const { bytes } = this;
    for (let shift = 0; shift < 28; shift += 7) bytes[this.length++] = ((low >>> shift) & 127) | 128;
    const middle = (low >>> 28) | ((high & 7) << 4);
    const rest = high >>> 3;
    bytes[this.length++] = rest > 0 ? middle | 128 : middle;
    if (rest > 0) this.varint(rest);
  }

  /** A signed integer as zigzag, the way geometry steps are written. */
  zigzag(value: number): void {
    this.varint(((value << 1) ^ (value >> 31)) >>> 0);
  }

  /** Bytes from..to-1 of another array; short runs are copied by hand, which is faster than a view. */
  copy(source: Uint8Array, from: number, to: number): void {
    const { bytes } = this;
    if (to - from > 96) {
      bytes.set(source.subarray(from, to), this.length);
      this.length += to - from;
      return;
    }
    let at = this.length;
    for (let i = from; i < to; i++) bytes[at++] = source[i];
    this.length = at;
  }

  /** All bytes of another array, with room made for them. */
  append(source: Uint8Array): void {
    this.reserve(source.length);
    this.copy(source, 0, source.length);
  }

  /** A field of wire type 2 with the first `count` bytes of `source`. */
  block(tag: number, source: Uint8Array, count: number): void {
    this.reserve(count + 6);
    this.varint(tag);
    this.varint(count);
    this.copy(source, 0, count);
  }

  string(tag: number, value: string): void {
    const encoded = text.encode(value);
    this.block(tag, encoded, encoded.length);
  }
}

/** Bytes that varint takes for an unsigned integer below 2^32. */
export function varintLength(value: number): number {
  return value < 128 ? 1 : value < 16384 ? 2 : value < 2097152 ? 3 : value < 268435456 ? 4 : 5;
}
