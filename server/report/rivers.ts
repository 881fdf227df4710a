/** Lengths of rivers, drawn and official, and the outfalls on them (twins: atlas.rivers, and atlas.rivers_in by zone). */
import type { Snapshot } from '../district/snapshot.ts';
import { ROLES } from '../engine/rulers.ts';
import { km } from './coverage.ts';
import { type AnyGroup, type GroupRow, grouping, isZoneGroup } from './groups.ts';
import { outfallsByGroup, outfallsInZones } from './outfall-counts.ts';
import { type ZoneGrouping, zoneGrouping } from './zone-groups.ts';

export interface RiverRow {
  key: string;
  name: string | null;
  river_id?: number;
  level?: string | null;
  zone_id?: number;
  /** Drawn, geodesic, all roles. */
  length_km: number;
  /** Null where no river of the row has one, and by town: the ledger does not say how a river falls on towns. */
  official_length_km: number | null;
  main_km: number;
  branch_km: number;
  shore_km: number;
  /** Linked to a river here and not rejected. */
  outfalls: number;
  outfalls_per_km: number | null;
}

export interface RiverQuery {
  group: AnyGroup;
  /** On which day zones are to hold; today where none is named. */
  asOf?: string;
  /** Of the group venue: metres around it. */
  withinM?: number;
}

/**
 * One row per group; towns and outside add up to the district to the millimetre. Zones may overlap and do not.
 * @throws DomainError `date_invalid`, `within_invalid`, `within_without_venue`
 */
export function riverRows(snapshot: Snapshot, query: RiverQuery): RiverRow[] {
  const { group } = query;
  if (isZoneGroup(group)) return zoneRows(snapshot, zoneGrouping(snapshot, { ...query, group }));
  const groups = grouping(snapshot, group);
  const byRole = groups.rows.map(() => ROLES.map(() => 0));
  eachTownRange(snapshot, (route, town, length) => {
    byRole[groups.rowOf(snapshot.rulers.riverId[route], town)][snapshot.rulers.role[route]] += length;
  });
  const official = group === 'town' ? groups.rows.map(() => null) : officialLengths(snapshot, groups);
  const outfalls = outfallsByGroup(snapshot, groups);
  return groups.rows.map((row, i) => toRow(snapshot, row, byRole[i], official[i], outfalls[i]));
}

function zoneRows(snapshot: Snapshot, zones: ZoneGrouping): RiverRow[] {
  const byRole = zones.rows.map(() => ROLES.map(() => 0));
  for (let route = 0; route < snapshot.rulers.count; route++)
    for (let k = zones.first[route]; k < zones.first[route + 1]; k++)
      byRole[zones.zone[k]][snapshot.rulers.role[route]] += zones.to[k] - zones.from[k];
  const outfalls = outfallsInZones(snapshot, zones);
  return zones.rows.map((row, i) => toRow(snapshot, row, byRole[i], null, outfalls[i]));
}

function toRow(
  { rivers }: Snapshot,
  row: GroupRow,
  [main, branch, shore]: readonly number[],
  official: number | null,
  outfalls: number,
): RiverRow {
  const length = main + branch + shore;
  return {
    key: row.key,
    name: row.name,
    ...(row.riverId === undefined ? {} : { river_id: row.riverId, level: rivers.get(row.riverId)!.level }),
    ...(row.zoneId === undefined ? {} : { zone_id: row.zoneId }),
    length_km: km(length),
    official_length_km: official === null ? null : km(official),
    main_km: km(main),
    branch_km: km(branch),
    shore_km: km(shore),
    outfalls,
    outfalls_per_km: perKm(outfalls, length),
  };
}

/** Three decimals, halves up; null of nothing. */
function perKm(count: number, millimetres: number): number | null {
  return millimetres === 0
    ? null
    : Number((BigInt(count) * 2_000_000_000n + BigInt(millimetres)) / BigInt(2 * millimetres)) / 1000;
}

function eachTownRange(
  { rulers, townRanges }: Snapshot,
  visit: (route: number, town: number, length: number) => void,
): void {
  for (let route = 0; route < rulers.count; route++)
    for (let i = townRanges.first[route]; i < townRanges.first[route + 1]; i++)
      visit(route, townRanges.town[i], townRanges.to[i] - townRanges.from[i]);
}

function officialLengths(snapshot: Snapshot, groups: ReturnType<typeof grouping>): (number | null)[] {
  const sums: (number | null)[] = groups.rows.map(() => null);
  for (const river of snapshot.rivers.values()) {
    const row = groups.rowOf(river.id, -1);
    if (row >= 0 && river.officialLengthMm !== null) sums[row] = (sums[row] ?? 0) + river.officialLengthMm;
  }
  return sums;
}
