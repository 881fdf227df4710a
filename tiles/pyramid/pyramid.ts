/**
 * All tiles of one district at one data version, compressed and kept in memory, so that no tile is cold. The layers of
 * a tile are encoded once; each layer alone and the viewer's default set are kept.
 */
import type { InPieces } from '../../server/engine/in-pieces.ts';
import type { DistrictTiles, LayerIndex } from '../layer.ts';
import { DEFAULT_LAYERS, type LayerId, TILE_MAXZOOM, TILE_MINZOOM } from '../manifest.ts';
import { type Compress, NOTHING, type PreparedTile, preparedBytes } from '../prepared-tile.ts';
import { joinLayers } from '../tile-set.ts';
import { type Changes, changesOf } from './changes.ts';
import { placesInPieces } from './places.ts';
import { touchedTiles } from './touched-tiles.ts';

/** Of a district's tile: its zoom and y × 2^zoom + x. */
export interface TilePlace {
  readonly zoom: number;
  readonly number: number;
}

/** Tiles taken over in one piece of work: some milliseconds. */
const PIECE = 500;

const DEFAULT_KEY = DEFAULT_LAYERS.join();

export class Pyramid {
  readonly set: DistrictTiles;
  byteLength = 0;
  /** By combination of layers, then zoom, then tile number. */
  private readonly kept = new Map<string, Map<number, PreparedTile>[]>(); // the default set has every tile made, empty ones too
  private todo: TilePlace[] = [];
  /** By zoom: where it has anything to show. */
  private readonly places: Set<number>[] = [];
  private planning: InPieces<void> | undefined;
  /** Whose tiles are in memory until it is known which of them are kept. */
  private before: Pyramid | undefined;
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
    this.before = before;
    this.planning = this.plan(before);
  }

  /**
   * Does a piece of finding out which tiles there are and which of them the version before has; false when that is done. The
   * whole of it would take a slice several times over.
   */
  planNext(): boolean {
    if (this.planning?.next().done) this.endPlanning();
    return this.planning !== undefined;
  }

  private endPlanning(): void {
    this.planning = undefined;
    this.before = undefined;
  }

  /** A zoom or a layer at a time. */
  private *plan(before: Pyramid | undefined): InPieces<void> {
    while (before?.planNext()) yield; // else what it was to take over would be made again
    const changes: Changes[] = [];
    for (const [id, layer] of before ? this.set.layers : []) {
      const old = before!.set.layers.get(id);
      if (old === layer) continue;
      changes.push(changesOf(old, layer));
      yield;
    }
    const todo: TilePlace[] = [];
    for (let zoom = TILE_MAXZOOM; zoom >= TILE_MINZOOM; zoom--) {
      const touched = yield* touchedTiles(changes, zoom);
      yield;
      this.places[zoom] = yield* placesInPieces(this.set, zoom);
      let seen = 0;
      for (const number of this.places[zoom]) {
        if (touched.has(number) || !this.takeOver(before, zoom, number)) todo.push({ zoom, number });
        if (++seen % PIECE === 0) yield;
      }
      yield;
    }
    this.todo = todo; // taken from the end: far zooms first, they take longest when cold
  }

  /** Tiles not begun; while it is not known how many there are, one. */
  get unmade(): number {
    return this.planning ? 1 : this.todo.length;
  }

  /** Tiles not made yet. */
  get pending(): number {
    return this.unmade + this.making;
  }

  /** Tiles made, whatever the combination: those of the version before until it is known which of them are kept. */
  get tiles(): number {
    if (this.before) return this.before.tiles;
    return this.kept.get(DEFAULT_KEY)!.reduce((sum, tiles) => sum + tiles.size, 0);
  }

  /** Memory held by them. */
  get tileBytes(): number {
    return this.before ? this.before.tileBytes : this.byteLength;
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
    while (this.planNext());
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
    this.endPlanning();
    this.todo = [];
  }

  private keep(key: string, zoom: number, number: number, tile: PreparedTile): void {
    this.kept.get(key)![zoom].set(number, tile);
    this.byteLength += preparedBytes(tile);
  }

  /** Where there was nothing before and nothing has changed, there is nothing. */
  private takeOver(before: Pyramid | undefined, zoom: number, number: number): boolean {
    const places = before?.places[zoom]; // none of a zoom that was given up before it was looked at
    if (places && !places.has(number)) this.keep(DEFAULT_KEY, zoom, number, NOTHING);
    else if (before?.made(zoom, number)) this.takeTile(before, zoom, number);
    else return false;
    return true;
  }

  private takeTile(before: Pyramid, zoom: number, number: number): void {
    for (const [key, zooms] of before.kept) {
      const tile = zooms[zoom].get(number);
      if (tile) this.keep(key, zoom, number, tile);
    }
  }
}
