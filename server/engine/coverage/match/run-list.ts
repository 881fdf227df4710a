/** The runs of one track that cover something, in the order of time. */
import { grown } from './state-list.ts';

export class RunList {
  count = 0;
  route = new Int32Array(256);
  day = new Int32Array(256);
  bank = new Uint8Array(256);
  low = new Float64Array(256); // unwrapped on a closed route: may be under 0 or over its length
  high = new Float64Array(256);
  /** Per route and bank the last run of the track so far, or -1: who a bridge could start from. */
  readonly last: Int32Array;

  constructor(routes: number) {
    this.last = new Int32Array(3 * routes).fill(-1);
  }

  add(route: number, day: number, bank: number, low: number, high: number): void {
    if (this.count === this.route.length) this.grow();
    this.route[this.count] = route;
    this.day[this.count] = day;
    this.bank[this.count] = bank;
    this.low[this.count] = low;
    this.high[this.count++] = high;
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.last[3 * this.route[i] + this.bank[i]] = -1;
    this.count = 0;
  }

  private grow(): void {
    const size = 2 * this.count;
    this.route = grown(this.route, size);
    this.day = grown(this.day, size);
    this.bank = grown(this.bank, size);
    this.low = grown(this.low, size);
    this.high = grown(this.high, size);
  }
}
