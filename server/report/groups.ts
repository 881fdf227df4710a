/** What the rows of reports on rivers can stand for, and the words people ask for them with. */
import type { ZoneKind } from '../district/load-zone-ranges.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { DomainError } from '../errors.ts';

/** The groups that every report had first; twins of their own: atlas.coverage, atlas.rivers. */
export const GROUPS = ['district', 'river', 'town', 'level'] as const;

/** Groups that hold every millimetre of river exactly once: rows add up to the district. */
export const PARTITION_GROUPS = [...GROUPS, 'route', 'funding', 'cell'] as const;
export type PartitionGroup = (typeof PARTITION_GROUPS)[number];

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

/** Groups of surveys: each row is what those surveys alone covered (facets/survey-labels.ts). */
export const SURVEY_GROUPS = ['crew', 'method', 'campaign', 'year'] as const;
export type SurveyGroup = (typeof SURVEY_GROUPS)[number];

/** Groups of river. */
export const RIVER_GROUPS = [...PARTITION_GROUPS, ...ZONE_GROUPS] as const;
export type RiverGroup = (typeof RIVER_GROUPS)[number];

export const ALL_GROUPS = [...RIVER_GROUPS, ...SURVEY_GROUPS] as const;
export type AnyGroup = (typeof ALL_GROUPS)[number];

export interface GroupRow {
  key: string;
  name: string | null;
  riverId?: number;
  routeId?: number;
  zoneId?: number;
}

/** One group, or two crossed: a row then stands for what is in one row of each. */
export interface Groups<Name extends AnyGroup = AnyGroup> {
  group: Name;
  crossed?: Name;
}

/** `town` or `town,year`. @throws DomainError `group_unknown`, `group_repeated` */
export function parseGroups<Name extends AnyGroup>(text: string, known: readonly Name[]): Groups<Name> {
  const [group, crossed, ...more] = text.split(',').map((name) => oneOf(known, name.trim()));
  if (more.length > 0 || group === crossed) throw groupRepeated(text);
  return crossed === undefined ? { group } : { group, crossed };
}

function oneOf<Name extends AnyGroup>(known: readonly Name[], name: string): Name {
  const found = known.find((each) => each === name);
  if (found !== undefined) return found;
  throw new DomainError(
    'group_unknown',
    `No group "${name}": use one of ${known.join(', ')}.`,
    `没有“${name}”分组，可用：${known.join('、')}。`,
  );
}

function groupRepeated(text: string): DomainError {
  return new DomainError(
    'group_repeated',
    `"${text}": one group, or two different ones with a comma between.`,
    `“${text}”：请写一个分组，或用逗号隔开的两个不同分组。`,
  );
}

/** A group that gaps can be asked by. @throws DomainError `group_unknown`. */
export function parseZoneGroup(name: string): ZoneGroup {
  return oneOf(ZONE_GROUPS, name);
}

export function isZoneGroup(group: AnyGroup): group is ZoneGroup {
  return (ZONE_GROUPS as readonly string[]).includes(group);
}

export function isSurveyGroup(group: AnyGroup): group is SurveyGroup {
  return (SURVEY_GROUPS as readonly string[]).includes(group);
}

/** A river that was asked for: no gaps of a river that is not there would read as all surveyed. @throws DomainError `river_unknown` (404) */
export function knownRiver({ rivers }: Snapshot, id?: number): number | undefined {
  if (id === undefined || rivers.has(id)) return id;
  throw new DomainError('river_unknown', `There is no river ${id}.`, `没有编号为 ${id} 的河道。`, 404);
}
