/**
 * What of a plan is done already. The plan is a line, matched to rivers as a track would be and stored nowhere, or a river's
 * range. A millimetre of river is *new* when a bank that the plan reaches is a gap there, else it is *already done*: repeated
 * work that is avoided when it is left out. planned = new + already done, to the millimetre.
 */
import type { Executor } from '../../db/database.ts';
import { BANKS, MODES, type Mode } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { difference, intersection, normalise, union } from '../../engine/ranges.ts';
import { lastDay } from '../as-of.ts';
import { type Bank, plannedByLines, plannedByWish, type Wish } from './planned.ts';

export interface CheckRow {
  state: 'new' | 'done';
  river: string | null;
  river_id: number;
  route: number;
  from_m: number;
  to_m: number;
  length_m: number;
  /** Local day of the last survey of it; null of what is new. */
  last_on: string | null;
  /** Surveys of it: crews on local days. */
  surveys: number;
  evidence: 'track' | 'record' | null;
  /** Of the last survey. Not public. */
  crew?: string | null;
  /** The id of its track or record. Not public. */
  evidence_id?: number | null;
}

export interface CheckTotals {
  mode: Mode;
  /** River that the plan reaches; each metre once. */
  planned_km: number;
  new_km: number;
  /** Already done: repeated work that is avoided when it is left out. */
  avoided_km: number;
  /** The plan as it is drawn; null of a wish. */
  line_km: number | null;
}

export interface CheckQuery {
  mode: Mode;
  asOf?: string;
  plan: [number, number][][] | Wish;
  /** Crews and ids too. */
  reveal?: boolean;
}

/** @throws DomainError `date_invalid`, `plan_too_long`, `wish_invalid` */
export async function checkPlan(
  db: Executor,
  snapshot: Snapshot,
  query: CheckQuery,
): Promise<{ rows: CheckRow[]; totals: CheckTotals }> {
  const { plan, mode } = query;
  const planned = Array.isArray(plan)
    ? await plannedByLines(db, snapshot, plan, mode)
    : { byRoute: plannedByWish(snapshot, plan), lineMm: null };
  const order = [...planned.byRoute.keys()].sort((a, b) => a - b);
  const rows = order.flatMap((route) => routeRows(snapshot, route, planned.byRoute.get(route)!, query));
  const km = (state?: CheckRow['state']) =>
    rows.reduce((sum, row) => sum + (state && row.state !== state ? 0 : Math.round(row.length_m * 1000)), 0) / 1e6;
  const line_km = planned.lineMm === null ? null : planned.lineMm / 1e6;
  return { rows, totals: { mode, planned_km: km(), new_km: km('new'), avoided_km: km('done'), line_km } };
}

function routeRows(
  snapshot: Snapshot,
  route: number,
  planned: Record<Bank, number[]>,
  { mode, asOf, reveal }: CheckQuery,
): CheckRow[] {
  const seen = seenOf(snapshot, route, mode, lastDay(asOf));
  const newOn = (bank: Bank) =>
    difference(planned[bank], normalise(seen.filter(isOn(bank)).flatMap(({ from, to }) => [from, to])));
  const fresh = union(newOn('left'), newOn('right'));
  const done = difference(union(planned.left, planned.right), fresh);
  const stretches = [
    ...pairs(fresh).map((range) => ({ ...range, of: [] as Seen[] })),
    ...doneStretches(done, seen, planned),
  ];
  return stretches
    .sort((a, b) => a.from - b.from)
    .map(({ from, to, of }) => rowOf(snapshot, route, { from, to, of }, reveal === true));
}

/** What one track or record saw of a route. */
interface Seen {
  from: number;
  to: number;
  bank: (typeof BANKS)[number];
  day: number;
  crew: string | null;
  evidence: 'track' | 'record';
  id: number;
}

const isOn =
  (bank: Bank) =>
  (seen: Seen): boolean =>
    seen.bank === bank || seen.bank === 'both';

function seenOf({ surveyed }: Snapshot, route: number, mode: Mode, last: number): Seen[] {
  const list: Seen[] = [];
  for (let i = surveyed.first[route]; i < surveyed.first[route + 1]; i++) {
    if (surveyed.mode[i] !== MODES.indexOf(mode) || surveyed.day[i] > last) continue;
    list.push({
      from: surveyed.from[i],
      to: surveyed.to[i],
      bank: BANKS[surveyed.bank[i]],
      day: surveyed.day[i],
      crew: surveyed.crew[i] < 0 ? null : surveyed.crews[surveyed.crew[i]],
      evidence: surveyed.record[i] === 1 ? 'record' : 'track',
      id: surveyed.evidence[i],
    });
  }
  // the last survey first; ties by kind and id, so that the answer does not hang on the order of rows
  return list.sort(
    (a, b) => b.day - a.day || (a.evidence < b.evidence ? 1 : a.evidence > b.evidence ? -1 : a.id - b.id),
  );
}

interface Stretch {
  from: number;
  to: number;
  /** The last first. */
  of: Seen[];
}

/** Cut where what was seen begins or ends; neighbours that rest on the same surveys are one. */
function doneStretches(done: readonly number[], seen: readonly Seen[], planned: Record<Bank, number[]>): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { from, to } of pairs(done)) {
    const inside = seen.filter((one) => one.from < to && one.to > from);
    const cuts = [...new Set([from, to, ...inside.flatMap((one) => [one.from, one.to])])]
      .filter((at) => at >= from && at <= to)
      .sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i++) {
      const of = inside.filter((one) => one.from <= cuts[i] && one.to > cuts[i] && counts(one, cuts[i], planned));
      const last = stretches.at(-1);
      if (last?.to === cuts[i] && isSame(last.of, of)) last.to = cuts[i + 1];
      else stretches.push({ from: cuts[i], to: cuts[i + 1], of });
    }
  }
  return stretches;
}

/** A survey of a bank that the plan does not reach there is no evidence. */
function counts(seen: Seen, at: number, planned: Record<Bank, number[]>): boolean {
  return (['left', 'right'] as const).some(
    (bank) => isOn(bank)(seen) && intersection(planned[bank], [at, at + 1]).length > 0,
  );
}

const isSame = (a: readonly Seen[], b: readonly Seen[]) =>
  a.length === b.length && a.every((one, i) => one.evidence === b[i].evidence && one.id === b[i].id);

function rowOf({ rulers, rivers }: Snapshot, route: number, { from, to, of }: Stretch, reveal: boolean): CheckRow {
  const [last] = of;
  const riverId = rulers.riverId[route];
  return {
    state: last ? 'done' : 'new',
    river: rivers.get(riverId)!.name,
    river_id: riverId,
    route: rulers.routeId[route],
    from_m: from / 1000,
    to_m: to / 1000,
    length_m: (to - from) / 1000,
    last_on: last ? new Date(last.day * 86_400_000).toISOString().slice(0, 10) : null,
    surveys: new Set(of.map(({ crew, day }) => `${day} ${crew ?? ''}`)).size,
    evidence: last?.evidence ?? null,
    ...(reveal ? { crew: last?.crew ?? null, evidence_id: last?.id ?? null } : {}),
  };
}

function pairs(ranges: readonly number[]): { from: number; to: number }[] {
  return Array.from({ length: ranges.length / 2 }, (_, i) => ({ from: ranges[2 * i], to: ranges[2 * i + 1] }));
}
