/** Lengths of rivers, drawn and official (twin: atlas.rivers). */
import type { Snapshot } from '../district/snapshot.ts';
import { ROLES } from '../engine/rulers.ts';
import { km } from './coverage.ts';
import { type Group, grouping } from './groups.ts';

export interface RiverRow {
  key: string;
  name: string | null;
  river_id?: number;
  level?: string | null;
  /** Drawn, geodesic, all roles. */
  length_km: number;
  /** Null where no river of the row has one, and by town: the ledger does not say how a river falls on towns. */
  official_length_km: number | null;
  main_km: number;
  branch_km: number;
  shore_km: number;
}

/** One row per group; towns and outside add up to the district to the millimetre. */
export function riverRows(snapshot: Snapshot, group: Group): RiverRow[] {
  const groups = grouping(snapshot, group);
  const byRole = groups.rows.map(() => ROLES.map(() => 0));
  eachTownRange(snapshot, (route, town, length) => {
    byRole[groups.rowOf(snapshot.rulers.riverId[route], town)][snapshot.rulers.role[route]] += length;
  });
  const official = group === 'town' ? groups.rows.map(() => null) : officialLengths(snapshot, groups);
  return groups.rows.map((row, i) => ({
    key: row.key,
    name: row.name,
    ...(row.riverId === undefined ? {} : { river_id: row.riverId, level: snapshot.rivers.get(row.riverId)!.level }),
    length_km: km(byRole[i][0] + byRole[i][1] + byRole[i][2]),
    official_length_km: official[i] === null ? null : km(official[i]),
    main_km: km(byRole[i][0]),
    branch_km: km(byRole[i][1]),
    shore_km: km(byRole[i][2]),
  }));
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
