/** Encoded tiles kept in memory, least recently used first to leave. */

/** What a kept tile costs beside its bytes: key, entry, buffer. */
const OVERHEAD_BYTES = 300;

export interface KeptTile {
  readonly version: number;
  /** Gzipped; empty for a tile without anything. */
  readonly gzipped: Uint8Array;
}

export class TileCache {
  private readonly limitBytes: number;
  /** In the order of use, the latest last. */
  private readonly kept = new Map<string, KeptTile>();
  private bytes = 0;

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }

  get byteLength(): number {
    return this.bytes;
  }

  /** The tile of that version; an older one under the key is dropped. */
  find(key: string, version: number): KeptTile | undefined {
    const tile = this.kept.get(key);
    if (!tile) return undefined;
    this.drop(key, tile);
    if (tile.version !== version) return undefined;
    this.keep(key, tile);
    return tile;
  }

  put(key: string, tile: KeptTile): void {
    const before = this.kept.get(key);
    if (before) this.drop(key, before);
    this.keep(key, tile);
    for (const [oldest, old] of this.kept) {
      if (this.bytes <= this.limitBytes) break;
      this.drop(oldest, old);
    }
  }

  private keep(key: string, tile: KeptTile): void {
    this.kept.set(key, tile);
    this.bytes += tile.gzipped.length + OVERHEAD_BYTES;
  }

  private drop(key: string, tile: KeptTile): void {
    this.kept.delete(key);
    this.bytes -= tile.gzipped.length + OVERHEAD_BYTES;
  }
}
