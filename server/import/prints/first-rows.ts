/** Which row of a file had a key or a place first: 16 bytes a slot, outside JavaScript's heap. */
import { LANES, lanes, printPlace, printText } from './print.ts';

const FULL = 0.7; // of the slots: beyond it the table doubles

/** Ask first; what was not there may then be remembered. */
export class FirstRows {
  private prints = new Uint32Array(LANES * 64);
  private rows = new Int32Array(64);
  private count = 0;

  /** The row that was remembered for a text. */
  ofText(text: string): number | undefined {
    printText(text);
    return this.rowAt(this.slot());
  }

  rememberText(text: string, row: number): void {
    printText(text);
    this.put(this.slot(), row);
  }

  /** The row that was remembered for a place; `row` is remembered where none was. */
  ofPlace(x: number, y: number, row: number): number | undefined {
    printPlace(x, y);
    const slot = this.slot();
    const earlier = this.rowAt(slot);
    if (earlier === undefined) this.put(slot, row);
    return earlier;
  }

  /** Where the fingerprint at hand stands, or would stand. */
  private slot(): number {
    const { prints, rows } = this;
    const mask = rows.length - 1;
    let slot = lanes[0] & mask;
    while (prints[LANES * slot] !== 0 && !isAt(prints, slot)) slot = (slot + 1) & mask;
    return slot;
  }

  private rowAt(slot: number): number | undefined {
    return this.prints[LANES * slot] === 0 ? undefined : this.rows[slot];
  }

  private put(slot: number, row: number): void {
    if (this.prints[LANES * slot] === 0) this.count++;
    this.prints.set(lanes, LANES * slot);
    this.rows[slot] = row;
    if (this.count > FULL * this.rows.length) this.grow();
  }

  private grow(): void {
    const { prints, rows } = this;
    this.prints = new Uint32Array(prints.length * 2);
    this.rows = new Int32Array(rows.length * 2);
    const mask = this.rows.length - 1;
    for (let old = 0; old < rows.length; old++) {
      if (prints[LANES * old] === 0) continue;
      let slot = prints[LANES * old] & mask;
      while (this.prints[LANES * slot] !== 0) slot = (slot + 1) & mask;
      for (let lane = 0; lane < LANES; lane++) this.prints[LANES * slot + lane] = prints[LANES * old + lane];
      this.rows[slot] = rows[old];
    }
  }
}

function isAt(prints: Uint32Array, slot: number): boolean {
  const at = LANES * slot;
  return prints[at] === lanes[0] && prints[at + 1] === lanes[1] && prints[at + 2] === lanes[2];
}
