/** The cheapest sequence of states: by eye, and against trying every sequence. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { testDatabase } from '../support/database.ts';

interface State {
  route: number; // 0 is none
  measure: number;
  cost: number;
}
const NONE: State = { route: 0, measure: 0, cost: 640e6 };
const at = (route: number, measureM: number, distanceM: number): State => ({
  route,
  measure: measureM * 1000,
  cost: (distanceM * 1000) ** 2,
});

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** Number of the state each chord takes, 1 = its first; none is added as the last of each. */
async function solve(chords: State[][]): Promise<number[]> {
  const lists = chords.map((states) => [...states, NONE]);
  const flat = lists.flat();
  const [{ chosen }] = await db.query<{ chosen: number[] }>(
    `select to_jsonb(atlas.least_cost_states('without routes', $1::int[], $2::float8[], array_fill(null::float8, array[cardinality($1::int[])]), $3::bigint[], $4::int[], 512000000)) as chosen`,
    [
      flat.map(({ route }) => route),
      flat.map(({ measure }) => measure),
      flat.map(({ cost }) => cost),
      lists.map(({ length }) => length),
    ],
  );
  return chosen;
}

/** A piece remembers the route it left over two chords of none; no two routes here meet. */
function cost(states: State[]): number {
  return states.reduce((sum, state, i) => sum + state.cost + step(states, i), 0);
}

function step(states: State[], i: number): number {
  const [before, state] = [states[i - 1], states[i]];
  if (!before || (before === NONE && state === NONE)) return 0;
  if (state === NONE) return 256e6;
  const left = states.slice(Math.max(0, i - 3), i).findLastIndex((one) => one !== NONE);
  const isStranger = left >= 0 && states.slice(Math.max(0, i - 3), i)[left].route !== state.route;
  const dearer = isStranger ? 512e6 : 0;
  if (before === NONE) return 256e6 + dearer;
  return (before.route === state.route && Math.abs(before.measure - state.measure) < 200_000 ? 0 : 1024e6) + dearer;
}

function everySequence(chords: State[][]): State[][] {
  return chords.reduce<State[][]>(
    (done, states) => done.flatMap((path) => [...states, NONE].map((state) => [...path, state])),
    [[]],
  );
}

describe('atlas.least_cost_states', () => {
  it('keeps to one canal where its twin is nearer for a chord or two', async () => {
    //  canal 1 ────o───o──────────o──   the second chord is 8 m from canal 2 and 12 m from canal 1: 80e6 less,
    //  canal 2 ───────────o──────────   but two changes of route would cost 3072e6
    const chords = [[at(1, 25, 3)], [at(2, 75, 8), at(1, 75, 12)], [at(1, 125, 3)]];
    expect(await solve(chords)).toEqual([1, 2, 1]);
  });

  it('prefers none to a lone candidate far off', async () => {
    expect(await solve([[], [at(1, 75, 20)], []])).toEqual([1, 2, 1]); // 400e6 + 2 · 256e6 > 640e6
    expect(await solve([[], [at(1, 75, 11)], []])).toEqual([1, 1, 1]); // 121e6 + 512e6 < 640e6
  });

  it('takes the first listed of two equal states', async () => {
    expect(await solve([[at(1, 25, 5), at(2, 25, 5)]])).toEqual([1]);
  });

  it('is as cheap as the cheapest of all sequences', async () => {
    const state = fc
      .tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 25 }))
      .map(([route, measure, distance]) => at(route, measure, distance));
    const piece = fc.array(fc.array(state, { maxLength: 3 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(piece, async (chords) => {
        const chosen = (await solve(chords)).map((number, i) => [...chords[i], NONE][number - 1]);
        expect(cost(chosen)).toBe(Math.min(...everySequence(chords).map(cost)));
      }),
      { numRuns: 40, seed: 1 },
    );
  });
});
