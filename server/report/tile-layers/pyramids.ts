/** The pyramids of the districts in memory: made at low priority, bounded over all of them. */
import type { DistrictTiles } from '../../../tiles/layer.ts';
import type { LayerId } from '../../../tiles/manifest.ts';
import type { PreparedTile } from '../../../tiles/prepared-tile.ts';
import { Pyramid } from '../../../tiles/pyramid/pyramid.ts';
import type { TileSet } from '../../../tiles/tile-set.ts';
import { isOlder } from '../../district/district.ts';
import type { Districts } from '../../district/districts.ts';
import { nextSlice, SLICE_MS } from '../../district/slices.ts';
import { compressTile } from './compress-tile.ts';
import type { TileSets } from './tile-sets.ts';

/** Tiles being compressed while the next are encoded; few, for the compression of requests waits behind them. */
const TILES_AT_ONCE = 4;

export class Pyramids {
  private readonly limitBytes: number;
  private readonly now: () => number;
  /** In the order of making, the newest last. */
  private readonly made = new Map<string, Pyramid>();
  /** What is under way, to be waited for at the end. */
  private working: Promise<void> | undefined;
  private readonly finding = new Set<Promise<void>>();
  private unfollow = () => {};
  private closed = false;

  /** @param now  milliseconds from any start; tests count with a clock of their own. */
  constructor(limitBytes: number, now = () => performance.now()) {
    this.limitBytes = limitBytes;
    this.now = now;
  }

  /** The tile as of this set's version; undefined where it has to be made on demand. */
  find(district: string, set: TileSet, layers: readonly LayerId[], tile: TileNumbers): PreparedTile | undefined {
    const pyramid = this.made.get(district);
    return pyramid?.set.version === set.version ? pyramid.find(layers, ...tile) : undefined;
  }

  /** The same by the names in an address, for tiles that are known to exist. */
  findReady(
    district: string,
    version: number,
    layers: string,
    z: number,
    x: number,
    y: number,
  ): PreparedTile | undefined {
    const pyramid = this.made.get(district);
    return pyramid?.set.version === version ? pyramid.findReady(layers, z, y * 2 ** z + x) : undefined;
  }

  /** Makes the tiles of each version that this process comes to know; those of a district that is gone leave at once. */
  follow(districts: Districts, tileSets: TileSets): void {
    this.unfollow = districts.follow((district, version) => {
      if (version === undefined) this.made.delete(district);
      const found = tileSets
        .find(district)
        .then((set) => set && this.renew(district, set))
        .catch(() => {}) // tiles are then made on demand, where the error has a request to be told to
        .finally(() => this.finding.delete(found));
      this.finding.add(found);
    });
  }

  /** Goes over to a new version: what looks the same is kept, the rest is made again in the background. */
  renew(district: string, set: DistrictTiles): void {
    const before = this.made.get(district);
    if (this.closed || (before && !isOlder(before.set, set))) return;
    this.made.delete(district);
    this.made.set(district, new Pyramid(set, before));
    this.working ??= this.work();
  }

  /** Settles when nothing is under way any more. */
  async close(): Promise<void> {
    this.closed = true;
    this.unfollow();
    await Promise.all([...this.finding, this.working]);
  }

  status(): { district: string; tiles: number; pending: number; bytes: number }[] {
    return [...this.made].map(([district, { tiles, pending, tileBytes }]) => {
      return { district, tiles, pending, bytes: tileBytes };
    });
  }

  private async work(): Promise<void> {
    const making = new Set<Promise<unknown>>();
    while (!this.closed) {
      await nextSlice();
      const next = this.unfinished();
      if (next) this.makeSlice(next, making);
      else if (making.size === 0) break;
      const isWaiting = !next || next.unmade === 0 || making.size === TILES_AT_ONCE;
      if (isWaiting && making.size > 0) await Promise.race(making);
    }
    await Promise.all(making);
    this.working = undefined;
  }

  private makeSlice(pyramid: Pyramid, making: Set<Promise<unknown>>): void {
    const until = this.now() + SLICE_MS;
    while (this.now() < until && pyramid.unmade > 0 && making.size < TILES_AT_ONCE) {
      if (pyramid.planNext() || pyramid.prepareNext()) continue;
      const made: Promise<unknown> = pyramid.makeNext(compressTile).finally(() => making.delete(made));
      making.add(made);
    }
    this.keepWithin(pyramid);
  }

  private unfinished(): Pyramid | undefined {
    return [...this.made.values()].find(({ unmade }) => unmade > 0);
  }

  /** Pyramids of other districts go first, the oldest first; then what is left of this one is made on demand. */
  private keepWithin(current: Pyramid): void {
    const bytes = () => [...this.made.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
    for (const [district, pyramid] of this.made) {
      if (bytes() <= this.limitBytes) return;
      if (pyramid !== current) this.made.delete(district);
    }
    if (bytes() > this.limitBytes) current.stop();
  }
}

type TileNumbers = readonly [zoom: number, x: number, y: number];
