/** The rows that reports on rivers are grouped into, and which river and town falls into which (twin: atlas.report_group). */
import { LEVELS } from '../district/load-register.ts';
import type { ZoneKind } from '../district/load-zone-ranges.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { DomainError } from '../errors.ts';

export const GROUPS = ['district', 'river', 'town', 'level'] as const;
export type Group = (typeof GROUPS)[number];

/** Groups whose rows may overlap or leave river out, so that they do not add up to the district (zone-groups.ts). */
export const ZONE_GROUPS = [
  'zone',
  'function_zone',
  'basin',
  'park',
  'residential',
  'key_reach',
  'venue',
] as const satisfies readonly (ZoneKind | 'venue')[];
export type ZoneGroup = (typeof ZONE_GROUPS)[number];

export const ALL_GROUPS = [...GROUPS, ...ZONE_GROUPS] as const;
export type AnyGroup = Group | ZoneGroup;

export interface GroupRow {
  key: string;
  name: string | null;
  riverId?: number;
  zoneId?: number;
}

export interface Grouping {
  rows: GroupRow[];
  /** Index into rows of a stretch of this river in this town (index, -1 outside). */
  rowOf(riverId: number, town: number): number;
}

/** @throws DomainError `group_unknown`. */
export function parseGroup(name: string): AnyGroup {
  if ((ALL_GROUPS as readonly string[]).includes(name)) return name as AnyGroup;
  const known = ALL_GROUPS.join(', ');
  throw new DomainError(
    'group_unknown',
    `No group "${name}": use one of ${known}.`,
    `没有“${name}”分组，可用：${known}。`,
  );
}

/** A group that gaps can be asked by. @throws DomainError `group_unknown`. */
export function parseZoneGroup(name: string): ZoneGroup {
  if ((ZONE_GROUPS as readonly string[]).includes(name)) return name as ZoneGroup;
  const known = ZONE_GROUPS.join(', ');
  throw new DomainError(
    'group_unknown',
    `Gaps cannot be asked by "${name}": use one of ${known}.`,
    `缺口不能按“${name}”分组，可用：${known}。`,
  );
}

export function isZoneGroup(group: AnyGroup): group is ZoneGroup {
  return (ZONE_GROUPS as readonly string[]).includes(group);
}

/** A river that was asked for: no gaps of a river that is not there would read as all surveyed. @throws DomainError `river_unknown` (404) */
export function knownRiver({ rivers }: Snapshot, id?: number): number | undefined {
  if (id === undefined || rivers.has(id)) return id;
  throw new DomainError('river_unknown', `There is no river ${id}.`, `没有编号为 ${id} 的河道。`, 404);
}

export function grouping(snapshot: Snapshot, group: Group): Grouping {
  return GROUPINGS[group](snapshot);
}

const GROUPINGS: Record<Group, (snapshot: Snapshot) => Grouping> = {
  district: ({ district }) => ({ rows: [{ key: district.key, name: district.name }], rowOf: () => 0 }),
  river: byRiver,
  town: byTown,
  level: byLevel,
};

function byRiver({ rivers }: Snapshot): Grouping {
  const list = [...rivers.values()];
  const index = new Map(list.map((river, i) => [river.id, i]));
  return {
    rows: list.map((river) => ({ key: river.key, name: river.name, riverId: river.id })),
    rowOf: (riverId) => index.get(riverId)!,
  };
}

/** Every town has a row, in the order of ids, also without a river; `outside` only when some river is there. */
function byTown({ towns, townRanges }: Snapshot): Grouping {
  const order = Array.from(towns.id, (_, i) => i).sort((a, b) => towns.id[a] - towns.id[b]);
  const place = new Map(order.map((town, row) => [town, row]));
  const rows: GroupRow[] = order.map((town) => ({ key: towns.key[town], name: towns.name[town] }));
  if (townRanges.town.includes(-1)) rows.push({ key: 'outside', name: 'outside' });
  return { rows, rowOf: (_, town) => (town < 0 ? order.length : place.get(town)!) };
}

function byLevel({ rivers, rulers }: Snapshot): Grouping {
  const levelOf = (riverId: number) => rivers.get(riverId)!.level ?? 'unknown';
  const drawn = new Set(Array.from(rulers.riverId, levelOf));
  const keys: string[] = [...LEVELS, 'unknown'].filter((level) => drawn.has(level as never));
  return {
    rows: keys.map((key) => ({ key, name: key })),
    rowOf: (riverId) => keys.indexOf(levelOf(riverId)),
  };
}
