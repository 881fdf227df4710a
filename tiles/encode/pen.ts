/** Writes the geometry of one feature: moves, lines, closed rings, as MVT commands (vector-tile-spec 2.1, 4.3). */
import { type Box, clipped, clipSegment } from '../geometry/clip.ts';
import type { Level } from '../geometry/level.ts';
import { varintLength, Writer } from './writer.ts';

const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;

export class Pen {
  readonly out = new Writer(1 << 16);
  private x = 0;
  private y = 0;
  /** Where the count of the open LineTo belongs, -1 when none is open. */
  private countAt = -1;
  private count = 0;

  /** Begins a feature in the tile whose corner is (x, y). */
  begin(x: number, y: number): void {
    this.out.length = 0;
    this.x = x;
    this.y = y;
    this.countAt = -1;
  }

  /** Ends the feature; the number of geometry bytes in `out`. */
  end(): number {
    this.closeLine();
    return this.out.length;
  }

  /** A point by itself. */
  point(x: number, y: number): void {
    this.moveTo(x, y);
  }

  /** A whole chunk of a line: its bytes are copied as they are. */
  chunk(level: Level, c: number): void {
    const from = level.byteAt[c];
    const to = level.byteAt[c + 1];
    this.lineFrom(level.x[c], level.y[c]);
    this.out.reserve(to - from + 16);
    this.out.copy(level.bytes, from, to);
    this.count += level.steps[c];
    this.x = level.endX[c];
    this.y = level.endY[c];
  }

  /**
   * What the box leaves of a chunk. Segment by segment, decoding the bytes on the way; one loop, because most of a
   * tile's time at high zoom is here (`npm run bench -- tiles`).
   */
  clippedChunk(level: Level, c: number, box: Box): void {
    const { bytes } = level;
    let at = level.byteAt[c];
    let ax = level.x[c];
    let ay = level.y[c];
    for (let step = level.steps[c]; step > 0; step--) {
      let bits = bytes[at] & 127;
      for (let shift = 7; bytes[at++] > 127; shift += 7) bits |= (bytes[at] & 127) << shift;
      const bx = ax + ((bits >>> 1) ^ -(bits & 1));
      bits = bytes[at] & 127;
      for (let shift = 7; bytes[at++] > 127; shift += 7) bits |= (bytes[at] & 127) << shift;
      const by = ay + ((bits >>> 1) ^ -(bits & 1));
      const outside =
        (ax < box.minX && bx < box.minX) ||
        (ax > box.maxX && bx > box.maxX) ||
        (ay < box.minY && by < box.minY) ||
        (ay > box.maxY && by > box.maxY);
      if (!outside && clipSegment(ax, ay, bx, by, box)) this.segment(clipped.ax, clipped.ay, clipped.bx, clipped.by);
      ax = bx;
      ay = by;
    }
  }

  /** An open ring x, y, x, y… of at least three points. */
  ring(points: readonly number[]): void {
    this.lineFrom(points[0], points[1]);
    for (let i = 2; i < points.length; i += 2) this.lineTo(points[i], points[i + 1]);
    this.closeRing();
  }

  /** A whole ring of chunks from..to-1. */
  wholeRing(level: Level, from: number, to: number): void {
    this.lineFrom(level.x[from], level.y[from]);
    const start = level.byteAt[from];
    this.out.reserve(level.byteAt[to] - start + 16);
    this.out.copy(level.bytes, start, level.byteAt[to]);
    for (let c = from; c < to; c++) this.count += level.steps[c];
    this.x = level.endX[to - 1];
    this.y = level.endY[to - 1];
    this.closeRing();
  }

  private segment(ax: number, ay: number, bx: number, by: number): void {
    if (ax === bx && ay === by) return;
    this.lineFrom(ax, ay);
    this.lineTo(bx, by);
  }

  /** Goes on with the open line when the pen is already there, else begins a new one. */
  private lineFrom(x: number, y: number): void {
    if (this.countAt >= 0 && this.x === x && this.y === y) return;
    this.closeLine();
    this.moveTo(x, y);
    this.countAt = this.out.length++;
    this.count = 0;
  }

  private moveTo(x: number, y: number): void {
    this.out.reserve(24);
    this.out.varint((1 << 3) | MOVE_TO);
    this.out.zigzag(x - this.x);
    this.out.zigzag(y - this.y);
    this.x = x;
    this.y = y;
  }

  private lineTo(x: number, y: number): void {
    this.out.reserve(16);
    this.out.zigzag(x - this.x);
    this.out.zigzag(y - this.y);
    this.x = x;
    this.y = y;
    this.count++;
  }

  private closeRing(): void {
    this.closeLine();
    this.out.reserve(1);
    this.out.varint((1 << 3) | CLOSE_PATH);
  }

  /** Puts the LineTo's count before its steps; they move up when it needs more than the one byte left for it. */
  private closeLine(): void {
    if (this.countAt < 0) return;
    const { out, countAt } = this;
    const command = this.count * 8 + LINE_TO;
    const size = varintLength(command);
    const end = out.length;
    out.reserve(size);
    if (size > 1) out.bytes.copyWithin(countAt + size, countAt + 1, end);
    out.length = countAt;
    out.varint(command);
    out.length = end + size - 1;
    this.countAt = -1;
  }
}
