/** What is still to do: stretches in state gap, split by town, numbered in order along each river (twin: atlas.gaps). */

import { MODES, type Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { eachStretch, GAP, riverState } from '../engine/coverage/states.ts';
import { cutByParts } from '../engine/gaps/parts.ts';
import { type InPieces, whole } from '../engine/in-pieces.ts';
import { intersection, normalise } from '../engine/ranges.ts';
import { lastDay } from './as-of.ts';
import { routeBanks } from './bank-surveys.ts';
import type { Cut } from './facets/cut.ts';
import { type Reach, type Scope, scopeReach } from './facets/scope.ts';
import { type GapFilter, keeps } from './gaps/filter.ts';
import { longestMm, piecesTooMany } from './gaps/limits.ts';
import { numberAt, onlyOnce, PART_M, type WorkStretch, workStretches } from './gaps/stretches.ts';
import type { ZoneGroup } from './groups.ts';
import { withinWithoutVenue, zoneCut } from './zone-groups.ts';

export interface GapRow {
  /** Stays while other gaps are surveyed (gaps/stretches.ts). */
  number: string;
  river: string | null;
  river_id: number;
  route: number;
  mode: Mode;
  /** It is worked with; null is outside every town. */
  town: string | null;
  from_m: number;
  to_m: number;
  length_m: number;
  /** Of the length what lies in other towns, on short stretches along the line with them (coverage.md, "Towns"). */
  shared_m: number;
  /** Those towns, or outside. */
  shared_with: string | null;
  /** Of gaps asked by zone: the zone's key, name and id. */
  zone?: string;
  zone_name?: string | null;
  zone_id?: number;
}

export interface GapQuery extends GapFilter {
  mode?: Mode;
  asOf?: string;
  riverId?: number;
  /** Only what lies in such zones, a row for each zone; twin: atlas.gaps_in. */
  group?: ZoneGroup;
  /** Of the group venue: metres around it. */
  withinM?: number;
  /** Only what lies in it. */
  scope?: Scope;
  /** Gaps are cut where the river's parts of at most so many metres meet; whole when left out. */
  maxLengthM?: number;
}

/** At most so many rows of one list: more is nobody's work list, and takes the memory of all. */
const MOST_ROWS = 200_000;

/**
 * Metres from the start of the route, three decimals. Two gaps that meet at a town's line are two rows. By zone: in the
 * order of mode, zone, river and route; a gap in two zones is in the list of each.
 * @throws DomainError `date_invalid`, `within_invalid`, `within_without_venue`, `scope_unknown` (404), `length_invalid`, `pieces_too_many`
 */
export function gapRows(snapshot: Snapshot, query: GapQuery): GapRow[] {
  return whole(gapsInPieces(snapshot, query));
}

/** Routes looked at in one piece of work: some milliseconds. */
const PIECE = 200;

/** The same some routes at a time, for who has requests to answer between them. */
export function* gapsInPieces(snapshot: Snapshot, query: GapQuery): InPieces<GapRow[]> {
  const { mode, asOf, riverId, group, withinM, scope } = query;
  if (withinM !== undefined && group !== 'venue') throw withinWithoutVenue();
  const stretches = workStretches(snapshot, longestMm(query.maxLengthM ?? PART_M));
  const reach = scope && scopeReach(snapshot, scope, asOf);
  const listing: Listing = { snapshot, query, day: lastDay(asOf), stretches, rows: 0 };
  const zones = group && zoneCut(snapshot, { group, asOf, withinM });
  const lists: GapRow[][] = [];
  for (const one of mode ? [mode] : MODES) {
    const added: GapRow[][] = zones ? zones.rows.map(() => []) : [[]]; // one list, or one for each zone
    for (const [i, route] of routesByRiver(snapshot, riverId).entries()) {
      if (i % PIECE === 0) yield;
      addGaps(added, listing, zones, route, one, gapsOf(snapshot, route, one, listing.day, reach));
    }
    lists.push(...added.map(numbered));
  }
  return lists.flat();
}

interface Listing {
  snapshot: Snapshot;
  query: GapQuery;
  day: number;
  /** Per route index. */
  stretches: WorkStretch[][];
  /** So far. */
  rows: number;
}

function numbered(rows: GapRow[]): GapRow[] {
  const once = onlyOnce();
  return rows.map((row) => ({ ...row, number: once(row.number) }));
}

function addGaps(
  lists: GapRow[][],
  listing: Listing,
  zones: Cut | undefined,
  route: number,
  mode: Mode,
  gaps: readonly number[],
): void {
  if (!zones) return void lists[0].push(...splitAll(listing, route, mode, gaps));
  for (let k = zones.first[route]; k < zones.first[route + 1]; k++) {
    const row = zones.row[k];
    const { key, name, zoneId } = zones.rows[row];
    const zone = { zone: key, zone_name: name, zone_id: zoneId };
    const inside = intersection(gaps, [zones.from[k], zones.to[k]]);
    lists[row].push(...splitAll(listing, route, mode, inside).map((gap) => ({ ...gap, ...zone })));
  }
}

/** Route indices in the order of river, then route. */
export function routesByRiver({ rulers }: Snapshot, riverId?: number): number[] {
  return Array.from(rulers.routeId, (_, i) => i)
    .filter((i) => riverId === undefined || rulers.riverId[i] === riverId)
    .sort((a, b) => rulers.riverId[a] - rulers.riverId[b] || a - b);
}

function splitAll(listing: Listing, route: number, mode: Mode, gaps: readonly number[]): GapRow[] {
  const rows: GapRow[] = [];
  for (let i = 0; i < gaps.length; i += 2) rows.push(...splitByTown(listing, route, mode, gaps[i], gaps[i + 1]));
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

function splitByTown(listing: Listing, route: number, mode: Mode, gapFrom: number, gapTo: number): GapRow[] {
  const rows: GapRow[] = [];
  for (const stretch of listing.stretches[route]) {
    const from = Math.max(gapFrom, stretch.from);
    const to = Math.min(gapTo, stretch.to);
    if (from >= to || !keeps(listing.snapshot, listing.query, route, stretch.town, to - from)) continue;
    const isWhole = listing.query.maxLengthM === undefined;
    const pieces = isWhole ? [[from, to]] : cutByParts(stretch, stretch.parts, from, to);
    listing.rows += pieces.length;
    if (listing.rows > MOST_ROWS) throw piecesTooMany(MOST_ROWS);
    for (const [a, b] of pieces) rows.push(rowOf(listing.snapshot, stretch, route, mode, a, b));
  }
  return rows;
}

function rowOf(snapshot: Snapshot, stretch: WorkStretch, route: number, mode: Mode, from: number, to: number): GapRow {
  const { rulers, towns, rivers } = snapshot;
  const riverId = rulers.riverId[route];
  return {
    number: numberAt(stretch, from),
    river: rivers.get(riverId)!.name,
    river_id: riverId,
    route: rulers.routeId[route],
    mode,
    town: stretch.town < 0 ? null : towns.name[stretch.town],
    from_m: from / 1000,
    to_m: to / 1000,
    length_m: (to - from) / 1000,
    ...sharedOf(snapshot, stretch, from, to),
  };
}

function sharedOf({ towns }: Snapshot, stretch: WorkStretch, from: number, to: number) {
  const names = new Set<string>();
  let mm = 0;
  for (const shared of stretch.shared) {
    const length = Math.min(to, shared.to) - Math.max(from, shared.from);
    if (length <= 0) continue;
    mm += length;
    names.add(shared.town < 0 ? 'outside' : towns.name[shared.town]);
  }
  return { shared_m: mm / 1000, shared_with: mm > 0 ? [...names].sort().join('、') : null };
}
