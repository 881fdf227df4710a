/** Where a recorded stretch lies on a river drawn anew, and how far what has a place went. */
import { describe, expect, it } from 'vitest';
import { anchorLine } from '../../../server/engine/anchor/anchor-line.ts';
import { stretchOf } from '../../../server/engine/anchor/stretch.ts';
import { Drawing, type Xy } from '../coverage/drawing.ts';

const TOLERANCE_MM = 50_000;

/** What is said of metres 100 to 900 of a straight river of 1 km when its line is this one. */
function anchoredOn(...line: Xy[]) {
  const before = new Drawing().route(1, [
    [0, 0],
    [1000, 0],
  ]).rulers;
  return anchorLine(new Drawing().route(1, line).rulers, [0], stretchOf(before, 0, 100_000, 900_000), TOLERANCE_MM);
}

describe('anchorLine', () => {
  it('says nothing went anywhere where the river was cut off: what runs on past its end has no place', () => {
    const { ranges, movedMm, lostMm, besideMm } = anchoredOn([500, 0], [1000, 0]);
    expect(ranges.map(({ fromMm, toMm }) => [fromMm, Math.round(toMm / 100) * 100])).toEqual([[0, 399_900]]);
    expect(movedMm).toBe(0);
    expect(lostMm).toBeGreaterThan(300_000);
    expect(besideMm).toBeGreaterThan(390_000);
  });

  it('says how far a river went that was drawn 30 m beside', () => {
    expect(anchoredOn([0, 30], [1000, 30])).toMatchObject({ movedMm: 30_000, lostMm: 0, besideMm: 0 });
  });
});
