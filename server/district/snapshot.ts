/** A district as of one version, in memory: what reports and tiles are made from. Never changed once built. */
import type { Database, Executor } from '../db/database.ts';
import type { Rulers, WaterBodies } from '../engine/rulers.ts';
import { type District, getDistrict } from './district.ts';
import { type Areas, loadAreas } from './load-areas.ts';
import {
  loadRouteLonLat,
  loadRulers,
  loadTowns,
  loadWaterBodies,
  type RouteLonLat,
  type Towns,
} from './load-network.ts';
import {
  loadRivers,
  loadSurveyed,
  loadTownRanges,
  type River,
  type Surveyed,
  type TownRanges,
} from './load-register.ts';
import { loadRiverSets, type RiverSetMembers } from './load-river-sets.ts';
import {
  loadOutfallPlaces,
  loadVenues,
  loadZoneRanges,
  type OutfallPlaces,
  type Venue,
  type ZoneKind,
  type ZoneRanges,
} from './load-zone-ranges.ts';

export interface Snapshot {
  district: District;
  rulers: Rulers;
  routeLonLat: RouteLonLat;
  waterBodies: WaterBodies;
  towns: Towns;
  rivers: Map<number, River>;
  townRanges: TownRanges;
  surveyed: Surveyed;
  zoneRanges: Record<ZoneKind, ZoneRanges>;
  areas: Areas;
  riverSets: RiverSetMembers[];
  venues: Venue[];
  outfallPlaces: OutfallPlaces;
}

/** Reads everything in one repeatable-read transaction, so that no answer mixes two versions. */
export async function loadSnapshot(db: Database, key: string): Promise<Snapshot> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read');
    return readSnapshot(tx, await getDistrict(tx, key));
  });
}

/** In the caller's transaction, which must be repeatable read. */
export async function readSnapshot(tx: Executor, district: District): Promise<Snapshot> {
  const rulers = await loadRulers(tx, district.key);
  const towns = await loadTowns(tx, district.key);
  const rivers = await loadRivers(tx, district.key);
  return {
    district,
    rulers,
    routeLonLat: await loadRouteLonLat(tx, district.key, rulers),
    towns,
    waterBodies: await loadWaterBodies(tx, district.key),
    rivers: new Map(rivers.map((river) => [river.id, river])),
    townRanges: await loadTownRanges(tx, district.key, rulers, towns),
    surveyed: await loadSurveyed(tx, district.key, rulers),
    zoneRanges: await loadZoneRanges(tx, district.key, rulers),
    areas: await loadAreas(tx, district.key),
    riverSets: await loadRiverSets(tx, district.key),
    venues: await loadVenues(tx, district.key),
    outfallPlaces: await loadOutfallPlaces(tx, district.key, rulers),
  };
}

/** Roughly what a snapshot holds in memory; typed arrays are nearly all of it. */
export function snapshotBytes(snapshot: Snapshot): number {
  const { rulers, routeLonLat, waterBodies, towns, townRanges, surveyed, zoneRanges, areas, outfallPlaces } = snapshot;
  let bytes = 0;
  const zones = [...Object.values(zoneRanges), ...Object.values(areas)];
  for (const part of [rulers, routeLonLat, waterBodies, towns, townRanges, surveyed, outfallPlaces, ...zones])
    for (const value of Object.values(part)) if (ArrayBuffer.isView(value)) bytes += value.byteLength;
  return bytes;
}
