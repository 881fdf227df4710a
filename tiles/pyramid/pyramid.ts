/**
 * All tiles of one district at one data version, compressed and kept in memory, so that no tile is cold. The layers of
 * a tile are encoded once; each layer alone and the viewer's default set are kept.
 */
import type { DistrictTiles, LayerIndex } from '../layer.ts';
import { DEFAULT_LAYERS, type LayerId, TILE_MAXZOOM, TILE_MINZOOM } from '../manifest.ts';
import { type Compress, NOTHING, type PreparedTile, preparedBytes } from '../prepared-tile.ts';
import { joinLayers } from '../tile-set.ts';
import { placesOf } from './places.ts';
import { type Boxes, changedBoxes, touchedTiles } from './touched-tiles.ts';

/** Of a district's tile: its zoom and y × 2^zoom + x. */
export interface TilePlace {
  readonly zoom: number;
  readonly number: number;
}

const DEFAULT_KEY = DEFAULT_LAYERS.join();

export class Pyramid {
  readonly set: DistrictTiles;
  byteLength = 0;
  /** By combination of layers, then zoom, then tile number. */
  private readonly kept = new Map<string, Map<number, PreparedTile>[]>(); // the default set has every tile made, empty ones too
  private todo: TilePlace[] = [];
  /** Tiles that are encoded and being compressed. */
  private making = 0;
  /** The zoom whose layers are packed or about to be, and those that are not yet. */
  private zoom = -1;
  private unpacked: LayerIndex[] = [];

  /** Takes over from the version before what looks the same in both. */
  constructor(set: DistrictTiles, before?: Pyramid) {
    this.set = set;
    for (const key of [DEFAULT_KEY, ...set.layers.keys()])
      this.kept.set(
        key,
        Array.from({ length: TILE_MAXZOOM + 1 }, () => new Map()),
      );
    const changed = before ? changesBetween(before.set, set) : [];
    for (let zoom = TILE_MINZOOM; zoom <= TILE_MAXZOOM; zoom++) {
      const touched = touchedTiles(changed, zoom);
      for (const number of placesOf(set, zoom))
        if (touched.has(number) || !this.takeOver(before, zoom, number)) this.todo.push({ zoom, number });
    }
    this.todo.reverse(); // taken from the end: far zooms first, they take longest when cold
  }

  /** Tiles not begun. */
  get unmade(): number {
    return this.todo.length;
  }

  /** Tiles not made yet. */
  get pending(): number {
    return this.todo.length + this.making;
  }

  /** Tiles made, whatever the combination. */
  get tiles(): number {
    return this.kept.get(DEFAULT_KEY)!.reduce((sum, tiles) => sum + tiles.size, 0);
  }

  /** Undefined where it is not made yet, or is no combination that is kept. */
  find(layers: readonly LayerId[], zoom: number, x: number, y: number): PreparedTile | undefined {
    const number = y * 2 ** zoom + x;
    const tiles = this.kept.get(layers.join())?.[zoom];
    return tiles?.get(number) ?? (tiles && this.made(zoom, number) ? NOTHING : undefined);
  }

  /** A tile that is made and holds something, its layers named as in the key. */
  findReady(layers: string, zoom: number, number: number): PreparedTile | undefined {
    return this.kept.get(layers)?.[zoom]?.get(number);
  }

  private made(zoom: number, number: number): boolean {
    return this.kept.get(DEFAULT_KEY)![zoom].has(number);
  }

  /** Does a piece of packing the layers for the zoom that comes next, whose first tile would else wait; false when none is left. */
  prepareNext(): boolean {
    const zoom = this.todo.at(-1)?.zoom ?? this.zoom;
    if (zoom !== this.zoom) this.unpacked = [...this.set.layers.values()].filter((layer) => layer.isShown(zoom));
    this.zoom = zoom;
    const layer = this.unpacked.at(-1);
    if (!layer) return false;
    if (!layer.prepareSome(zoom)) this.unpacked.pop();
    return true;
  }

  /** Encodes and keeps the next tile; false when none is left. The encoding is synchronous, the compression is not. */
  async makeNext(compress: Compress): Promise<boolean> {
    const place = this.todo.pop();
    if (!place) return false;
    this.making++;
    try {
      await this.make(place, compress);
    } finally {
      this.making--;
    }
    return true;
  }

  private async make({ zoom, number }: TilePlace, compress: Compress): Promise<void> {
    const side = 2 ** zoom;
    const raw = [...this.set.layers]
      .map(([id, layer]) => [id, layer.encode(zoom, number % side, Math.floor(number / side))] as const)
      .filter(([, bytes]) => bytes.length > 0);
    const whole = joinLayers(DEFAULT_LAYERS.map((id) => raw.find(([layer]) => layer === id)?.[1]));
    const alone = await Promise.all(raw.map(async ([id, bytes]) => [id, bytes, await compress(bytes)] as const));
    for (const [id, , tile] of alone) this.keep(id, zoom, number, tile);
    // the whole last: a tile counts as made when its layers are there; where it is one layer it is that layer's tile
    const same = alone.find(([, bytes]) => bytes === whole)?.[2];
    this.keep(DEFAULT_KEY, zoom, number, same ?? (whole.length > 0 ? await compress(whole) : NOTHING));
  }

  /** Gives up what is not made yet: memory is short. */
  stop(): void {
    this.todo = [];
  }

  private keep(key: string, zoom: number, number: number, tile: PreparedTile): void {
    this.kept.get(key)![zoom].set(number, tile);
    this.byteLength += preparedBytes(tile);
  }

  private takeOver(before: Pyramid | undefined, zoom: number, number: number): boolean {
    if (!before?.made(zoom, number)) return false;
    for (const [key, zooms] of before.kept) {
      const tile = zooms[zoom].get(number);
      if (tile) this.keep(key, zoom, number, tile);
    }
    return true;
  }
}

function changesBetween(before: DistrictTiles, after: DistrictTiles): Boxes {
  const changed = [...after.layers].filter(([id, layer]) => before.layers.get(id) !== layer);
  return changed.flatMap(([id, { marks }]) => changedBoxes(before.layers.get(id)?.marks, marks));
}
