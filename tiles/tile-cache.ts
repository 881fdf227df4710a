/** Encoded tiles kept in memory, least recently used first to leave. */

import { type PreparedTile, preparedBytes } from './prepared-tile.ts';

export interface KeptTile {
  readonly version: number;
  readonly tile: PreparedTile;
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
  find(key: string, version: number): PreparedTile | undefined {
    const kept = this.kept.get(key);
    if (!kept) return undefined;
    this.drop(key, kept);
    if (kept.version !== version) return undefined;
    this.keep(key, kept);
    return kept.tile;
  }

  put(key: string, kept: KeptTile): void {
    const before = this.kept.get(key);
    if (before) this.drop(key, before);
    this.keep(key, kept);
    for (const [oldest, old] of this.kept) {
      if (this.bytes <= this.limitBytes) break;
      this.drop(oldest, old);
    }
  }

  /** Drops what is kept under keys that begin so. */
  forget(start: string): void {
    for (const [key, kept] of this.kept) if (key.startsWith(start)) this.drop(key, kept);
  }

  private keep(key: string, kept: KeptTile): void {
    this.kept.set(key, kept);
    this.bytes += preparedBytes(kept.tile);
  }

  private drop(key: string, kept: KeptTile): void {
    this.kept.delete(key);
    this.bytes -= preparedBytes(kept.tile);
  }
}
