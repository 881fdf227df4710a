/** A gap as it is drawn and the rows of the list that towns cut it into. */
import { describe, expect, it } from 'vitest';
import type { Gap } from '../../web/api/types.ts';
import { formatTarget, parseTarget } from '../../web/state/view-state.ts';
import { asDrawn, gapRowsOf, gapTarget, wholeGap } from '../../web/viewer/scope-data.ts';
import { boxOf, targetOf } from '../../web/viewer/targets.ts';

const row = (route: number, from_m: number, to_m: number, town: string | null): Gap => ({
  ...{ river: '甲河', river_id: 1, route, mode: 'above_water', town, from_m, to_m },
  length_m: Math.round((to_m - from_m) * 1000) / 1000,
  bbox: [121 + from_m / 1e5, 31, 121 + to_m / 1e5, 31],
  marks: [],
});

//   route 7   |── a ──|────── b ──────|─ outside ─|    |0.4|        route 8   |── a ──|
//             0      100.5          900         1000   1200.2                 0      100.5
const ROWS = [
  row(7, 100.5, 900, 'b'),
  row(7, 0, 100.5, 'a'),
  row(7, 900, 1000, null),
  row(8, 0, 100.5, 'a'),
  row(7, 1200.2, 1200.6, 'b'),
];
const at = (routeId: number, fromM: number) => ({ kind: 'gap' as const, riverId: 1, routeId, fromM });
const towns = (rows: readonly Gap[]) => rows.map(({ town }) => town);

describe('a gap that runs over towns', () => {
  it('is chosen whole wherever it is clicked, and names all its rows', () => {
    for (const fromM of [0, 100, 100.5, 500, 900]) {
      const target = wholeGap(ROWS, at(7, fromM));
      expect(target).toEqual({ ...at(7, 0), toM: 1000 });
      expect(towns(gapRowsOf(ROWS, target))).toEqual(['a', 'b', null]);
      expect(asDrawn(gapRowsOf(ROWS, target))).toMatchObject({ from_m: 0, to_m: 1000, length_m: 1000, town: 'a、b' });
    }
    const picked = { kind: 'gap', target: at(7, 0), lngLat: [121, 31], point: { x: 0, y: 0 }, properties: {} } as const;
    expect(targetOf({ ...picked, lngLat: [121, 31] }, ROWS, 14)).toEqual({ ...at(7, 0), toM: 1000 });
    const data = { gaps: ROWS } as never;
    expect(boxOf({ ...at(7, 0), toM: 1000 }, data, { outfall: null, zone: null })).toEqual([121, 31, 121.01, 31]);
  });

  it('is its own row alone where it meets no other, however short', () => {
    expect(wholeGap(ROWS, at(8, 0))).toEqual(at(8, 0));
    expect(wholeGap(ROWS, at(7, 1200.2))).toEqual(at(7, 1200.2));
    expect(towns(gapRowsOf(ROWS, at(7, 1200.2)))).toEqual(['b']);
    expect(wholeGap(ROWS, at(7, 1100))).toEqual(at(7, 1100)); // surveyed since
    expect(asDrawn(gapRowsOf(ROWS, at(7, 1100)))).toBeUndefined();
  });

  it('has rows that can be chosen one by one from the list', () => {
    for (const one of ROWS) expect(gapRowsOf(ROWS, gapTarget(one))).toEqual([one]);
  });

  it('is in the address with its end', () => {
    const target = { ...at(7, 0), toM: 1000.25 };
    expect(formatTarget(target)).toBe('gap:1/7/0/1000.25');
    expect(parseTarget('gap:1/7/0/1000.25')).toEqual(target);
    expect(parseTarget('gap:1/7/5/5')).toBeNull();
    expect(parseTarget('gap:1/7/5/6/7')).toBeNull();
  });
});
