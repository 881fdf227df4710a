import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BankSurvey,
  BRIDGED,
  bankStates,
  eachStretch,
  GAP,
  ONCE,
  REPEATED,
} from '../../../server/engine/coverage/states.ts';

const LENGTH = 60;
const ranges = fc
  .array(fc.tuple(fc.integer({ min: -5, max: 65 }), fc.integer({ min: 0, max: 25 })), { maxLength: 4 })
  .map((list) => list.flatMap(([from, size]) => [from, from + size]));
const surveys = fc.array(fc.record({ measured: ranges, bridged: ranges }), { maxLength: 4 });

/** The definition read off millimetre by millimetre. */
function stateAt(list: readonly BankSurvey[], at: number): number {
  const holds = (set: readonly number[]) => set.some((from, i) => i % 2 === 0 && from <= at && at < set[i + 1]);
  const measured = list.filter((survey) => holds(survey.measured)).length;
  if (measured > 1) return REPEATED;
  if (measured === 1) return ONCE;
  return list.some((survey) => holds(survey.bridged)) ? BRIDGED : GAP;
}

function stateList(list: readonly BankSurvey[]): number[] {
  const { to, state } = bankStates(LENGTH, list);
  return to.flatMap((end, i) => new Array(end - (to[i - 1] ?? 0)).fill(state[i]));
}

describe('bankStates', () => {
  it('gives every millimetre the state that the definition gives it', () => {
    fc.assert(
      fc.property(surveys, (list) => {
        expect(stateList(list)).toEqual(Array.from({ length: LENGTH }, (_, at) => stateAt(list, at)));
      }),
    );
  });

  it('does not depend on the order of the surveys', () => {
    fc.assert(
      fc.property(surveys, (list) => {
        expect(bankStates(LENGTH, [...list].reverse())).toEqual(bankStates(LENGTH, list));
      }),
    );
  });

  it('counts a survey that passes twice once', () => {
    expect(bankStates(10, [{ measured: [0, 6, 2, 6], bridged: [] }])).toEqual({
      to: [6, 10],
      state: [ONCE, GAP],
      surveys: [1, 0],
    });
  });
});

describe('eachStretch', () => {
  it('visits the whole route once, in order, whatever the banks are', () => {
    fc.assert(
      fc.property(surveys, surveys, (left, right) => {
        const seen: number[] = [];
        eachStretch(bankStates(LENGTH, left), bankStates(LENGTH, right), (from, to) => seen.push(from, to));
        expect(seen[0]).toBe(0);
        expect(seen.at(-1)).toBe(LENGTH);
        for (let i = 2; i < seen.length; i += 2) expect(seen[i]).toBe(seen[i - 1]);
      }),
    );
  });
});
