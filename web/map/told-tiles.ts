/** Tells the sources of a map their other tiles, so that none is left behind. */
import type { Map as GlMap, MapSourceDataEvent, StyleSpecification, VectorTileSource } from 'maplibre-gl';

/**
 * A map loses new addresses in two ways. A tile on its way when they come is not asked for anew, only read again when it
 * is there; one asked for anew twice stays as the slower answer has it: so a source hears of another address when
 * nothing of it is on its way. And between a change of the style and the frame that follows a source keeps still and
 * forgets what it hears: so it hears it again after that frame. What is drawn stays until the new tiles are there.
 */
export class ToldTiles {
  readonly #map: GlMap;
  readonly #wanted = new Map<string, string>();
  readonly #followed = new WeakSet<VectorTileSource>();

  constructor(map: GlMap) {
    this.#map = map;
    map.on('render', () => this.#tell()); // each tile that comes is drawn
    map.on('error', () => this.#tell()); // one that does not come is not
  }

  /** A source that is not there comes with the style, and its address with it. */
  want(id: string, tiles: string): void {
    this.#wanted.set(id, tiles);
    this.#tell();
  }

  /** The style with the addresses that its sources have already: with others they would begin anew, empty. */
  told(style: StyleSpecification): StyleSpecification {
    const sources = Object.entries(style.sources).map(([id, source]) => {
      const tiles = source.type === 'vector' && source.tiles && this.#map.getSource<VectorTileSource>(id)?.tiles;
      return [id, tiles ? { ...source, tiles } : source];
    });
    return { ...style, sources: Object.fromEntries(sources) };
  }

  #tell(): void {
    for (const [id, tiles] of this.#wanted) {
      const source = this.#map.getSource<VectorTileSource>(id);
      if (!source || !this.#map.isSourceLoaded(id)) continue;
      this.#wanted.delete(id);
      if (source.tiles[0] !== tiles) this.#set(source, tiles);
    }
  }

  #set(source: VectorTileSource, tiles: string): void {
    if (!this.#followed.has(source)) source.on('data', (event) => this.#heard(source, event as MapSourceDataEvent));
    this.#followed.add(source);
    source.setTiles([tiles]);
  }

  /** With the next frame of the page, whether the map draws in it or not. */
  #heard(source: VectorTileSource, { sourceDataType, sourceDataChanged }: MapSourceDataEvent): void {
    if (sourceDataType !== 'content' || !sourceDataChanged || this.#map.isStyleLoaded()) return;
    this.#map.once('render', () => {
      if (this.#map.getSource(source.id) === source) this.#map.refreshTiles(source.id);
    });
  }
}
