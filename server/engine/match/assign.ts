/** The cheapest one-to-one assignment of a sparse table of costs. */
import { Heap } from './heap.ts';

/** Row i may take column column[k] at cost[k], k = start[i] .. start[i + 1] - 1, or stay alone. Costs are integers. */
export interface Choices {
  rows: number;
  columns: number;
  start: Uint32Array;
  column: Int32Array;
  cost: Float64Array;
}

const NOBODY = -1;

/**
 * The assignment of least total cost, a row left alone costing `alone`. Optimal, so that a row of outfalls that all
 * moved by one step is shifted as a whole, where taking the nearest pair first would tear it apart. The same input gives
 * the same answer: rows are taken in order, and of equally near columns the lower.
 *
 * Shortest augmenting paths with potentials (Jonker and Volgenant, Computing 38, 1987, doi:10.1007/BF02278710) over a
 * heap; a search ends at the first free column, so each stays among the neighbours of its row.
 *
 * @returns the column of each row, -1 where it stays alone.
 */
export function assign(choices: Choices, alone: number): Int32Array {
  const search = new Search(choices, alone);
  for (let row = 0; row < choices.rows; row++) search.place(row);
  return search.columnOf.map((column) => (column < choices.columns ? column : NOBODY));
}

class Search {
  readonly columnOf: Int32Array;
  private readonly choices: Choices;
  private readonly alone: number;
  private readonly rowOf: Int32Array; // of real columns, then of each row's own place to stay alone
  private readonly potential: Float64Array;
  private readonly reach: Float64Array; // length of the shortest path found so far
  private readonly from: Int32Array; // the row it comes from
  private readonly settled: Uint8Array;
  private touched: number[] = [];
  private readonly heap = new Heap();

  constructor(choices: Choices, alone: number) {
    const places = choices.columns + choices.rows;
    this.choices = choices;
    this.alone = alone;
    this.columnOf = new Int32Array(choices.rows).fill(NOBODY);
    this.rowOf = new Int32Array(places).fill(NOBODY);
    this.potential = new Float64Array(places);
    this.reach = new Float64Array(places).fill(Number.POSITIVE_INFINITY);
    this.from = new Int32Array(places);
    this.settled = new Uint8Array(places);
  }

  /** Gives a row a column, moving others along the cheapest path. */
  place(row: number): void {
    this.extend(row, 0);
    let column = this.heap.pop();
    while (this.rowOf[column] !== NOBODY) {
      this.settled[column] = 1;
      const holder = this.rowOf[column];
      this.extend(holder, this.reach[column] - this.slack(holder, column));
      do column = this.heap.pop();
      while (this.settled[column] === 1); // an older, longer path to it
    }
    const length = this.reach[column];
    for (const each of this.touched) if (this.settled[each]) this.potential[each] += this.reach[each] - length;
    this.augment(row, column);
    this.forget();
  }

  /** Offers every column of a row that is reached at `base`. */
  private extend(row: number, base: number): void {
    const { start, column, cost, columns } = this.choices;
    for (let k = start[row]; k < start[row + 1]; k++) this.offer(row, column[k], base + cost[k]);
    this.offer(row, columns + row, base + this.alone);
  }

  private offer(row: number, column: number, cost: number): void {
    const length = cost - this.potential[column];
    if (length >= this.reach[column]) return;
    if (this.reach[column] === Number.POSITIVE_INFINITY) this.touched.push(column);
    this.reach[column] = length;
    this.from[column] = row;
    this.heap.push(length, column);
  }

  private slack(row: number, column: number): number {
    return this.costOf(row, column) - this.potential[column];
  }

  private costOf(row: number, wanted: number): number {
    const { start, column, cost, columns } = this.choices;
    if (wanted === columns + row) return this.alone;
    for (let k = start[row]; ; k++) if (column[k] === wanted) return cost[k];
  }

  private augment(row: number, last: number): void {
    let column = last;
    for (;;) {
      const taker = this.from[column];
      const freed = this.columnOf[taker];
      this.rowOf[column] = taker;
      this.columnOf[taker] = column;
      if (taker === row) return;
      column = freed;
    }
  }

  private forget(): void {
    for (const column of this.touched) {
      this.reach[column] = Number.POSITIVE_INFINITY;
      this.settled[column] = 0;
    }
    this.touched = [];
    this.heap.clear();
  }
}
