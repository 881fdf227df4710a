/** River by river how far the survey is, both modes in one row: what stands beside the strips. Sums of the parts every coverage report is made of. */
import { MODES, type Mode } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { routeLength } from '../../engine/rulers.ts';
import { today } from '../as-of.ts';
import { type CoverageRow, coverageRows, km, percent } from '../coverage.ts';
import type { Scope } from '../facets/scope.ts';
import { type GapRow, gapRows } from '../gaps.ts';
import { riverRows } from '../rivers.ts';
import { type Pick, pickedBy } from './pick-rivers.ts';
import { type RiverSort, sortRivers } from './sort-rivers.ts';

export const PREFIX = { above_water: 'above', under_water: 'under' } as const satisfies Record<Mode, string>;
type Prefix = (typeof PREFIX)[Mode];

type Of<Name extends string, Value> = { [Each in `${Prefix}_${Name}`]?: Value };

/** Members of a mode that was not asked for are absent. */
export interface RiverCoverage
  extends Of<'covered_km' | 'gap_km' | 'bridged_km' | 'duplicate_km' | 'gaps' | 'longest_gap_m', number>,
    Of<'percent', number | null> {
  key: string;
  name: string | null;
  river_id: number;
  level: string | null;
  /** Inside the scope, where one is named; else whole. */
  length_km: number;
  /** The whole river, drawn. */
  river_km: number;
  /** Linked to the river there and not rejected; null of a past register, and for a share of other layers. */
  outfalls: number | null;
}

export interface RiverQuery extends Pick {
  /** Only what lies in it counts; rivers outside are not listed. */
  scope?: Scope;
  /** Both when left out. */
  mode?: Mode;
  asOf?: string;
  sort?: RiverSort;
}

export interface RiverCoverageAnswer {
  rows: RiverCoverage[];
  /** The rows together. */
  total: Omit<RiverCoverage, 'key' | 'name' | 'river_id' | 'level' | 'river_km'>;
  /** What is still to do in the scope, split by town, in order along each river. */
  gaps: GapRow[];
}

/** @throws DomainError `date_invalid`, `scope_unknown` (404) */
export function riverCoverage(snapshot: Snapshot, query: RiverQuery): RiverCoverageAnswer {
  const { mode, asOf, scope } = query;
  const rivers = riverRows(snapshot, { group: 'river', asOf, scope });
  const isPicked = pickedBy(query);
  const listed = new Set(
    rivers
      .filter((row) => isPicked({ ...row, level: row.level }) && (scope === undefined || row.length_km > 0))
      .map(({ river_id }) => river_id!),
  );
  const gaps = gapRows(snapshot, { mode, asOf, scope }).filter(({ river_id }) => listed.has(river_id));
  const members = membersByRiver(coverageRows(snapshot, { group: 'river', mode, asOf, scope }), gapLengths(gaps));
  const whole = drawnLengths(snapshot);
  const rows = rivers
    .filter(({ river_id }) => listed.has(river_id!))
    .map(({ key, name, river_id, level, length_km, outfalls }): RiverCoverage => {
      const place = { key, name, river_id: river_id!, level: level ?? null, length_km };
      return { ...place, river_km: km(whole.get(river_id!) ?? 0), outfalls, ...members.get(river_id!) };
    });
  return { rows: sortRivers(rows, query.sort ?? 'level', mode), total: totalOf(rows, mode ? [mode] : MODES), gaps };
}

/** For who may not know of outfalls. */
export const withoutOutfallCounts = ({ rows, total, ...rest }: RiverCoverageAnswer): RiverCoverageAnswer => ({
  ...rest,
  rows: rows.map((row) => ({ ...row, outfalls: null })),
  total: { ...total, outfalls: null },
});

type Members = Omit<RiverCoverage, 'key' | 'name' | 'river_id' | 'level' | 'length_km' | 'river_km' | 'outfalls'>;

function membersByRiver(rows: readonly CoverageRow[], gaps: ReadonlyMap<string, number[]>): Map<number, Members> {
  const members = new Map<number, Members>();
  for (const row of rows) {
    const own = gaps.get(`${row.mode} ${row.river_id}`) ?? [];
    members.set(row.river_id!, { ...members.get(row.river_id!), ...modeMembers(row, own) });
  }
  return members;
}

function modeMembers(row: CoverageRow, gaps: readonly number[]) {
  const prefix = PREFIX[row.mode];
  return {
    [`${prefix}_covered_km`]: row.covered_km,
    [`${prefix}_gap_km`]: row.gap_km,
    [`${prefix}_bridged_km`]: row.bridged_km,
    [`${prefix}_duplicate_km`]: row.duplicate_km,
    [`${prefix}_percent`]: row.covered_percent,
    [`${prefix}_gaps`]: gaps.length,
    [`${prefix}_longest_gap_m`]: longest(gaps),
  };
}

/** Millimetres of all routes of each river. */
function drawnLengths({ rulers }: Snapshot): Map<number, number> {
  const lengths = new Map<number, number>();
  for (let route = 0; route < rulers.count; route++)
    lengths.set(rulers.riverId[route], (lengths.get(rulers.riverId[route]) ?? 0) + routeLength(rulers, route));
  return lengths;
}

/** Metres of each row of the gap list, by mode and river. */
function gapLengths(gaps: readonly GapRow[]): Map<string, number[]> {
  const lengths = new Map<string, number[]>();
  for (const { mode, river_id, length_m } of gaps) {
    const own = lengths.get(`${mode} ${river_id}`);
    if (own) own.push(length_m);
    else lengths.set(`${mode} ${river_id}`, [length_m]);
  }
  return lengths;
}

/** 0 where there is none. */
const longest = (metres: readonly number[]): number => metres.reduce((most, each) => Math.max(most, each), 0);

const SUMMED = ['covered_km', 'gap_km', 'bridged_km', 'duplicate_km'] as const;

/** Added in whole millimetres. */
function totalOf(rows: readonly RiverCoverage[], modes: readonly Mode[]): RiverCoverageAnswer['total'] {
  const mm = (value: (row: RiverCoverage) => number) =>
    rows.reduce((sum, row) => sum + Math.round(value(row) * 1e6), 0);
  const length = mm((row) => row.length_km);
  const total: RiverCoverageAnswer['total'] = {
    length_km: km(length),
    outfalls: rows.reduce<number | null>(
      (sum, { outfalls }) => (sum === null || outfalls === null ? null : sum + outfalls),
      0,
    ),
  };
  for (const prefix of modes.map((mode) => PREFIX[mode])) {
    for (const name of SUMMED) total[`${prefix}_${name}`] = km(mm((row) => row[`${prefix}_${name}`]!));
    total[`${prefix}_percent`] = percent(length - mm((row) => row[`${prefix}_gap_km`]!), length);
    total[`${prefix}_gaps`] = rows.reduce((sum, row) => sum + row[`${prefix}_gaps`]!, 0);
    total[`${prefix}_longest_gap_m`] = longest(rows.map((row) => row[`${prefix}_longest_gap_m`]!));
  }
  return total;
}

/** Answers kept per district as it is in memory: a page asks for the same report again for each of its pages and files. */
const MOST_KEPT = 16;
const kept = new WeakMap<Snapshot, Map<string, RiverCoverageAnswer>>();

/** The same, once per question of a version of the district. Not to be changed by who gets it. @throws as riverCoverage */
export function keptRiverCoverage(snapshot: Snapshot, query: RiverQuery): RiverCoverageAnswer {
  const answers = kept.get(snapshot) ?? new Map<string, RiverCoverageAnswer>();
  kept.set(snapshot, answers);
  const question = JSON.stringify([query, query.asOf ?? today(snapshot.district)]);
  const answer = answers.get(question) ?? riverCoverage(snapshot, query);
  answers.delete(question);
  answers.set(question, answer);
  for (const oldest of answers.keys()) if (answers.size > MOST_KEPT) answers.delete(oldest);
  return answer;
}
