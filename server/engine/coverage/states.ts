/**
 * From what surveys saw of a bank to the state of each of its millimetres (docs/coverage.md, "States").
 *
 *   measured  |==== A ====|        |== A ==|
 *   measured        |==== B ====|
 *   bridged                     |--| A
 *   state     |once |rep. |once |br|once   |gap |
 */
import { normalise } from '../ranges.ts';

/** States in the order in which the lesser of two banks counts for the river. */
export const STATES = ['gap', 'bridged', 'once', 'repeated'] as const;
export type State = (typeof STATES)[number];
export const GAP = 0;
export const BRIDGED = 1;
export const ONCE = 2;
export const REPEATED = 3;

/** What one survey, a (crew, local day) of one mode, saw of one bank; any order, may overlap, millimetres of measure. */
export interface BankSurvey {
  measured: number[];
  bridged: number[];
}

/** Stretches of one bank from 0 to the route's end without a hole; `surveys` measured each (0 in gap and bridged). */
export interface BankStretches {
  to: number[];
  state: number[];
  surveys: number[];
}

/** The state of one bank of a route `length` mm long; what surveys claim beyond its ends is cut off. */
export function bankStates(length: number, surveys: Iterable<BankSurvey>): BankStretches {
  const events: [at: number, measured: number, bridged: number][] = [];
  for (const survey of surveys) {
    pushEvents(events, normalise(survey.measured), length, 1, 0);
    pushEvents(events, normalise(survey.bridged), length, 0, 1);
  }
  events.sort((a, b) => a[0] - b[0]);
  return sweep(events, length);
}

function pushEvents(
  events: [number, number, number][],
  ranges: readonly number[],
  length: number,
  measured: number,
  bridged: number,
): void {
  for (let i = 0; i < ranges.length; i += 2) {
    const from = Math.max(0, ranges[i]);
    const to = Math.min(length, ranges[i + 1]);
    if (from < to) events.push([from, measured, bridged], [to, -measured, -bridged]);
  }
}

function sweep(events: readonly (readonly [number, number, number])[], length: number): BankStretches {
  const stretches: BankStretches = { to: [], state: [], surveys: [] };
  let [measured, bridged, at] = [0, 0, 0];
  for (const [next, measuredStep, bridgedStep] of events) {
    append(stretches, at, next, stateOf(measured, bridged), measured);
    at = next;
    measured += measuredStep;
    bridged += bridgedStep;
  }
  append(stretches, at, length, GAP, 0);
  return stretches;
}

function stateOf(measured: number, bridged: number): number {
  if (measured > 1) return REPEATED;
  if (measured === 1) return ONCE;
  return bridged > 0 ? BRIDGED : GAP;
}

function append(stretches: BankStretches, from: number, to: number, state: number, surveys: number): void {
  if (to <= from) return;
  const last = stretches.to.length - 1;
  if (last >= 0 && stretches.state[last] === state && stretches.surveys[last] === surveys) stretches.to[last] = to;
  else {
    stretches.to.push(to);
    stretches.state.push(state);
    stretches.surveys.push(surveys);
  }
}

/** Calls `visit` for each stretch on which neither bank changes, from 0 to the end, in order. */
export function eachStretch(
  left: BankStretches,
  right: BankStretches,
  visit: (from: number, to: number, leftAt: number, rightAt: number) => void,
): void {
  let [l, r, from] = [0, 0, 0];
  while (l < left.to.length && r < right.to.length) {
    const to = Math.min(left.to[l], right.to[r]);
    visit(from, to, l, r);
    if (left.to[l] === to) l++;
    if (right.to[r] === to) r++;
    from = to;
  }
}

/** The river's state where its banks have these: the lesser. */
export function riverState(left: number, right: number): number {
  return Math.min(left, right);
}
