/** The tile sets of the districts, each made once per data version. */
import { setImmediate as turn } from 'node:timers/promises';
import { type DistrictTiles, LayerIndex } from '../../../tiles/layer.ts';
import { LAYERS, type LayerId } from '../../../tiles/manifest.ts';
import { extentOf } from '../../../tiles/pyramid/extent.ts';
import type { Database, Executor } from '../../db/database.ts';
import { getDistrict } from '../../district/district.ts';
import type { Districts } from '../../district/districts.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { DomainError } from '../../errors.ts';
import { outfallLayer } from './outfalls.ts';
import { coverageLayer, gapLayer } from './ranges.ts';
import { projectRoutes, riverLayer } from './rivers.ts';
import { indexStoredLayers, type StoredIndexes } from './stored-indexes.ts';

export class TileSets {
  private readonly db: Database;
  private readonly districts: Districts;
  private readonly made = new Map<string, { version: number; set: Promise<DistrictTiles> }>();
  private readonly stored = new Map<string, StoredIndexes>();

  constructor(db: Database, districts: Districts) {
    this.db = db;
    this.districts = districts;
  }

  /** The set of the newest version this process knows of; undefined for a district that does not exist. */
  async find(key: string): Promise<DistrictTiles | undefined> {
    const snapshot = await this.districts.recent(key).catch(undefinedIfUnknown);
    if (!snapshot) return undefined;
    const { version } = snapshot.district;
    const held = this.made.get(key);
    if (held?.version === version) return held.set;
    const set = this.make(key);
    this.made.set(key, { version, set });
    set.catch(() => this.made.delete(key));
    return set;
  }

  /** Reads what the snapshot does not hold in one transaction at the snapshot's own version: no tile mixes two. */
  private async make(key: string): Promise<DistrictTiles> {
    for (;;) {
      const snapshot = await this.districts.get(key);
      const set = await this.db.transaction(async (tx) => {
        await tx.query('set transaction isolation level repeatable read');
        const { version } = await getDistrict(tx, key);
        return version === snapshot.district.version ? this.makeAt(tx, snapshot) : undefined;
      });
      if (set) return set;
    }
  }

  private async makeAt(db: Executor, snapshot: Snapshot): Promise<DistrictTiles> {
    const { district } = snapshot;
    const stored = await indexStoredLayers(db, district, this.stored.get(district.key));
    this.stored.set(district.key, stored);
    const routes = projectRoutes(snapshot);
    const derived = new Map<LayerId, LayerIndex>();
    for (const make of [riverLayer, coverageLayer, gapLayer, () => outfallLayer(db, district)]) {
      await turn(); // each takes a good part of a slice in a large district: requests have their turn between them
      const source = await make(snapshot, routes);
      await turn();
      derived.set(source.layer, new LayerIndex(source));
    }
    const layers = new Map(LAYER_IDS.map((id) => [id, (derived.get(id) ?? stored.layers.get(id))!]));
    const { version, recomputing, name, synthetic } = district;
    return { version, recomputing, bbox: extentOf(layers.values()), name, synthetic, layers };
  }
}

const LAYER_IDS = Object.keys(LAYERS) as LayerId[];

function undefinedIfUnknown(error: unknown): undefined {
  if (error instanceof DomainError && error.code === 'district_unknown') return undefined;
  throw error;
}
