/** The states of a piece's chords: candidates and none, in columns. */

/** State k may be chosen by one chord; those of chord i stand in order[first[i]] .. order[first[i + 1] - 1]. */
export class StateList {
  count = 0;
  route = new Int32Array(1024); // -1: the state none
  segment = new Int32Array(1024);
  body = new Int32Array(1024); // the river polygon its point lies in, or -1
  measure = new Float64Array(1024);
  x = new Float64Array(1024); // its point on the route
  y = new Float64Array(1024);
  lineMm = new Float64Array(1024); // distance to that point
  d = new Float64Array(1024); // scaled distance
  cost = new Float64Array(1024); // of counting for it
  sum = new Float64Array(1024); // least cost of a path that ends here
  back = new Int32Array(1024); // the state before on that path
  order = new Int32Array(1024);
  first = new Uint32Array(1024);

  /** Room for `extra` more states and for chord number `chord` and its end. */
  reserve(extra: number, chord: number): void {
    if (this.count + extra > this.route.length) this.grow(2 * (this.count + extra));
    if (chord + 2 > this.first.length) this.first = grown(this.first, 2 * (chord + 2));
  }

  private grow(size: number): void {
    this.route = grown(this.route, size);
    this.segment = grown(this.segment, size);
    this.body = grown(this.body, size);
    this.measure = grown(this.measure, size);
    this.x = grown(this.x, size);
    this.y = grown(this.y, size);
    this.lineMm = grown(this.lineMm, size);
    this.d = grown(this.d, size);
    this.cost = grown(this.cost, size);
    this.sum = grown(this.sum, size);
    this.back = grown(this.back, size);
    this.order = grown(this.order, size);
  }

  /** Puts the states of the chord last written in order: by d, distance to the line, route, measure. */
  settle(firstOfChord: number): void {
    for (let state = firstOfChord; state < this.count; state++) {
      let at = state;
      while (at > firstOfChord && this.isBefore(state, this.order[at - 1])) {
        this.order[at] = this.order[at - 1];
        at--;
      }
      this.order[at] = state;
    }
  }

  private isBefore(a: number, b: number): boolean {
    if (this.d[a] !== this.d[b]) return this.d[a] < this.d[b];
    if (this.lineMm[a] !== this.lineMm[b]) return this.lineMm[a] < this.lineMm[b];
    if (this.route[a] !== this.route[b]) return this.route[a] < this.route[b];
    return this.measure[a] < this.measure[b];
  }
}

/** A longer copy of a typed array. */
export function grown<Column extends Float64Array | Int32Array | Uint32Array | Uint8Array>(
  column: Column,
  size: number,
): Column {
  const longer = new (column.constructor as new (length: number) => Column)(size);
  longer.set(column);
  return longer;
}
