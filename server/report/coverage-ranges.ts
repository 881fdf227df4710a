/** Every stretch of every bank with its state (twin: atlas.coverage_ranges). */
import { MODES, type Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { type BankSurvey, BRIDGED, bankStates, GAP, STATES, type State } from '../engine/coverage/states.ts';
import { intersection } from '../engine/ranges.ts';
import { routeLength } from '../engine/rulers.ts';
import { lastDay } from './as-of.ts';
import { bankSurveys, LEFT, RIGHT } from './bank-surveys.ts';
import { type Scope, scopeReach } from './facets/scope.ts';
import { routesByRiver } from './gaps.ts';
import { rangeEvidence } from './range-evidence.ts';

export interface CoverageRange {
  river: string | null;
  river_id: number;
  route: number;
  mode: Mode;
  bank: 'left' | 'right';
  state: State;
  from_m: number;
  to_m: number;
  /** Surveys that measured some of the range; that bridged some of it where it is bridged; 0 in gaps. */
  surveys: number;
  /** Ids of the tracks and records that did, ascending. */
  tracks: number[];
  records: number[];
}

export interface RangeQuery {
  mode?: Mode;
  asOf?: string;
  riverId?: number;
  /** Only what lies in it. */
  scope?: Scope;
}

/**
 * Per route, mode and bank the ranges follow each other from 0 to its length, in a scope over what is in it; neighbours
 * differ in state. @throws DomainError `date_invalid`, `scope_unknown` (404)
 */
export function coverageRanges(snapshot: Snapshot, { mode, asOf, riverId, scope }: RangeQuery): CoverageRange[] {
  const day = lastDay(asOf);
  const reach = scope && scopeReach(snapshot, scope, asOf);
  return (mode ? [mode] : MODES).flatMap((one) =>
    routesByRiver(snapshot, riverId).flatMap((route) => [
      ...bankRanges(snapshot, route, one, LEFT, day, reach?.[route]),
      ...bankRanges(snapshot, route, one, RIGHT, day, reach?.[route]),
    ]),
  );
}

function bankRanges(
  snapshot: Snapshot,
  route: number,
  mode: Mode,
  bank: number,
  day: number,
  inside: readonly number[] = [0, routeLength(snapshot.rulers, route)],
): CoverageRange[] {
  const { rulers, rivers } = snapshot;
  const riverId = rulers.riverId[route];
  const place = { river: rivers.get(riverId)!.name, river_id: riverId, route: rulers.routeId[route], mode };
  const side = bank === LEFT ? ('left' as const) : ('right' as const);
  const surveys = bankSurveys(snapshot.surveyed, route, mode, bank, day);
  const joined = statesJoined(routeLength(rulers, route), surveys);
  return joined
    .flatMap((range) => partsInside(range, inside))
    .map(({ from, to, state }) => ({
      ...place,
      bank: side,
      state: STATES[state],
      from_m: from / 1000,
      to_m: to / 1000,
      surveys: state === GAP ? 0 : surveys.filter((survey) => touches(survey, state, from, to)).length,
      ...rangeEvidence(snapshot.surveyed, { route, mode, bank, lastDay: day, state, from, to }),
    }));
}

function partsInside({ from, to, state }: { from: number; to: number; state: number }, inside: readonly number[]) {
  const both = intersection([from, to], inside);
  return Array.from({ length: both.length / 2 }, (_, k) => ({ from: both[2 * k], to: both[2 * k + 1], state }));
}

/** Stretches that differ only in the number of surveys become one. */
export function statesJoined(
  length: number,
  surveys: readonly BankSurvey[],
): { from: number; to: number; state: number }[] {
  const { to, state } = bankStates(length, surveys);
  const joined: { from: number; to: number; state: number }[] = [];
  to.forEach((end, i) => {
    const last = joined.at(-1);
    if (last?.state === state[i]) last.to = end;
    else joined.push({ from: last?.to ?? 0, to: end, state: state[i] });
  });
  return joined;
}

function touches(survey: BankSurvey, state: number, from: number, to: number): boolean {
  const ranges = state === BRIDGED ? survey.bridged : survey.measured;
  return ranges.some((start, i) => i % 2 === 0 && start < to && ranges[i + 1] > from);
}
