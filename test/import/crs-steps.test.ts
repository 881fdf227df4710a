/** What a file's digits leave open is said; the twin counts digits of the written text. */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../server/demo/random.ts';
import type { Crs } from '../../server/import/crs.ts';
import { coarseness } from '../../server/import/crs-steps.ts';

const DEGREES = { label: 'EPSG:4490', isGeographic: true } as Crs;
const GRID = { label: 'EPSG:4549', isGeographic: false } as Crs;
const random = seededRandom(7);

function sample(make: (value: number) => number, rows = 40) {
  const xs = Array.from({ length: rows }, () => make(121 + random()));
  const ys = Array.from({ length: rows }, () => make(31 + random()));
  return { xs, ys, middle: undefined };
}

describe('steps of coordinates', () => {
  it.each([1, 2, 3, 4, 5, 6, 7])('decimals of a degree written to %i places', (places) => {
    const written = sample((value) => Number(value.toFixed(places)));
    const most = Math.max(...[...written.xs, ...written.ys].map((value) => String(value).split('.')[1]?.length ?? 0));
    const [found] = coarseness(written, DEGREES);
    if (most > 5) return expect(found).toBeUndefined();
    // half a step north and half a step east, a degree of the meridian being 40 008 km / 360 long
    const metres = Math.hypot(0.5, 0.5) * 10 ** -most * (40_008_000 / 360);
    expect(found.code).toBe('coarse_coordinates');
    expect(Math.abs(Number(found.value) / metres - 1)).toBeLessThan(0.05);
    expect(found.reason_zh).toContain(`小数后 ${most} 位`);
  });

  it('whole seconds, as degrees-minutes-seconds are often written, are some twenty metres', () => {
    const [found] = coarseness(
      sample((value) => Math.round(value * 3600) / 3600),
      DEGREES,
    );
    expect([found.value, found.reason_en.includes('whole seconds')]).toEqual(['22', true]);
    const tenths = coarseness(
      sample((value) => Math.round(value * 36_000) / 36_000),
      DEGREES,
    );
    expect(tenths[0].reason_zh).toContain('秒后一位小数');
    expect(
      coarseness(
        sample((value) => Math.round(value * 360_000) / 360_000),
        DEGREES,
      ),
    ).toEqual([]);
  });

  it('a plane in whole metres is said, in decimetres it is fine', () => {
    const metres = (value: number) => Math.round(value * 10_000);
    expect(coarseness(sample(metres), GRID)[0].value).toBe('0.7');
    expect(
      coarseness(
        sample((value) => metres(value) / 10 + 0.1),
        GRID,
      ),
    ).toEqual([]);
  });

  it('one finer position is enough, and few rows prove nothing', () => {
    const written = sample((value) => Number(value.toFixed(3)));
    written.ys[17] += 0.0000123;
    expect(coarseness(written, DEGREES)).toEqual([]);
    expect(
      coarseness(
        sample((value) => Number(value.toFixed(1)), 9),
        DEGREES,
      ),
    ).toEqual([]);
  });
});
