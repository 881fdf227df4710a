/** Whose outfalls a map draws while a filter comes or goes: those that it drew stay until the others are there. */
export class LeftOutfalls {
  /** Of the outfalls that a filter leaves, drawn now; null where the plain tiles are. */
  tiles: string | null = null;
  #wanted: string | null = null;
  #isTurning = false;

  /** @param isDrawing whether something is drawn that should stay meanwhile */
  want(tiles: string | null, isDrawing: boolean): void {
    this.#isTurning ||= isDrawing && (tiles === null) !== (this.#wanted === null);
    this.#wanted = tiles;
    this.tiles = tiles ?? (this.#isTurning ? this.tiles : null);
  }

  get hidesPlain(): boolean {
    return this.tiles !== null && !this.#isTurning;
  }

  /** All that is wanted has come. @returns whether the map must be drawn otherwise */
  come(): boolean {
    if (!this.#isTurning) return false;
    this.#isTurning = false;
    this.tiles = this.#wanted;
    return true;
  }
}
