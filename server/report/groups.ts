/** The rows that reports on rivers are grouped into, and which river and town falls into which (twin: atlas.report_group). */
import { LEVELS } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { DomainError } from '../errors.ts';

export const GROUPS = ['district', 'river', 'town', 'level'] as const;
export type Group = (typeof GROUPS)[number];

export interface GroupRow {
  key: string;
  name: string | null;
  riverId?: number;
}

export interface Grouping {
  rows: GroupRow[];
  /** Index into rows of a stretch of this river in this town (index, -1 outside). */
  rowOf(riverId: number, town: number): number;
}

/** @throws DomainError `group_unknown`. */
export function parseGroup(name: string): Group {
  if ((GROUPS as readonly string[]).includes(name)) return name as Group;
  const known = GROUPS.join(', ');
  throw new DomainError(
    'group_unknown',
    `No group "${name}": use one of ${known}.`,
    `没有“${name}”分组，可用：${known}。`,
  );
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
