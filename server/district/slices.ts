/** Long work on the thread that answers requests: a slice at a time, between which they have their turn. */
import type { InPieces } from '../engine/in-pieces.ts';

/** For so long requests may wait for their turn: a slice and the piece that was under way when its time was over. */
const HOLD_MS = 20;
const PIECE_MS = 5;
export const SLICE_MS = HOLD_MS - PIECE_MS;

/** Of all works in this process. */
const waiting: (() => void)[] = [];

/** Settles when a slice may begin: whoever works, between two turns of the requests there is one, in the order of asking. */
export function nextSlice(): Promise<void> {
  return new Promise((begin) => {
    if (waiting.push(begin) === 1) setImmediate(beginOne);
  });
}

function beginOne(): void {
  waiting.shift()!();
  if (waiting.length > 0) setImmediate(beginOne); // after the requests' turn: what is set here waits for the next round
}

/** Works that are handed in are done one after another. */
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
      await nextSlice(); // the first too: who hands in a work has taken time of this turn already
      const until = this.now() + SLICE_MS;
      do {
        const { done, value } = work.next();
        if (done) return value;
      } while (this.now() < until);
    }
  }
}
