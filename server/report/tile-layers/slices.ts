/** Long work on the thread that answers requests: a slice at a time, between which they have their turn. */
import { setImmediate as turn } from 'node:timers/promises';
import type { InPieces } from '../../../tiles/geometry/in-pieces.ts';

/** After so long requests have their turn: the piece under way is the last of its slice. */
export const SLICE_MS = 20;

/** Works that are handed in are done one after another: two at once would take two slices between two turns. */
export class Slices {
  private readonly now: () => number;
  private last: Promise<unknown> = Promise.resolve();

  /** @param now  milliseconds from any start; tests count with a clock of their own. */
  constructor(now = () => performance.now()) {
    this.now = now;
  }

  /** What the work makes, or throws. */
  run<Made>(work: InPieces<Made>): Promise<Made> {
    const made = this.last.then(() => this.finish(work));
    this.last = made.catch(() => {}); // it is told to who asked
    return made;
  }

  private async finish<Made>(work: InPieces<Made>): Promise<Made> {
    for (;;) {
      const until = this.now() + SLICE_MS;
      do {
        const { done, value } = work.next();
        if (done) return value;
      } while (this.now() < until);
      await turn();
    }
  }
}
