/** A static index of boxes: a uniform grid whose answers come without duplicates and in ascending order. */

export interface Boxes {
  readonly count: number;
  readonly minX: Int32Array;
  readonly minY: Int32Array;
  readonly maxX: Int32Array;
  readonly maxY: Int32Array;
}

const MOST_CELLS = 1 << 16;

export class GridIndex {
  /** Answer of the last search: ascending, `found` of them. */
  readonly hits: Uint32Array;
  found = 0;
  private readonly boxes: Boxes;
  private readonly left: number;
  private readonly top: number;
  private readonly size: number;
  private readonly columns: number;
  private readonly rows: number;
  private readonly start: Uint32Array;
  private readonly items: Uint32Array;
  /** A bit per box, and a bit per word of those, so that few hits among many boxes are soon read out. */
  private readonly marks: Uint32Array;
  private readonly marked: Uint32Array;

  constructor(boxes: Boxes) {
    this.boxes = boxes;
    const { count } = boxes;
    this.left = least(boxes.minX, count);
    this.top = least(boxes.minY, count);
    const width = Math.max(1, most(boxes.maxX, count) - this.left + 1);
    const height = Math.max(1, most(boxes.maxY, count) - this.top + 1);
    const cells = Math.min(MOST_CELLS, Math.max(1, count >> 1));
    this.size = Math.max(1, Math.ceil(Math.sqrt((width * height) / cells)), Math.ceil(Math.max(width, height) / 4096));
    this.columns = Math.ceil(width / this.size);
    this.rows = Math.ceil(height / this.size);
    this.start = new Uint32Array(this.columns * this.rows + 1);
    this.items = this.fill();
    this.marks = new Uint32Array((count + 31) >> 5);
    this.marked = new Uint32Array((this.marks.length + 31) >> 5);
    this.hits = new Uint32Array(count);
  }

  /** Bytes held. */
  get byteLength(): number {
    return 4 * (this.start.length + this.items.length + this.marks.length + this.hits.length);
  }

  /** Finds the boxes that meet [minX, maxX] x [minY, maxY], edges included; read `hits` and `found`. */
  search(minX: number, minY: number, maxX: number, maxY: number): number {
    const { boxes, marks, marked, size } = this;
    const column0 = Math.max(0, Math.floor((minX - this.left) / size));
    const column1 = Math.min(this.columns - 1, Math.floor((maxX - this.left) / size));
    const row0 = Math.max(0, Math.floor((minY - this.top) / size));
    const row1 = Math.min(this.rows - 1, Math.floor((maxY - this.top) / size));
    for (let row = row0; row <= row1; row++) {
      if (column0 > column1) break;
      const end = this.start[row * this.columns + column1 + 1];
      for (let k = this.start[row * this.columns + column0]; k < end; k++) {
        const i = this.items[k];
        if (boxes.minX[i] > maxX || boxes.maxX[i] < minX || boxes.minY[i] > maxY || boxes.maxY[i] < minY) continue;
        const word = i >> 5;
        marks[word] |= 1 << (i & 31);
        marked[word >> 5] |= 1 << (word & 31);
      }
    }
    return this.collect();
  }

  /** Reads the marks out in order and clears them: sorting and deduplicating in one pass. */
  private collect(): number {
    const { marks, marked, hits } = this;
    let found = 0;
    for (let group = 0; group < marked.length; group++) {
      for (let words = marked[group]; words !== 0; words &= words - 1) {
        const word = (group << 5) + lowestBit(words);
        for (let bits = marks[word]; bits !== 0; bits &= bits - 1) hits[found++] = (word << 5) + lowestBit(bits);
        marks[word] = 0;
      }
      marked[group] = 0;
    }
    this.found = found;
    return found;
  }

  /** Counts, then places every box in each cell it meets; cells of one row lie side by side. */
  private fill(): Uint32Array {
    const { start, boxes } = this;
    this.eachCell((cell) => start[cell + 1]++);
    for (let cell = 1; cell < start.length; cell++) start[cell] += start[cell - 1];
    const next = start.slice();
    const items = new Uint32Array(start[start.length - 1]);
    if (boxes.count > 0)
      this.eachCell((cell, i) => {
        items[next[cell]++] = i;
      });
    return items;
  }

  private eachCell(visit: (cell: number, box: number) => void): void {
    const { boxes, size, left, top, columns } = this;
    for (let i = 0; i < boxes.count; i++) {
      const column1 = Math.floor((boxes.maxX[i] - left) / size);
      const row1 = Math.floor((boxes.maxY[i] - top) / size);
      for (let row = Math.floor((boxes.minY[i] - top) / size); row <= row1; row++)
        for (let column = Math.floor((boxes.minX[i] - left) / size); column <= column1; column++)
          visit(row * columns + column, i);
    }
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function least(values: Int32Array, count: number): number {
  let value = count > 0 ? values[0] : 0;
  for (let i = 1; i < count; i++) if (values[i] < value) value = values[i];
  return value;
}

function most(values: Int32Array, count: number): number {
  let value = count > 0 ? values[0] : 0;
  for (let i = 1; i < count; i++) if (values[i] > value) value = values[i];
  return value;
}
