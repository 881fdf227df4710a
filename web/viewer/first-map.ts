/** The numbers of the first view wait for its map: on few cores both at once would keep both. */

const AT_MOST_MS = 2000; // a map that never draws does not keep the table empty

export class FirstMap {
  #come = () => {};
  readonly #waited = new Promise<void>((resolve) => {
    this.#come = resolve;
  });
  #isTimed = false;

  /** Its tiles are there, or it will not be drawn. */
  come(): void {
    this.#come();
  }

  /** Settles when the map has come, or has taken too long since this was asked first. */
  wait(): Promise<void> {
    if (!this.#isTimed) setTimeout(this.#come, AT_MOST_MS);
    this.#isTimed = true;
    return this.#waited;
  }
}
