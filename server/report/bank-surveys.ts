/** What each survey of a snapshot saw of one route: the input of states, ranges and effort. */
import { BANKS, MODES, type Mode, type Surveyed } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { type BankStretches, type BankSurvey, bankStates } from '../engine/coverage/states.ts';
import { routeLength } from '../engine/rulers.ts';

/** Index in BANKS of each bank of a river. */
export const LEFT = BANKS.indexOf('left');
export const RIGHT = BANKS.indexOf('right');
const BOTH = BANKS.indexOf('both');
const MEASURED = 0;

/** The surveys of one mode that saw a bank of route `route` (index) on local days up to `lastDay`; `holds` leaves entries out. */
export function bankSurveys(
  surveyed: Surveyed,
  route: number,
  mode: Mode,
  bank: number,
  lastDay: number,
  holds?: (entry: number) => boolean,
): BankSurvey[] {
  const bySurvey = new Map<number, BankSurvey>();
  const wanted = MODES.indexOf(mode);
  for (let i = surveyed.first[route]; i < surveyed.first[route + 1]; i++) {
    if (surveyed.mode[i] !== wanted || surveyed.day[i] > lastDay) continue;
    if (surveyed.bank[i] !== bank && surveyed.bank[i] !== BOTH) continue;
    if (holds && !holds(i)) continue;
    const survey = surveyOf(bySurvey, surveyed.day[i] * (surveyed.crews.length + 1) + surveyed.crew[i] + 1);
    (surveyed.kind[i] === MEASURED ? survey.measured : survey.bridged).push(surveyed.from[i], surveyed.to[i]);
  }
  return [...bySurvey.values()];
}

function surveyOf(bySurvey: Map<number, BankSurvey>, key: number): BankSurvey {
  let survey = bySurvey.get(key);
  if (!survey) {
    survey = { measured: [], bridged: [] };
    bySurvey.set(key, survey);
  }
  return survey;
}

/** States of both banks of a route (index), as of a local day. */
export function routeBanks(
  { rulers, surveyed }: Snapshot,
  route: number,
  mode: Mode,
  lastDay: number,
  holds?: (entry: number) => boolean,
): { left: BankStretches; right: BankStretches } {
  const length = routeLength(rulers, route);
  return {
    left: bankStates(length, bankSurveys(surveyed, route, mode, LEFT, lastDay, holds)),
    right: bankStates(length, bankSurveys(surveyed, route, mode, RIGHT, lastDay, holds)),
  };
}
