/** One after the other: the embedded database has a single session, and a transaction keeps it to its end. */

export class Queue {
  #tail: Promise<unknown> = Promise.resolve();

  /** Runs `work` when everything asked for before it has settled. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#tail.then(work);
    this.#tail = turn.catch(() => {});
    return turn;
  }
}
