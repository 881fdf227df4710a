/** Whose outfalls a map draws while a filter comes or goes: those that it drew stay, alone, until the others are there. */
export type Outfalls = 'plain' | 'left';

export class LeftOutfalls {
  /** Of the outfalls that a filter leaves; null where the plain tiles are all. */
  tiles: string | null = null;
  #wanted: string | null = null;
  #drawn: Outfalls = 'plain';

  /** @param isDrawing whether something is drawn that should stay meanwhile */
  want(tiles: string | null, isDrawing: boolean): void {
    this.#wanted = tiles;
    if (!isDrawing) this.#drawn = this.#aim;
    this.tiles = tiles ?? (this.#drawn === 'left' ? this.tiles : null);
  }

  get #aim(): Outfalls {
    return this.#wanted === null ? 'plain' : 'left';
  }

  /** Which are read and not seen yet. */
  get waits(): Outfalls | null {
    return this.#aim === this.#drawn ? null : this.#aim;
  }

  get hidesPlain(): boolean {
    return this.#drawn === 'left' && this.waits === null;
  }

  /** All that is wanted has come. @returns whether the map must be drawn otherwise */
  come(): boolean {
    if (this.waits === null) return false;
    this.#drawn = this.#aim;
    this.tiles = this.#wanted;
    return true;
  }
}
