/** The parts of a snapshot: the tables that each is read from, how it is read, and how after an edit of few rows. */
import type { Executor } from '../../db/database.ts';
import { loadAreas } from '../load-areas.ts';
import { loadRouteLonLat, loadRulers, loadTowns, loadWaterBodies } from '../load-network.ts';
import { loadRivers, loadSurveyed, loadTownRanges } from '../load-register.ts';
import { loadRiverSets } from '../load-river-sets.ts';
import { loadOutfallPlaces, loadVenues, loadZoneRanges, ZONE_KINDS } from '../load-zone-ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { rereadOutfallPlaces, rereadSurveyed } from './reread.ts';
import type { Touched } from './touched.ts';

export type Parts = Omit<Snapshot, 'district'>;
export type Part = keyof Parts;
/** What other parts are read with; read before them. */
export type Base = Pick<Parts, 'rulers' | 'towns'>;

export interface PartSource<Value> {
  /**
   * Of schema register: untouched, the part stays. A table named here has the triggers that note what is touched
   * (sql/triggers/register.sql); test/district/follow/parts.test.ts holds this list against what PostgreSQL says is read.
   */
  tables: readonly string[];
  read(tx: Executor, district: string, base: Base): Promise<Value>;
  /** Where the ids of all touched rows are known. */
  reread?(tx: Executor, district: string, held: Parts, touched: Touched): Promise<Value>;
}

/** In the order in which they are read. */
export const PARTS: { readonly [Name in Part]: PartSource<Parts[Name]> } = {
  rulers: { tables: ['route'], read: loadRulers },
  towns: { tables: ['town'], read: loadTowns },
  rivers: {
    tables: ['river', 'latin_name'],
    read: async (tx, district) => new Map((await loadRivers(tx, district)).map((river) => [river.id, river])),
  },
  routeLonLat: {
    tables: ['route'],
    read: (tx, district, { rulers }) => loadRouteLonLat(tx, district, rulers),
  },
  waterBodies: { tables: ['water_body'], read: loadWaterBodies },
  townRanges: {
    tables: ['route_town', 'route', 'town'],
    read: (tx, district, { rulers, towns }) => loadTownRanges(tx, district, rulers, towns),
  },
  surveyed: {
    tables: ['surveyed_range', 'survey_track', 'survey_record', 'route'],
    read: (tx, district, { rulers }) => loadSurveyed(tx, district, rulers),
    reread: rereadSurveyed,
  },
  zoneRanges: {
    tables: ['route_zone', ...Object.values(ZONE_KINDS), 'route'],
    read: (tx, district, { rulers }) => loadZoneRanges(tx, district, rulers),
  },
  areas: { tables: ['park', 'residential_area'], read: loadAreas },
  riverSets: { tables: ['river_set', 'river'], read: loadRiverSets },
  venues: { tables: ['venue'], read: loadVenues },
  outfallPlaces: {
    tables: ['outfall_link', 'outfall', 'route'],
    read: (tx, district, { rulers }) => loadOutfallPlaces(tx, district, rulers),
    reread: rereadOutfallPlaces,
  },
};

export const PART_NAMES = Object.keys(PARTS) as Part[];
