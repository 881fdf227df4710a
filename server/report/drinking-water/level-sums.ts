/** Per level of protection how many outfalls there are and how many were closed out by a day. */
import { type KnownLevel, knownLevel } from '../../rules/drinking-water/proposal.ts';
import type { DrinkingRow } from './drinking-water.ts';

/** protection_area is 1 and 2 together, what article 64 speaks of; all is every level. */
export type SumLevel = KnownLevel | 'protection_area' | 'all';

/** Every number but zones is null where no zone of the level is valid: nothing was looked at, which is not none. */
export interface LevelSum {
  level: SumLevel;
  /** Valid on the day. */
  zones: number;
  /**
   * False: the numbers are null, or may be too low, because no zone of a level it needs is valid on the day, because a
   * zone was rejected on import, or, for protection_area, because there are zones of unknown level.
   */
  checked: boolean;
  /** Confirmed outfalls whose strictest zone has this level: the denominator. */
  outfalls: number | null;
  /** Of them closed out by the day asked: the numerator. */
  closed: number | null;
  closed_percent: number | null;
  /** Of the outfalls those that need remediation (all but no_action), and of these the closed ones. */
  to_remediate: number | null;
  to_remediate_closed: number | null;
  to_remediate_percent: number | null;
  /** Of the outfalls: the recorded point lies inside; else only its receiving water or conduit does. */
  inside: number | null;
  by_water_or_conduit: number | null;
  /** Suspected outfalls in the zones, not in any number above. */
  suspect: number | null;
  /** Outside, but nearer to the boundary than it is accurate: not in any number above. */
  edge_only: number | null;
  /** All that holds for them was dismissed on review, whatever their status: not in any number above. */
  dismissed: number | null;
  legacy: number | null;
  /** Of protection_area: confirmed outfalls in zones of unknown level, which may belong to it and are in none of its numbers. */
  level_unknown: number | null;
}

const LEVELS: readonly KnownLevel[] = ['1', '2', 'quasi', 'other'];

/** Levels 1, 2, the protection area, quasi, other (where there is any) and all; 1 + 2 = protection area, and all is their sum with the rest. */
export function levelSums(
  rows: readonly DrinkingRow[],
  zones: readonly { level: string | null; zones: number }[],
  /** A zone was kept out of the register: nobody knows what lies in it. */
  hasRejected: boolean,
): LevelSum[] {
  const zonesOf = (level: KnownLevel) =>
    zones.filter((each) => knownLevel(each.level) === level).reduce((sum, each) => sum + each.zones, 0);
  const sums = new Map(LEVELS.map((level) => [level, sumOf(level, zonesOf(level), rows, hasRejected)]));
  const of = (...levels: KnownLevel[]) => levels.map((level) => sums.get(level)!);
  const other = sums.get('other')!;
  return [
    ...of('1', '2'),
    withUnknown(added('protection_area', of('1', '2')), rows, other.zones),
    ...of('quasi'),
    ...(other.zones > 0 ? [other] : []),
    added('all', of(...LEVELS)),
  ];
}

/** Article 64 speaks of levels 1 and 2; what lies in a zone whose level nobody said, or said as "1/2", may be meant. */
function withUnknown(sum: LevelSum, rows: readonly DrinkingRow[], unknownZones: number): LevelSum {
  const maybe = rows.filter((row) => row.counted && row.doubts.includes('level_unknown'));
  return { ...sum, checked: sum.checked && unknownZones === 0, level_unknown: maybe.length };
}

function sumOf(level: KnownLevel, zones: number, all: readonly DrinkingRow[], hasRejected: boolean): LevelSum {
  if (zones === 0) return withPercents({ level, zones, checked: false, ...NOTHING });
  const found = all.filter((row) => row.relation !== 'not_checked' && knownLevel(row.level) === level);
  const rows = found.filter((row) => row.decision !== 'dismissed');
  const counted = rows.filter((row) => row.counted);
  const toRemediate = counted.filter((row) => row.handle_type !== 'no_action');
  const closed = (of: readonly DrinkingRow[]) => of.filter((row) => row.closed).length;
  return withPercents({
    level,
    zones,
    checked: !hasRejected,
    outfalls: counted.length,
    closed: closed(counted),
    to_remediate: toRemediate.length,
    to_remediate_closed: closed(toRemediate),
    inside: counted.filter((row) => row.relation !== 'receiving' && row.relation !== 'conduit').length,
    by_water_or_conduit: counted.filter((row) => row.relation === 'receiving' || row.relation === 'conduit').length,
    suspect: rows.filter((row) => row.status === 'suspect' && row.in_zone).length,
    edge_only: rows.filter((row) => !row.in_zone).length,
    dismissed: found.length - rows.length,
    legacy: counted.filter((row) => row.legacy === true).length,
  });
}

type Counts = Omit<LevelSum, 'closed_percent' | 'to_remediate_percent' | 'level_unknown'>;
const COUNTED = [
  ...(['outfalls', 'closed', 'to_remediate', 'to_remediate_closed', 'inside'] as const),
  ...(['by_water_or_conduit', 'suspect', 'edge_only', 'dismissed', 'legacy'] as const),
];
type Numbers = Record<(typeof COUNTED)[number], number | null>;
const NOTHING = Object.fromEntries(COUNTED.map((key) => [key, null])) as Numbers;

/** Of the parts that were looked at; a part without a zone adds nothing, and the sum is then not checked. */
function added(level: SumLevel, parts: readonly LevelSum[]): LevelSum {
  const looked = parts.filter((part) => part.zones > 0);
  const sum = (key: keyof Numbers) => looked.reduce((total, part) => total + (part[key] ?? 0), 0);
  const counts = Object.fromEntries(COUNTED.map((key) => [key, sum(key)])) as Numbers;
  const zones = looked.reduce((total, part) => total + part.zones, 0);
  const needed = parts.filter((part) => part.level !== 'other' || part.zones > 0);
  const checked = needed.every((part) => part.checked);
  return withPercents({ level, zones, checked, ...(looked.length > 0 ? counts : NOTHING) });
}

/** In the order of the columns. */
function withPercents(counts: Counts): LevelSum {
  const { level, zones, checked, outfalls, closed, to_remediate, to_remediate_closed, ...rest } = counts;
  return {
    ...{ level, zones, checked, outfalls, closed, closed_percent: percent(closed, outfalls) },
    ...{ to_remediate, to_remediate_closed, to_remediate_percent: percent(to_remediate_closed, to_remediate) },
    ...rest,
    level_unknown: null,
  };
}

const percent = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : Math.floor((part / whole) * 10_000 + 0.5) / 100;
