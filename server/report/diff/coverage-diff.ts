/** What changed between two ledgers, per group and stretch by stretch (twin for two days of one register: atlas.coverage_diff). */
import type { District } from '../../district/district.ts';
import { MODES, type Mode } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { BRIDGED, GAP, ONCE, REPEATED, STATES, type State } from '../../engine/coverage/states.ts';
import { DomainError } from '../../errors.ts';
import { km } from '../coverage.ts';
import { RIVER_CUTS } from '../facets/river-cuts.ts';
import { type LineString, routeLines } from '../route-lines.ts';
import { type Change, changeOf, type StateOrNone, type States, type Stretch, stretches } from './changes.ts';
import type { Ledger } from './route-pieces.ts';

/** Levels of rivers may change, so that they would not reconcile. */
export const DIFF_GROUPS = ['district', 'river', 'town'] as const;
export type DiffGroup = (typeof DIFF_GROUPS)[number];

/** @throws DomainError `group_unknown` */
export function parseDiffGroup(name: string): DiffGroup {
  if ((DIFF_GROUPS as readonly string[]).includes(name)) return name as DiffGroup;
  const known = DIFF_GROUPS.join(', ');
  throw new DomainError(
    'group_unknown',
    `A difference cannot be grouped by "${name}": use one of ${known}.`,
    `差异不能按“${name}”分组，可用：${known}。`,
  );
}

export interface DiffQuery {
  from: Ledger;
  to: Ledger;
  mode?: Mode;
}

/** The later of the two: an earlier state stays what it is. */
export function laterOf({ from, to }: Pick<DiffQuery, 'from' | 'to'>): District {
  const [before, after] = [from.snapshot.district, to.snapshot.district];
  return before.version > after.version ? before : after;
}

/**
 * Sums in whole millimetres; the redrawn_ ones of single states are after less before, and may be negative:
 *   to_length = from_length + added - removed + redrawn_to - redrawn_from
 *   redrawn_to - redrawn_from = redrawn_gap + redrawn_bridged + redrawn_once + redrawn_repeated
 *   to_covered = from_covered + newly_covered - lost + added_covered - removed_covered + redrawn_bridged + redrawn_once + redrawn_repeated
 *   to_duplicate = from_duplicate + newly_repeated - no_longer_repeated + redrawn_repeated
 */
const SUMS = {
  from_length: ({ before }: States) => before !== null,
  to_length: ({ after }: States) => after !== null,
  from_covered: ({ before }: States) => isCovered(before),
  to_covered: ({ after }: States) => isCovered(after),
  newly_covered: ({ before, after }: States) => before === GAP && isCovered(after),
  lost: ({ before, after }: States) => isCovered(before) && after === GAP,
  from_duplicate: ({ before }: States) => before === REPEATED,
  to_duplicate: ({ after }: States) => after === REPEATED,
  newly_repeated: ({ before, after, redrawn }: States) => !redrawn && before !== REPEATED && after === REPEATED,
  no_longer_repeated: ({ before, after, redrawn }: States) => !redrawn && before === REPEATED && after !== REPEATED,
  added: ({ before, redrawn }: States) => !redrawn && before === null,
  added_covered: ({ before, after, redrawn }: States) => !redrawn && before === null && isCovered(after),
  removed: ({ after, redrawn }: States) => !redrawn && after === null,
  removed_covered: ({ before, after, redrawn }: States) => !redrawn && isCovered(before) && after === null,
  redrawn_from: ({ before, redrawn }: States) => redrawn && before !== null,
  redrawn_to: ({ after, redrawn }: States) => redrawn && after !== null,
  redrawn_gap: redrawnBy(GAP),
  redrawn_bridged: redrawnBy(BRIDGED),
  redrawn_once: redrawnBy(ONCE),
  redrawn_repeated: redrawnBy(REPEATED),
};
type Sum = keyof typeof SUMS;
export const DIFF_SUMS = Object.keys(SUMS) as Sum[];

function isCovered(state: StateOrNone): boolean {
  return state !== null && state !== GAP;
}

function redrawnBy(state: number) {
  return ({ before, after, redrawn }: States) => (redrawn ? Number(after === state) - Number(before === state) : 0);
}

export type DiffRow = { key: string; name: string | null; mode: Mode } & Record<`${Sum}_km`, number>;

/** One row per group of either ledger and mode; km with six decimals (whole millimetres). */
export function diffRows({ from, to, mode }: DiffQuery, group: DiffGroup): DiffRow[] {
  const places = bothGroupings(from.snapshot, to.snapshot, group);
  const modes = mode ? [mode] : MODES;
  const byMode = modes.map((one) => {
    const sums = places.rows.map(() => new Float64Array(DIFF_SUMS.length));
    for (const stretch of stretches(from, to, one)) addStretch(sums[places.rowOf(stretch)], stretch);
    return sums;
  });
  return places.rows.flatMap(({ key, name }, row) =>
    modes.map((one, i) => ({ key, name, mode: one, ...sumsInKm(byMode[i][row]) })),
  );
}

function addStretch(sums: Float64Array, stretch: Stretch): void {
  const length = stretch.toMm - stretch.fromMm;
  for (const [i, name] of DIFF_SUMS.entries()) sums[i] += length * Number(SUMS[name](stretch));
}

function sumsInKm(sums: Float64Array): Record<`${Sum}_km`, number> {
  return Object.fromEntries(DIFF_SUMS.map((name, i) => [`${name}_km`, km(sums[i])])) as Record<`${Sum}_km`, number>;
}

interface Places {
  rows: { key: string; name: string | null }[];
  rowOf(stretch: Stretch): number;
}

/** The rows of the later ledger, then those that only the earlier one has. */
function bothGroupings(from: Snapshot, to: Snapshot, group: DiffGroup): Places {
  const [then, now] = [RIVER_CUTS[group](from).rows, RIVER_CUTS[group](to).rows];
  const rows = new Map([...now, ...then].map(({ key }) => [key, { key, name: null as string | null }]));
  for (const { key, name } of [...then, ...now]) rows.get(key)!.name = name;
  const place = new Map([...rows.keys()].map((key, i) => [key, i]));
  return {
    rows: [...rows.values()],
    rowOf: (stretch) => place.get(KEYS[group](stretch.drawnIn === 'to' ? to : from, stretch))!,
  };
}

/** The row a stretch falls into, by its key. */
const KEYS: Record<DiffGroup, (snapshot: Snapshot, stretch: Stretch) => string> = {
  district: ({ district }) => district.key,
  river: ({ rivers }, { riverId }) => rivers.get(riverId)!.key,
  town: ({ towns }, { town }) => (town < 0 ? 'outside' : towns.key[town]),
};

export interface DiffRange {
  river: string | null;
  river_id: number;
  /** Above 10^9: a route that is drawn no more. */
  route: number;
  mode: Mode;
  town: string | null;
  change: Change;
  from_state: State | null;
  to_state: State | null;
  from_m: number;
  to_m: number;
  length_m: number;
}

/** Stretches whose state changed, and the old and new lines of redrawn rivers, by mode and route; metres from the start of the route. */
export function diffRanges(query: DiffQuery): DiffRange[] {
  return changedStretches(query).map((stretch) => {
    const { snapshot } = query[stretch.drawnIn];
    const { riverId, route, mode, town, before, after, fromMm, toMm } = stretch;
    return {
      river: snapshot.rivers.get(riverId)!.name,
      river_id: riverId,
      route: snapshot.rulers.routeId[route],
      mode,
      town: town < 0 ? null : snapshot.towns.name[town],
      change: changeOf(stretch)!,
      from_state: before === null ? null : STATES[before],
      to_state: after === null ? null : STATES[after],
      from_m: fromMm / 1000,
      to_m: toMm / 1000,
      length_m: (toMm - fromMm) / 1000,
    };
  });
}

/** Lines of the ranges of `diffRanges`, in their order; EPSG:4326. */
export function diffLines(query: DiffQuery): LineString[] {
  return changedStretches(query).flatMap(({ drawnIn, route, fromMm, toMm }) => {
    const { snapshot } = query[drawnIn];
    const range = { route: snapshot.rulers.routeId[route], from_m: fromMm / 1000, to_m: toMm / 1000 };
    return routeLines(snapshot, [range]);
  });
}

/** Neighbours with the same change become one. */
function changedStretches({ from, to, mode }: DiffQuery): Stretch[] {
  const changed: Stretch[] = [];
  for (const one of mode ? [mode] : MODES)
    for (const stretch of stretches(from, to, one)) {
      if (stretch.before === stretch.after) continue;
      const last = changed.at(-1);
      if (last && continues(last, stretch)) last.toMm = stretch.toMm;
      else changed.push({ ...stretch });
    }
  return changed;
}

function continues(last: Stretch, next: Stretch): boolean {
  const same = ['mode', 'route', 'drawnIn', 'town', 'before', 'after'] as const;
  return last.toMm === next.fromMm && same.every((name) => last[name] === next[name]);
}
