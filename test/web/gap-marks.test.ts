import { describe, expect, it } from 'vitest';
import type { Gap } from '../../web/api/types.ts';
import { translator } from '../../web/i18n/dictionary.ts';
import { gapMarks } from '../../web/viewer/gap-marks.ts';

/** From 121.0/31.0 the way the river runs, a kilometre, everywhere the same way. */
const gap = (way: number, at = 121): Gap =>
  ({
    river_id: 7,
    from_m: 500,
    to_m: 1500,
    length_m: 1000,
    bbox: [at, 31, at + 0.01, 31.01],
    marks: [
      [at, 31, way],
      [at + 0.005, 31, way],
      [at + 0.01, 31, way],
    ],
  }) as unknown as Gap;
const shown = (gaps: Gap[], zoom = 15) =>
  gapMarks(translator('zh'), gaps, new Map([[7, 'municipal']]), { zoom, lon: 121, lat: 31 }, 1440).features.map(
    ({ properties }) => properties!,
  );

describe('the marks of a gap', () => {
  it.each([
    // way of the river, where its left is, and how its length stands there
    [90, { turn: 0, anchor: 'bottom' }, { turn: 0, anchor: 'bottom' }],
    [0, { turn: -90, anchor: 'right' }, { turn: -90, anchor: 'bottom' }],
    [270, { turn: 180, anchor: 'top' }, { turn: 360, anchor: 'top' }],
    [225, { turn: 135, anchor: 'top-left' }, { turn: 315, anchor: 'top' }],
  ])('stand to the left of a river that runs %i°, words upright', (way, end, length) => {
    const [first, last, middle] = shown([gap(way)]);
    for (const each of [first, last]) expect(each).toMatchObject({ role: 'end', level: 'municipal', ...end });
    expect([first.label, last.label, middle.label]).toEqual(['0.500 km', '1.500 km', '缺口 1\u2009000 m']);
    expect(middle).toMatchObject({ role: 'length', ...length });
    expect(Math.cos((middle.turn * Math.PI) / 180)).toBeGreaterThanOrEqual(-1e-9); // never on its head
  });

  it('are those of the gaps in sight, from the zoom on that draws them', () => {
    expect(shown([gap(90), gap(90, 125)])).toHaveLength(3);
    expect(shown([gap(90)], 11.9)).toEqual([]);
  });
});
