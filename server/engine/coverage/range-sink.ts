/** Ranges in columns, as the matcher writes them and COPY sends them. */
import { grown } from './match/state-list.ts';
import { BANKS, KINDS, type RunRange } from './run-range.ts';

/** Row i: track[i] covered fromMm[i] .. toMm[i] of route[i] (index in the rulers) on day[i]. */
export class RangeSink {
  count = 0;
  track = new Int32Array(1024);
  route = new Int32Array(1024);
  fromMm = new Float64Array(1024);
  toMm = new Float64Array(1024);
  bank = new Uint8Array(1024); // index in BANKS
  kind = new Uint8Array(1024); // index in KINDS
  day = new Int32Array(1024);

  add(track: number, route: number, fromMm: number, toMm: number, bank: number, kind: number, day: number): void {
    if (this.count === this.track.length) this.grow(2 * this.count);
    const i = this.count++;
    this.track[i] = track;
    this.route[i] = route;
    this.fromMm[i] = fromMm;
    this.toMm[i] = toMm;
    this.bank[i] = bank;
    this.kind[i] = kind;
    this.day[i] = day;
  }

  /** The rows from `start` on as objects. */
  toRanges(start = 0): RunRange[] {
    return Array.from({ length: this.count - start }, (_, i) => ({
      route: this.route[start + i],
      fromMm: this.fromMm[start + i],
      toMm: this.toMm[start + i],
      bank: BANKS[this.bank[start + i]],
      kind: KINDS[this.kind[start + i]],
      day: this.day[start + i],
    }));
  }

  private grow(size: number): void {
    this.track = grown(this.track, size);
    this.route = grown(this.route, size);
    this.fromMm = grown(this.fromMm, size);
    this.toMm = grown(this.toMm, size);
    this.bank = grown(this.bank, size);
    this.kind = grown(this.kind, size);
    this.day = grown(this.day, size);
  }
}
