/** Rows gathered until a piece of them is full: by their number, their vertices, and the text they hold. */
import type { Held } from './request.ts';
import type { ReadyRow } from './rows/convert.ts';
import { textOf } from './text-held.ts';

export type PieceLimits = Pick<Held, 'rows' | 'vertices' | 'text'>;

export class Piece {
  readonly rows: ReadyRow[] = [];
  private vertices = 0;
  private text = 0;
  private readonly limits: PieceLimits;

  constructor(limits: PieceLimits) {
    this.limits = limits;
  }

  add(row: ReadyRow): void {
    this.rows.push(row);
    for (const { plane } of row.shapes) this.vertices += plane.length / 2;
    this.text += textOf(row.properties);
  }

  get isFull(): boolean {
    const { rows, vertices, text } = this.limits;
    return this.rows.length >= rows || this.vertices >= vertices || this.text >= text;
  }
}
