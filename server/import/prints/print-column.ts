/** One text per row as fingerprints, and the rows that equal a row of another column. */
import { LANES, lanes, printText } from './print.ts';

export class PrintColumn {
  length = 0;
  private prints = new Uint32Array(LANES * 1024);

  push(text: string | null): void {
    const at = LANES * this.length++;
    if (at === this.prints.length) {
      const longer = new Uint32Array(this.prints.length * 2);
      longer.set(this.prints);
      this.prints = longer;
    }
    if (text === null) return; // stays 0, which no text is
    printText(text);
    this.prints.set(lanes, at);
  }

  isNull(i: number): boolean {
    return this.prints[LANES * i] === 0;
  }

  equals(i: number, other: PrintColumn, j: number): boolean {
    for (let lane = 0; lane < LANES; lane++)
      if (this.prints[LANES * i + lane] !== other.prints[LANES * j + lane]) return false;
    return true;
  }

  /** The first word of a fingerprint: where to look for its equals. */
  wordOf(i: number): number {
    return this.prints[LANES * i];
  }
}

/** The rows of a column by their text; rows without one are in no list. */
export class PrintIndex {
  private readonly column: PrintColumn;
  private readonly heads: Int32Array;
  private readonly nexts: Int32Array;

  constructor(column: PrintColumn) {
    this.column = column;
    let size = 64;
    while (size < 2 * column.length) size *= 2;
    this.heads = new Int32Array(size).fill(-1);
    this.nexts = new Int32Array(column.length);
    // from the last to the first, so that each chain runs in the order of the rows
    for (let i = column.length - 1; i >= 0; i--) {
      if (column.isNull(i)) continue;
      const bucket = column.wordOf(i) & (size - 1);
      this.nexts[i] = this.heads[bucket];
      this.heads[bucket] = i;
    }
  }

  /** The first row equal to row j of `other` that `agrees`; -1 when there is none. */
  find(other: PrintColumn, j: number, agrees: (i: number) => boolean): number {
    const { column, heads, nexts } = this;
    for (let i = heads[other.wordOf(j) & (heads.length - 1)]; i >= 0; i = nexts[i])
      if (column.equals(i, other, j) && agrees(i)) return i;
    return -1;
  }
}
