/** Layers as of a day or of some features only: made when they are asked for, each once, and kept while memory lasts. */
import { type DistrictTiles, LayerIndex } from '../../../tiles/layer.ts';
import { TILE_MAXZOOM } from '../../../tiles/manifest.ts';
import type { Database } from '../../db/database.ts';
import { isOlder, isSameState, type StateOf } from '../../district/district.ts';
import type { Districts } from '../../district/districts.ts';
import { Slices } from '../../district/slices.ts';
import { indexAsked } from './asked-index.ts';
import { atVersion } from './at-version.ts';
import { dayOfStates } from './day-of-states.ts';
import { outfallLayer } from './outfalls.ts';
import { type Asked, type ChangedLayer, changedLayers, questionText, type TileQuestion } from './question.ts';
import type { Ground, TileSets } from './tile-sets.ts';

interface Held {
  readonly of: StateOf;
  /** Undefined where the register went on meanwhile. */
  readonly making: Promise<LayerIndex | undefined>;
  layer?: LayerIndex;
}

export class AskedLayers {
  /** Since the start. */
  made = 0;
  private readonly db: Database;
  private readonly districts: Districts;
  private readonly tileSets: TileSets;
  private readonly limitBytes: number;
  private readonly slices: Slices;
  /** In the order of use, the latest last. */
  private readonly held = new Map<string, Held>();

  constructor(db: Database, districts: Districts, tileSets: TileSets, limitBytes: number, slices = new Slices()) {
    this.db = db;
    this.districts = districts;
    this.tileSets = tileSets;
    this.limitBytes = limitBytes;
    this.slices = slices;
  }

  get kept(): number {
    return this.held.size;
  }

  get byteLength(): number {
    let bytes = 0;
    for (const { layer } of this.held.values()) bytes += layer?.byteLength ?? 0;
    return bytes;
  }

  /**
   * The district's tiles with the layers asked for as the question wants them; undefined for a district that does not exist.
   * @throws DomainError `river_unknown`, `town_unknown` (404), `unknown_value`, `rejected_outfalls`, `date_invalid`
   */
  async find(key: string, asked: Asked): Promise<DistrictTiles | undefined> {
    for (;;) {
      const ground = await this.tileSets.findGround(key);
      if (!ground) return undefined;
      const used = changedLayers(asked).flatMap(([id, question]) => this.use(ground, id, question));
      const made = await Promise.all(used.map(({ making }) => making));
      const changed = made.filter((layer) => layer !== undefined);
      if (asked.zoom !== undefined) await this.pack(changed, Math.min(asked.zoom, TILE_MAXZOOM));
      this.dropBeyondLimit(used);
      const { tiles } = ground;
      if (changed.length === made.length)
        return { ...tiles, layers: new Map([...tiles.layers, ...changed.map((layer) => [layer.id, layer] as const)]) };
      await this.districts.get(key); // from here on the newer version is known
    }
  }

  /** The layer as it is held or begun to be made; none where it is the plain one. */
  private use(ground: Ground, id: ChangedLayer, question: TileQuestion): Held[] {
    const asked = withDayOfStates(ground, question);
    if (!asked) return [];
    const { district } = ground.snapshot;
    const name = `${district.key} ${id} ${questionText(asked)}`;
    const known = this.held.get(name);
    const held = known && isSameState(known.of, district) ? known : this.begin(ground, id, asked, name);
    this.held.delete(name);
    this.held.set(name, held);
    return [held];
  }

  private begin(ground: Ground, id: ChangedLayer, asked: TileQuestion, name: string): Held {
    const { district } = ground.snapshot;
    for (const [other, { of: old }] of this.held)
      if (isOlder(old, district) && other.startsWith(`${district.key} `)) this.held.delete(other);
    const held: Held = { of: district, making: this.make(ground, id, asked) };
    const forget = () => this.held.get(name) === held && this.held.delete(name);
    held.making.then((layer) => {
      held.layer = layer;
      if (!layer) forget();
    }, forget);
    return held;
  }

  private async make(
    { snapshot, routes }: Ground,
    id: ChangedLayer,
    asked: TileQuestion,
  ): Promise<LayerIndex | undefined> {
    this.made++;
    if (id !== 'outfalls') return this.slices.run(indexAsked(snapshot, routes, id, asked));
    const source = await atVersion(this.db, snapshot.district, (tx) =>
      outfallLayer(tx, snapshot.district, asked, this.slices),
    );
    return source && this.slices.run(LayerIndex.inPieces(source));
  }

  /** What is packed already waits for nobody. */
  private async pack(layers: readonly LayerIndex[], zoom: number): Promise<void> {
    const unpacked = layers.filter((layer) => layer.prepareSome(zoom));
    if (unpacked.length > 0) await this.slices.run(packing(unpacked, zoom));
  }

  /** Those in use stay: a question larger than the limit would else be made anew for each of its tiles. */
  private dropBeyondLimit(used: readonly Held[]): void {
    for (const [name, held] of this.held) {
      if (this.byteLength <= this.limitBytes) return;
      if (!used.includes(held)) this.held.delete(name);
    }
  }
}

function* packing(layers: readonly LayerIndex[], zoom: number) {
  for (const layer of layers) while (layer.prepareSome(zoom)) yield;
}

/** One spelling for all days of the same states; undefined where the layer is the plain one. */
function withDayOfStates({ snapshot }: Ground, question: TileQuestion): TileQuestion | undefined {
  if (question.as_of === undefined) return question;
  const { as_of, ...rest } = question;
  const day = dayOfStates(snapshot.surveyed, as_of);
  if (day !== undefined) return { as_of: day, ...rest };
  return Object.keys(rest).length > 0 ? rest : undefined;
}
