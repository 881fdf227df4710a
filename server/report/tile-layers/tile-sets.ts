/** The tile sets of the districts, each made once per data version. */

import type { WorldLines } from '../../../tiles/geometry/world.ts';
import { type DistrictTiles, LayerIndex } from '../../../tiles/layer.ts';
import { LAYERS, type LayerId } from '../../../tiles/manifest.ts';
import { extentInPieces } from '../../../tiles/pyramid/extent.ts';
import type { LayerSource } from '../../../tiles/source.ts';
import type { Database, Executor } from '../../db/database.ts';
import { isOlder, isSameState, type StateOf } from '../../district/district.ts';
import type { Districts } from '../../district/districts.ts';
import { Slices } from '../../district/slices.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import type { InPieces } from '../../engine/in-pieces.ts';
import { DomainError } from '../../errors.ts';
import { atVersion } from './at-version.ts';
import { outfallLayer } from './outfalls.ts';
import { coverageFeatures, gapFeatures } from './ranges.ts';
import { projectRoutes, riverLayer } from './rivers.ts';
import { cutFeatures, type RouteFeatures } from './route-features.ts';
import { indexStoredLayers, type StoredIndexes } from './stored-indexes.ts';

interface MadeTiles {
  readonly tiles: DistrictTiles;
  /** The routes that its lines are cut from. */
  readonly routes: WorldLines;
}

/** A district's tiles with what other layers of it can be made of, all of one version. */
export interface Ground extends MadeTiles {
  readonly snapshot: Snapshot;
}

interface Making {
  /** Undefined until it is known which version it will be: the newest by then. */
  of: StateOf | undefined;
  set: Promise<MadeTiles>;
}

export class TileSets {
  private readonly db: Database;
  private readonly districts: Districts;
  private readonly made = new Map<string, Making>();
  private readonly stored = new Map<string, StoredIndexes>();
  private readonly slices = new Slices();

  constructor(db: Database, districts: Districts) {
    this.db = db;
    this.districts = districts;
  }

  /** The set of the newest version this process knows of; undefined for a district that does not exist. */
  async find(key: string): Promise<DistrictTiles | undefined> {
    return (await this.findMade(key))?.tiles;
  }

  /** The same with what it was made of. */
  async findGround(key: string): Promise<Ground | undefined> {
    for (;;) {
      const made = await this.findMade(key);
      if (!made) return undefined;
      const snapshot = await this.districts.recent(key);
      if (isSameState(snapshot.district, made.tiles)) return { ...made, snapshot };
    }
  }

  private async findMade(key: string): Promise<MadeTiles | undefined> {
    for (;;) {
      const snapshot = await this.districts.recent(key).catch(undefinedIfUnknown);
      if (!snapshot) return this.forget(key);
      const made = await this.makingOf(key, snapshot.district).set;
      if (!isOlder(made.tiles, snapshot.district)) return made;
    }
  }

  /** One that has not begun yet will be of this version too: an edit and what is derived from it are two within a moment. */
  private makingOf(key: string, of: StateOf): Making {
    const held = this.made.get(key);
    if (held && (held.of === undefined || !isOlder(held.of, of))) return held;
    const making: Making = { of: undefined, set: Promise.resolve().then(() => this.make(key, making)) };
    this.made.set(key, making);
    making.set.catch(() => this.made.get(key) === making && this.made.delete(key));
    return making;
  }

  private forget(key: string): undefined {
    this.made.delete(key);
    this.stored.delete(key);
  }

  private async make(key: string, making: Making): Promise<MadeTiles> {
    for (;;) {
      const snapshot = await this.districts.get(key);
      const set = await atVersion(this.db, snapshot.district, (tx) => {
        making.of = snapshot.district;
        return this.makeAt(tx, snapshot);
      });
      if (set) return set;
    }
  }

  private async makeAt(db: Executor, snapshot: Snapshot): Promise<MadeTiles> {
    const { district } = snapshot;
    const { slices } = this;
    const stored = await indexStoredLayers(db, district, this.stored.get(district.key), slices);
    this.stored.set(district.key, stored);
    const outfalls = await outfallLayer(db, district, {}, slices);
    const { routes, derived } = await slices.run(indexDerived(snapshot, outfalls));
    const layers = new Map(LAYER_IDS.map((id) => [id, (derived.get(id) ?? stored.layers.get(id))!]));
    const bbox = await slices.run(extentInPieces(layers.values()));
    const { version, life, recomputing, name, synthetic } = district;
    return { tiles: { version, life, recomputing, bbox, name, synthetic, layers }, routes };
  }
}

/** What is made anew of each version. */
function* indexDerived(
  snapshot: Snapshot,
  outfalls: LayerSource,
): InPieces<{ routes: WorldLines; derived: Map<LayerId, LayerIndex> }> {
  const routes = yield* projectRoutes(snapshot);
  const derived = new Map<LayerId, LayerIndex>();
  for (const source of [
    yield* riverLayer(snapshot, routes),
    yield* cutLayer(coverageFeatures(snapshot), snapshot, routes),
    yield* cutLayer(gapFeatures(snapshot), snapshot, routes),
    outfalls,
  ]) {
    yield;
    derived.set(source.layer, yield* LayerIndex.inPieces(source));
  }
  return { routes, derived };
}

function* cutLayer(features: InPieces<RouteFeatures>, { rulers }: Snapshot, routes: WorldLines): InPieces<LayerSource> {
  return yield* cutFeatures(yield* features, rulers, routes);
}

const LAYER_IDS = Object.keys(LAYERS) as LayerId[];

function undefinedIfUnknown(error: unknown): undefined {
  if (error instanceof DomainError && error.code === 'district_unknown') return undefined;
  throw error;
}
