/** A layer at one zoom: simplified, rounded to tile units, cut into chunks of ready-made geometry bytes. */
import type { Boxes } from './grid.ts';

/** Steps in a chunk: short enough that most chunks lie wholly inside or outside a tile at z12-16. */
const CHUNK_STEPS = 16;
const BYTES_PER_STEP = 10;

/**
 * Chunk c starts at (x[c], y[c]) and goes steps[c] steps, whose zigzag varints are bytes[byteAt[c]] ..
 * bytes[byteAt[c + 1] - 1]. The last point of a chunk is the first of the next one of its part. Coordinates count tile
 * units of this zoom from the world's north-west corner, so a step is the same number in every tile.
 */
export interface Level extends Boxes {
  readonly part: Uint32Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly endX: Int32Array;
  readonly endY: Int32Array;
  readonly steps: Uint8Array;
  readonly byteAt: Uint32Array;
  readonly bytes: Uint8Array;
  /** Bytes held. */
  readonly byteLength: number;
}

/** Appends the points of a chunk as x, y, x, y…; its last one only when asked, since it is the next chunk's first. */
export function readChunk(level: Level, c: number, last: boolean, points: number[]): void {
  const { bytes } = level;
  let at = level.byteAt[c];
  let x = level.x[c];
  let y = level.y[c];
  for (let step = level.steps[c]; step > 0; step--) {
    points.push(x, y);
    let bits = bytes[at] & 127;
    for (let shift = 7; bytes[at++] > 127; shift += 7) bits |= (bytes[at] & 127) << shift;
    x += (bits >>> 1) ^ -(bits & 1);
    bits = bytes[at] & 127;
    for (let shift = 7; bytes[at++] > 127; shift += 7) bits |= (bytes[at] & 127) << shift;
    y += (bits >>> 1) ^ -(bits & 1);
  }
  if (last) points.push(x, y);
}

/** Writes a Level part by part: `start`, then `step` to each further point that differs from the one before, `end`. */
export class LevelBuilder {
  private capacity: number;
  private count = 0;
  private ints: Record<'part' | 'x' | 'y' | 'endX' | 'endY' | 'minX' | 'minY' | 'maxX' | 'maxY' | 'byteAt', Int32Array>;
  private steps: Uint8Array;
  private bytes: Uint8Array;
  private length = 0;
  private px = 0;
  private py = 0;

  /** @param chunks,points the expected numbers; both grow when exceeded. */
  constructor(chunks: number, points: number) {
    this.capacity = chunks + 8;
    const column = () => new Int32Array(this.capacity + 1);
    this.ints = {
      part: column(),
      x: column(),
      y: column(),
      endX: column(),
      endY: column(),
      minX: column(),
      minY: column(),
      maxX: column(),
      maxY: column(),
      byteAt: column(),
    };
    this.steps = new Uint8Array(this.capacity);
    this.bytes = new Uint8Array(points * 3 + 64);
  }

  start(part: number, x: number, y: number): void {
    this.px = x;
    this.py = y;
    this.open(part);
  }

  /** A hot loop's body (`npm run bench -- tiles`, build time). */
  step(x: number, y: number): void {
    if (this.steps[this.count] === CHUNK_STEPS) this.next();
    if (this.length + BYTES_PER_STEP > this.bytes.length) this.growBytes();
    this.put(x - this.px);
    this.put(y - this.py);
    this.px = x;
    this.py = y;
    const c = this.count;
    const { minX, minY, maxX, maxY } = this.ints;
    if (x < minX[c]) minX[c] = x;
    if (x > maxX[c]) maxX[c] = x;
    if (y < minY[c]) minY[c] = y;
    if (y > maxY[c]) maxY[c] = y;
    this.steps[c]++;
  }

  /** Ends the part; one without steps leaves nothing behind. */
  end(): void {
    if (this.steps[this.count] > 0) this.close();
  }

  /** Ends a ring whose way back to (x, y) is implied: the box of its last chunk holds that way too. */
  endRing(x: number, y: number): void {
    const c = this.count;
    const { minX, minY, maxX, maxY } = this.ints;
    minX[c] = Math.min(minX[c], x);
    maxX[c] = Math.max(maxX[c], x);
    minY[c] = Math.min(minY[c], y);
    maxY[c] = Math.max(maxY[c], y);
    this.close();
  }

  finish(): Level {
    const { count, ints } = this;
    ints.byteAt[count] = this.length;
    return {
      count,
      part: new Uint32Array(ints.part.slice(0, count)),
      x: ints.x.slice(0, count),
      y: ints.y.slice(0, count),
      endX: ints.endX.slice(0, count),
      endY: ints.endY.slice(0, count),
      minX: ints.minX.slice(0, count),
      minY: ints.minY.slice(0, count),
      maxX: ints.maxX.slice(0, count),
      maxY: ints.maxY.slice(0, count),
      steps: this.steps.slice(0, count),
      byteAt: new Uint32Array(ints.byteAt.slice(0, count + 1)),
      bytes: this.bytes.slice(0, this.length),
      byteLength: this.length + count * 41,
    };
  }

  private next(): void {
    const part = this.ints.part[this.count];
    this.close();
    this.open(part);
  }

  private open(part: number): void {
    const c = this.count;
    const { ints, px, py } = this;
    ints.part[c] = part;
    ints.x[c] = ints.minX[c] = ints.maxX[c] = px;
    ints.y[c] = ints.minY[c] = ints.maxY[c] = py;
    ints.byteAt[c] = this.length;
    this.steps[c] = 0;
  }

  private close(): void {
    this.ints.endX[this.count] = this.px;
    this.ints.endY[this.count] = this.py;
    this.count++;
    if (this.count < this.capacity) return;
    this.capacity *= 2;
    for (const key of Object.keys(this.ints) as (keyof typeof this.ints)[]) {
      const larger = new Int32Array(this.capacity + 1);
      larger.set(this.ints[key]);
      this.ints[key] = larger;
    }
    const steps = new Uint8Array(this.capacity);
    steps.set(this.steps);
    this.steps = steps;
  }

  private put(step: number): void {
    let value = ((step << 1) ^ (step >> 31)) >>> 0;
    while (value > 127) {
      this.bytes[this.length++] = (value & 127) | 128;
      value >>>= 7;
    }
    this.bytes[this.length++] = value;
  }

  private growBytes(): void {
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}
