/** What is packed of each zoom. */
import { type InPieces, whole } from '../../server/engine/in-pieces.ts';

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
