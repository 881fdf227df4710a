/** What a range rests on: the tracks and records that make its state. Ids are public, who surveyed is not. */
import { BANKS, KINDS, MODES, type Mode, type Surveyed } from '../district/load-register.ts';
import { BRIDGED, GAP } from '../engine/coverage/states.ts';

const BOTH = BANKS.indexOf('both');

export interface RangeQuery {
  /** Index of the route. */
  route: number;
  mode: Mode;
  /** Index in BANKS: left or right. */
  bank: number;
  lastDay: number;
  state: number;
  from: number;
  to: number;
}

/** Ascending ids of what measured some of the range; what bridged some of it where it is bridged; none in a gap. */
export function rangeEvidence(surveyed: Surveyed, query: RangeQuery): { tracks: number[]; records: number[] } {
  const [tracks, records] = [new Set<number>(), new Set<number>()];
  if (query.state === GAP) return { tracks: [], records: [] };
  for (let i = surveyed.first[query.route]; i < surveyed.first[query.route + 1]; i++)
    if (counts(surveyed, i, query)) (surveyed.record[i] === 1 ? records : tracks).add(surveyed.evidence[i]);
  const ascending = (ids: Set<number>) => [...ids].sort((a, b) => a - b);
  return { tracks: ascending(tracks), records: ascending(records) };
}

function counts(surveyed: Surveyed, i: number, { mode, bank, lastDay, state, from, to }: RangeQuery): boolean {
  return (
    surveyed.mode[i] === MODES.indexOf(mode) &&
    (surveyed.bank[i] === bank || surveyed.bank[i] === BOTH) &&
    KINDS[surveyed.kind[i]] === (state === BRIDGED ? 'bridged' : 'measured') &&
    surveyed.day[i] <= lastDay &&
    surveyed.from[i] < to &&
    surveyed.to[i] > from
  );
}
