/** Columns waiting to be settled, the nearest first. */

/** A binary heap of columns by length, the lower column first where lengths are equal. Pops of an empty heap are undefined. */
export class Heap {
  private lengths: number[] = [];
  private columns: number[] = [];

  push(length: number, column: number): void {
    let at = this.lengths.length;
    this.lengths.push(length);
    this.columns.push(column);
    while (at > 0 && this.isBefore(at, (at - 1) >> 1)) {
      this.swap(at, (at - 1) >> 1);
      at = (at - 1) >> 1;
    }
  }

  pop(): number {
    const top = this.columns[0];
    const last = this.lengths.length - 1;
    this.swap(0, last);
    this.lengths.pop();
    this.columns.pop();
    this.sink(last);
    return top;
  }

  clear(): void {
    this.lengths = [];
    this.columns = [];
  }

  private sink(size: number): void {
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < size && this.isBefore(child, least)) least = child;
      if (least === at) return;
      this.swap(at, least);
      at = least;
    }
  }

  private isBefore(i: number, j: number): boolean {
    const difference = this.lengths[i] - this.lengths[j];
    return difference < 0 || (difference === 0 && this.columns[i] < this.columns[j]);
  }

  private swap(i: number, j: number): void {
    [this.lengths[i], this.lengths[j]] = [this.lengths[j], this.lengths[i]];
    [this.columns[i], this.columns[j]] = [this.columns[j], this.columns[i]];
  }
}
