/** Of two answers to one question the one asked for later stays, whichever comes last. Pure. */
export class InOrder {
  #asked = 0;
  #heard = 0; // of those asked the latest that was answered

  /** @returns whether the answer to what is asked now is to be taken, once it is there: one that comes after a later one is of an older version */
  ask(): () => boolean {
    const turn = ++this.#asked;
    return () => {
      if (turn < this.#heard) return false;
      this.#heard = turn;
      return true;
    };
  }
}
