/** The tile sets of the districts, each made once per data version. */
import { LayerIndex } from '../../../tiles/layer.ts';
import type { TileSet } from '../../../tiles/tile-set.ts';
import type { Database, Executor } from '../../db/database.ts';
import { getDistrict } from '../../district/district.ts';
import type { Districts } from '../../district/districts.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { DomainError } from '../../errors.ts';
import { type Bbox, emptyBox, extendBox } from '../river-boxes.ts';
import { townLayer, waterLayer } from './areas.ts';
import { outfallLayer } from './outfalls.ts';
import { coverageLayer, gapLayer } from './ranges.ts';
import { projectRoutes, riverLayer } from './rivers.ts';

export class TileSets {
  private readonly db: Database;
  private readonly districts: Districts;
  private readonly made = new Map<string, { version: number; set: Promise<TileSet> }>();

  constructor(db: Database, districts: Districts) {
    this.db = db;
    this.districts = districts;
  }

  /** The set of the newest version this process knows of; undefined for a district that does not exist. */
  async find(key: string): Promise<TileSet | undefined> {
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
  private async make(key: string): Promise<TileSet> {
    for (;;) {
      const snapshot = await this.districts.get(key);
      const set = await this.db.transaction(async (tx) => {
        await tx.query('set transaction isolation level repeatable read');
        const { version } = await getDistrict(tx, key);
        return version === snapshot.district.version ? makeTileSet(tx, snapshot) : undefined;
      });
      if (set) return set;
    }
  }
}

function undefinedIfUnknown(error: unknown): undefined {
  if (error instanceof DomainError && error.code === 'district_unknown') return undefined;
  throw error;
}

async function makeTileSet(db: Executor, snapshot: Snapshot): Promise<TileSet> {
  const { district } = snapshot;
  const routes = projectRoutes(snapshot);
  const sources = [
    riverLayer(snapshot, routes),
    coverageLayer(snapshot, routes),
    gapLayer(snapshot, routes),
    await townLayer(db, district),
    await waterLayer(db, district),
    await outfallLayer(db, district),
  ];
  return {
    version: district.version,
    bbox: extentOf(snapshot),
    name: district.name,
    synthetic: district.synthetic,
    layers: new Map(sources.map((source) => [source.layer, new LayerIndex(source)])),
  };
}

function extentOf({ routeLonLat }: Snapshot): Bbox | null {
  if (routeLonLat.lon.length === 0) return null;
  const box = emptyBox();
  for (let v = 0; v < routeLonLat.lon.length; v++) extendBox(box, routeLonLat.lon[v], routeLonLat.lat[v]);
  return box;
}
