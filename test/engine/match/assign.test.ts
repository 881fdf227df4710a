/** The cheapest assignment, against every assignment there is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign, type Choices } from '../../../server/engine/match/assign.ts';

const ALONE = 60;
type Table = (number | null)[][]; // cost by row and column; null is no choice

function choices(table: Table): Choices {
  const start = new Uint32Array(table.length + 1);
  const [column, cost]: [number[], number[]] = [[], []];
  table.forEach((row, i) => {
    row.forEach((each, j) => {
      if (each !== null) {
        column.push(j);
        cost.push(each);
      }
    });
    start[i + 1] = column.length;
  });
  const columns = table[0]?.length ?? 0;
  return { rows: table.length, columns, start, column: Int32Array.from(column), cost: Float64Array.from(cost) };
}

function leastTotal(table: Table, row = 0, taken = new Set<number>()): number {
  if (row === table.length) return 0;
  let least = ALONE + leastTotal(table, row + 1, taken);
  table[row].forEach((cost, j) => {
    if (cost === null || taken.has(j)) return;
    taken.add(j);
    least = Math.min(least, cost + leastTotal(table, row + 1, taken));
    taken.delete(j);
  });
  return least;
}

const tables = fc
  .integer({ min: 1, max: 6 })
  .chain((columns) =>
    fc.array(
      fc.array(fc.option(fc.integer({ min: -20, max: 59 }), { freq: 3 }), { minLength: columns, maxLength: columns }),
      { minLength: 1, maxLength: 6 },
    ),
  );

describe('assign', () => {
  it('costs as little as the cheapest of all assignments, and takes no column twice', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const column = assign(choices(table), ALONE);
        const taken = [...column].filter((j) => j >= 0);
        expect(new Set(taken).size).toBe(taken.length);
        const total = [...column].reduce((sum, j, i) => sum + (j < 0 ? ALONE : table[i][j]!), 0);
        expect(total).toBe(leastTotal(table));
      }),
      { numRuns: 500 },
    );
  });

  it('shifts a whole row where nearest-first would tear it apart', () => {
    // three outfalls 10 m apart, surveyed again with a shift of 6 m: the nearest neighbour is the wrong one
    const at = [0, 10, 20];
    const table = at.map((a) => at.map((b) => Math.abs(b + 6 - a)));
    expect([...assign(choices(table), ALONE)]).toEqual([0, 1, 2]);
  });

  it('gives the same answer again, and at a tie the lower column to the first row', () => {
    const table = [
      [5, 5],
      [5, 5],
    ];
    expect([...assign(choices(table), ALONE)]).toEqual([0, 1]);
  });

  it('answers for nobody', () => {
    expect([...assign(choices([]), ALONE)]).toEqual([]);
    expect([...assign(choices([[], []]), ALONE)]).toEqual([-1, -1]);
  });
});
