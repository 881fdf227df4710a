/** A district as of one version, in memory: what reports and tiles are made from. Never changed once built. */
import type { Database, Executor } from '../db/database.ts';
import type { Rulers, WaterBodies } from '../engine/rulers.ts';
import type { District } from './district.ts';
import { readDistrict, readParts } from './follow/follow.ts';
import type { Areas } from './load-areas.ts';
import type { RouteLonLat, Towns } from './load-network.ts';
import type { River, Surveyed, TownRanges } from './load-register.ts';
import type { RiverSetMembers } from './load-river-sets.ts';
import type { OutfallPlaces, Venue, ZoneKind, ZoneRanges } from './load-zone-ranges.ts';

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
  return (await readDistrict(db, key)).snapshot;
}

/** In the caller's transaction, which must be repeatable read. */
export async function readSnapshot(tx: Executor, district: District): Promise<Snapshot> {
  return { ...(await readParts(tx, district.key)).parts, district };
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
