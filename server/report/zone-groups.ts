/** Zones, function zones, basins, parks, residential areas, key reaches and surroundings of venues as rows of reports (twin: atlas.zone_ranges). */
import type { ZoneEntry, ZoneKind, ZoneRanges } from '../district/load-zone-ranges.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { GREATEST_RADIUS_MM, rangesInDisc } from '../engine/disc.ts';
import { DomainError } from '../errors.ts';
import { lastDay, today } from './as-of.ts';
import { type Cut, type CutEntry, packCut } from './facets/cut.ts';
import type { GroupRow, ZoneGroup } from './groups.ts';

/** SC-12: 半径1公里. */
export const WITHIN_M = 1000;

/** @throws DomainError `within_invalid` */
export function parseWithin(text?: string): number | undefined {
  if (text === undefined) return undefined;
  const metres = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isNaN(metres)) throw withinInvalid(text);
  withinMm(metres);
  return metres;
}

export interface ZoneQuery {
  group: ZoneGroup;
  /** Only such zones of the group. */
  isMeant?: (zone: ZoneEntry) => boolean;
  asOf?: string;
  /** Of venues: how far from the venue its waters reach, metres. */
  withinM?: number;
}

/**
 * The zones that hold on the day asked (today where none is), each with its ranges of rivers.
 * @throws DomainError `date_invalid`, `within_invalid`, `within_without_venue`
 */
export function zoneCut(snapshot: Snapshot, { group, asOf, withinM, isMeant = () => true }: ZoneQuery): Cut {
  if (snapshot.district.isPast && !isKnown(group)) throw knownWithoutZones();
  if (group === 'venue') return aroundVenues(snapshot, withinMm(withinM));
  if (withinM !== undefined) throw withinWithoutVenue();
  const { zones, zone, ...ranges } = snapshot.zoneRanges[group];
  const holding = new Set(heldZones(snapshot, { group, asOf, isMeant }));
  const held = zones.map((entry) => holding.has(entry));
  if (!held.includes(false)) return { rows: zones.map(rowOf), ...ranges, row: zone, isPartition: false };
  const place = new Map(zones.flatMap((_, i) => (held[i] ? [i] : [])).map((i, row) => [i, row]));
  const entries = eachEntry({ ...ranges, zone }).filter(([, , , i]) => held[i]);
  return packCut(
    snapshot.rulers.count,
    zones.filter((_, i) => held[i]).map(rowOf),
    entries.map(([route, a, b, i]) => [route, a, b, place.get(i)!] as const),
  );
}

/** The zones meant that hold on the day asked. */
export function heldZones(
  { district, zoneRanges }: Snapshot,
  { group, asOf, isMeant = () => true }: ZoneQuery & { group: ZoneKind },
): ZoneEntry[] {
  const day = lastDay(asOf ?? today(district));
  return zoneRanges[group].zones.filter((entry) => isHeld(entry, day) && isMeant(entry));
}

function eachEntry({ first, from, to, zone }: Omit<ZoneRanges, 'zones'>): CutEntry[] {
  const entries: CutEntry[] = [];
  for (let route = 0; route + 1 < first.length; route++)
    for (let k = first[route]; k < first[route + 1]; k++) entries.push([route, from[k], to[k], zone[k]]);
  return entries;
}

function rowOf({ id, key, name }: Pick<ZoneEntry, 'id' | 'key' | 'name'>): GroupRow {
  return { key, name, zoneId: id };
}

/** Parks and residential areas of an earlier state are made again with it. */
const isKnown = (group: ZoneGroup): boolean => group === 'park' || group === 'residential';

function isHeld({ validFrom, validTo }: ZoneEntry, day: number): boolean {
  return (validFrom === null || lastDay(validFrom) <= day) && (validTo === null || lastDay(validTo) >= day);
}

function aroundVenues({ rulers, venues }: Snapshot, radiusMm: number): Cut {
  const entries: CutEntry[] = [];
  for (let route = 0; route < rulers.count; route++) {
    const found = venues.flatMap(({ x, y }, venue) => {
      const ranges = rangesInDisc(rulers, route, { x, y, radiusMm });
      return Array.from(
        { length: ranges.length / 2 },
        (_, k): CutEntry => [route, ranges[2 * k], ranges[2 * k + 1], venue],
      );
    });
    entries.push(...found.sort((a, b) => a[1] - b[1] || a[3] - b[3]));
  }
  return packCut(rulers.count, venues.map(rowOf), entries);
}

function withinMm(withinM: number = WITHIN_M): number {
  const mm = Math.floor(withinM * 1000 + 0.5);
  if (mm >= 1 && mm <= GREATEST_RADIUS_MM) return mm;
  throw withinInvalid(withinM);
}

function withinInvalid(given: string | number): DomainError {
  const most = GREATEST_RADIUS_MM / 1000;
  return new DomainError(
    'within_invalid',
    `Within "${given}" metres of a venue cannot be asked: use more than 0 and at most ${most} m.`,
    `“${given} 米范围内”无法查询：请用大于 0、不超过 ${most} 米的距离。`,
  );
}

export function withinWithoutVenue(): DomainError {
  return new DomainError(
    'within_without_venue',
    'A distance goes with the group venue only.',
    '距离只用于“venue”（场馆）分组。',
  );
}

function knownWithoutZones(): DomainError {
  return new DomainError(
    'known_at_without_zones',
    'Zones and venues of an earlier state of the register are not made again: group by district, river, town, level, park or residential.',
    '历史时点的登记簿不含各类区域和场馆，请按 district、river、town、level、park 或 residential 分组。',
  );
}
