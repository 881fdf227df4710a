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

/** What is made of each zoom: piece by piece ahead of its first tile, or whole when that tile is asked for. */
export class ByZoom<Made> {
  private readonly ready = new Map<number, Made>();
  private readonly begun = new Map<number, InPieces<Made>>();
  private readonly work: (zoom: number) => InPieces<Made>;

  constructor(work: (zoom: number) => InPieces<Made>) {
    this.work = work;
  }

  get(zoom: number): Made {
    const ready = this.ready.get(zoom);
    return ready ?? this.keep(zoom, whole(this.begin(zoom)));
  }

  /** Does one piece of a zoom; false when it is ready. */
  step(zoom: number): boolean {
    if (this.ready.has(zoom)) return false;
    const { done, value } = this.begin(zoom).next();
    if (done) this.keep(zoom, value);
    return !done;
  }

  values(): Iterable<Made> {
    return this.ready.values();
  }

  private begin(zoom: number): InPieces<Made> {
    const work = this.begun.get(zoom) ?? this.work(zoom);
    this.begun.set(zoom, work);
    return work;
  }

  private keep(zoom: number, made: Made): Made {
    this.begun.delete(zoom);
    this.ready.set(zoom, made);
    return made;
  }
}

/** Comparisons of edges in one piece: some milliseconds. */
export const COMPARISONS = 200_000;

/** Counts work, and tells when a piece is done. */
export class Turns {
  private done = 0;
  private readonly piece: number;

  constructor(piece: number = COMPARISONS) {
    this.piece = piece;
  }

  isOver(more: number): boolean {
    this.done += more;
    if (this.done < this.piece) return false;
    this.done = 0;
    return true;
  }
}
