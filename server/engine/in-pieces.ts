/** Long work in pieces of some milliseconds, between which requests have their turn. */

/** Yields between pieces, returns what it makes. */
export type InPieces<Made> = Generator<undefined, Made>;

/** All of it at once. */
export function whole<Made>(work: InPieces<Made>): Made {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Counts work, and tells when a piece is done. */
export class Turns {
  private done = 0;
  private readonly piece: number;

  /** @param piece  what is done in some milliseconds. */
  constructor(piece: number) {
    this.piece = piece;
  }

  isOver(more: number): boolean {
    this.done += more;
    if (this.done < this.piece) return false;
    this.done = 0;
    return true;
  }
}
