/** Per level of protection how many outfalls there are and how many were closed out by a day. */
import { type KnownLevel, knownLevel } from '../../rules/drinking-water/proposal.ts';
import type { DrinkingRow } from './drinking-water.ts';

/** protection_area is 1 and 2 together, what article 64 speaks of; all is every level. */
export type SumLevel = KnownLevel | 'protection_area' | 'all';

export interface LevelSum {
  level: SumLevel;
  /** Valid on the day. */
  zones: number;
  /** False: no zone of this level is valid on the day, so its numbers say nothing. */
  checked: boolean;
  /** Confirmed outfalls whose strictest zone has this level: the denominator. */
  outfalls: number;
  /** Of them closed out by the day asked: the numerator. */
  closed: number;
  closed_percent: number | null;
  /** Of the outfalls those that need remediation (all but no_action), and of these the closed ones. */
  to_remediate: number;
  to_remediate_closed: number;
  to_remediate_percent: number | null;
  /** Of the outfalls: the recorded point lies inside; else only its receiving water or conduit does. */
  inside: number;
  by_water_or_conduit: number;
  /** Suspected outfalls in the zones, not in any number above. */
  suspect: number;
  /** Outside, but nearer to the boundary than it is accurate: not in any number above. */
  edge_only: number;
  /** All that holds for them was dismissed on review, whatever their status: not in any number above. */
  dismissed: number;
  legacy: number;
}

const LEVELS: readonly KnownLevel[] = ['1', '2', 'quasi', 'other'];

/** Levels 1, 2, the protection area, quasi, other (where there is any) and all; 1 + 2 = protection area, and all is their sum with the rest. */
export function levelSums(
  rows: readonly DrinkingRow[],
  zones: readonly { level: string | null; zones: number }[],
): LevelSum[] {
  const zonesOf = (level: KnownLevel) =>
    zones.filter((each) => knownLevel(each.level) === level).reduce((sum, each) => sum + each.zones, 0);
  const sums = new Map(LEVELS.map((level) => [level, sumOf(level, zonesOf(level), rows)]));
  const of = (...levels: KnownLevel[]) => levels.map((level) => sums.get(level)!);
  const other = sums.get('other')!;
  return [
    ...of('1', '2'),
    added('protection_area', of('1', '2')),
    ...of('quasi'),
    ...(other.zones > 0 || other.outfalls > 0 ? [other] : []),
    added('all', of(...LEVELS)),
  ];
}

function sumOf(level: KnownLevel, zones: number, all: readonly DrinkingRow[]): LevelSum {
  const found = all.filter((row) => row.relation !== 'not_checked' && knownLevel(row.level) === level);
  const rows = found.filter((row) => row.decision !== 'dismissed');
  const counted = rows.filter((row) => row.counted);
  const toRemediate = counted.filter((row) => row.handle_type !== 'no_action');
  const closed = (of: readonly DrinkingRow[]) => of.filter((row) => row.closed).length;
  return withPercents({
    level,
    zones,
    checked: zones > 0,
    outfalls: counted.length,
    closed: closed(counted),
    to_remediate: toRemediate.length,
    to_remediate_closed: closed(toRemediate),
    inside: counted.filter((row) => row.relation === 'inside').length,
    by_water_or_conduit: counted.filter((row) => row.relation !== 'inside').length,
    suspect: rows.filter((row) => row.status === 'suspect' && row.relation !== 'edge').length,
    edge_only: rows.filter((row) => row.relation === 'edge').length,
    dismissed: found.length - rows.length,
    legacy: counted.filter((row) => row.legacy === true).length,
  });
}

type Counts = Omit<LevelSum, 'closed_percent' | 'to_remediate_percent'>;
const ADDED = [
  ...(['zones', 'outfalls', 'closed', 'to_remediate', 'to_remediate_closed'] as const),
  ...(['inside', 'by_water_or_conduit', 'suspect', 'edge_only', 'dismissed', 'legacy'] as const),
];

function added(level: SumLevel, parts: readonly LevelSum[]): LevelSum {
  const sum = (key: (typeof ADDED)[number]) => parts.reduce((total, part) => total + part[key], 0);
  const counts = Object.fromEntries(ADDED.map((key) => [key, sum(key)])) as Record<(typeof ADDED)[number], number>;
  const needed = parts.filter((part) => part.level !== 'other');
  return withPercents({ level, checked: needed.every((part) => part.checked), ...counts });
}

/** In the order of the columns. */
function withPercents(counts: Counts): LevelSum {
  const { level, zones, checked, outfalls, closed, to_remediate, to_remediate_closed, ...rest } = counts;
  return {
    ...{ level, zones, checked, outfalls, closed, closed_percent: percent(closed, outfalls) },
    ...{ to_remediate, to_remediate_closed, to_remediate_percent: percent(to_remediate_closed, to_remediate) },
    ...rest,
  };
}

const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.floor((part / whole) * 10_000 + 0.5) / 100;
