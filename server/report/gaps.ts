/** What is still to do: stretches in state gap, split by town, in order along each river (twin: atlas.gaps). */
import { MODES, type Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { eachStretch, GAP, riverState } from '../engine/coverage/states.ts';
import { intersection, normalise } from '../engine/ranges.ts';
import { lastDay } from './as-of.ts';
import { routeBanks } from './bank-surveys.ts';
import type { Cut } from './facets/cut.ts';
import { type Reach, type Scope, scopeReach } from './facets/scope.ts';
import type { ZoneGroup } from './groups.ts';
import { zoneCut } from './zone-groups.ts';

export interface GapRow {
  river: string | null;
  river_id: number;
  route: number;
  mode: Mode;
  town: string | null;
  from_m: number;
  to_m: number;
  length_m: number;
  /** Of gaps asked by zone: the zone's key, name and id. */
  zone?: string;
  zone_name?: string | null;
  zone_id?: number;
}

export interface GapQuery {
  mode?: Mode;
  asOf?: string;
  riverId?: number;
  /** Only what lies in such zones, a row for each zone; twin: atlas.gaps_in. */
  group?: ZoneGroup;
  /** Of the group venue: metres around it. */
  withinM?: number;
  /** Only what lies in it. */
  scope?: Scope;
}

/**
 * Metres from the start of the route, three decimals. Two gaps that meet at a town's line are two rows. By zone: in the
 * order of mode, zone, river and route; a gap in two zones is in the list of each.
 * @throws DomainError `date_invalid`, `within_invalid`, `within_without_venue`, `scope_unknown` (404)
 */
export function gapRows(snapshot: Snapshot, query: GapQuery): GapRow[] {
  const { mode, asOf, riverId, group, withinM, scope } = query;
  const day = lastDay(asOf);
  const zones = group && zoneCut(snapshot, { group, asOf, withinM });
  const reach = scope && scopeReach(snapshot, scope, asOf);
  return (mode ? [mode] : MODES).flatMap((one) => {
    const routes = routesByRiver(snapshot, riverId).map((route) => ({
      route,
      gaps: gapsOf(snapshot, route, one, day, reach),
    }));
    if (!zones) return routes.flatMap(({ route, gaps }) => splitAll(snapshot, route, one, gaps));
    const byZone: GapRow[][] = zones.rows.map(() => []);
    for (const { route, gaps } of routes) addZoneGaps(byZone, snapshot, zones, route, one, gaps);
    return byZone.flat();
  });
}

function addZoneGaps(
  byZone: GapRow[][],
  snapshot: Snapshot,
  zones: Cut,
  route: number,
  mode: Mode,
  gaps: readonly number[],
): void {
  for (let k = zones.first[route]; k < zones.first[route + 1]; k++) {
    const row = zones.row[k];
    const { key, name, zoneId } = zones.rows[row];
    const zone = { zone: key, zone_name: name, zone_id: zoneId };
    const inside = intersection(gaps, [zones.from[k], zones.to[k]]);
    byZone[row].push(...splitAll(snapshot, route, mode, inside).map((gap) => ({ ...gap, ...zone })));
  }
}

/** Route indices in the order of river, then route. */
export function routesByRiver({ rulers }: Snapshot, riverId?: number): number[] {
  return Array.from(rulers.routeId, (_, i) => i)
    .filter((i) => riverId === undefined || rulers.riverId[i] === riverId)
    .sort((a, b) => rulers.riverId[a] - rulers.riverId[b] || a - b);
}

function splitAll(snapshot: Snapshot, route: number, mode: Mode, gaps: readonly number[]): GapRow[] {
  const rows: GapRow[] = [];
  for (let i = 0; i < gaps.length; i += 2) rows.push(...splitByTown(snapshot, route, mode, gaps[i], gaps[i + 1]));
  return rows;
}

/** Stretches of a route (index) in state gap, inside the reach, as a set of millimetres. */
export function gapsOf(snapshot: Snapshot, route: number, mode: Mode, day: number, reach?: Reach): number[] {
  if (reach?.[route].length === 0) return [];
  const { left, right } = routeBanks(snapshot, route, mode, day);
  const ranges: number[] = [];
  eachStretch(left, right, (from, to, l, r) => {
    if (riverState(left.state[l], right.state[r]) === GAP) ranges.push(from, to);
  });
  return reach ? intersection(normalise(ranges), reach[route]) : normalise(ranges);
}

function splitByTown(snapshot: Snapshot, route: number, mode: Mode, gapFrom: number, gapTo: number): GapRow[] {
  const { rulers, townRanges, towns, rivers } = snapshot;
  const riverId = rulers.riverId[route];
  const rows: GapRow[] = [];
  for (let i = townRanges.first[route]; i < townRanges.first[route + 1]; i++) {
    const from = Math.max(gapFrom, townRanges.from[i]);
    const to = Math.min(gapTo, townRanges.to[i]);
    if (from >= to) continue;
    const town = townRanges.town[i] < 0 ? null : towns.name[townRanges.town[i]];
    const place = { river: rivers.get(riverId)!.name, river_id: riverId, route: rulers.routeId[route], mode, town };
    rows.push({ ...place, from_m: from / 1000, to_m: to / 1000, length_m: (to - from) / 1000 });
  }
  return rows;
}
