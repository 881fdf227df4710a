import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveCrs } from '../../server/import/crs.ts';
import { crsNote } from '../../server/import/crs-note.ts';
import { shift, shiftedSystem, unshift } from '../../server/import/crs-shifted.ts';
import { isInChina } from '../../server/import/plane.ts';

// its types are an ES module's, its package a CommonJS one
const gcoord = createRequire(import.meta.url)('gcoord') as typeof import('gcoord').default;

const METRE = 1 / 111_320; // degrees of latitude
const places: [number, number][] = [
  [121.1, 31.1], // Qingpu
  [120.2, 30.2], // Shangcheng
  [112.6, 35.1], // Jiyuan
  [120.9, 32.0], // Nantong
  [108.8, 29.5], // Qianjiang
];
const systems = [
  ['GCJ-02', gcoord.GCJ02],
  ['BD-09', gcoord.BD09],
] as const;

const noDatabase = { query: () => Promise.reject(new Error('not asked')) } as never;

describe('shifted degrees of web maps', () => {
  it('are those of gcoord, to a millimetre', () => {
    for (const [system, theirs] of systems)
      for (const place of places) {
        const [lon, lat] = shift(system, place);
        const [x, y] = gcoord.transform(place, gcoord.WGS84, theirs);
        expect(Math.abs(lon - x), system).toBeLessThan(0.001 * METRE);
        expect(Math.abs(lat - y), system).toBeLessThan(0.001 * METRE);
      }
  });

  it('lie 460 to 550 m off in the five seed places (domain.md B5)', () => {
    const off = places.map(([lon, lat]) => {
      const [x, y] = shift('GCJ-02', [lon, lat]);
      return Math.round(Math.hypot((x - lon) * Math.cos((lat * Math.PI) / 180), y - lat) / METRE);
    });
    for (const [i, metres] of [486, 516, 549, 466, 519].entries()) expect(Math.abs(off[i] - metres)).toBeLessThan(15);
  });

  it('come back to where they were, to a hundredth of a millimetre, anywhere in China', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 98, max: 122, noNaN: true }),
        fc.double({ min: 25, max: 40, noNaN: true }),
        (x, y) => {
          for (const [system] of systems) {
            const shifted = shift(system, [x, y]);
            if (!isInChina(x, y) || !isInChina(...shifted)) continue;
            const [lon, lat] = unshift(system, shifted);
            expect(Math.abs(lon - x)).toBeLessThan(1e-10);
            expect(Math.abs(lat - y)).toBeLessThan(1e-10);
          }
        },
      ),
    );
  });

  it('are left alone outside China', () => {
    expect(unshift('GCJ-02', [9.5, 47.1])).toEqual([9.5, 47.1]);
    expect(shift('BD-09', [9.5, 47.1])).toEqual([9.5, 47.1]);
  });

  it('are what --crs gcj02 and bd09 mean, and the batch says how good the result is', async () => {
    expect(['gcj02', 'GCJ-02', 'bd09', 'BD_09', 'wgs84'].map(shiftedSystem)).toEqual([
      'GCJ-02',
      'GCJ-02',
      'BD-09',
      'BD-09',
      undefined,
    ]);
    const crs = await resolveCrs(noDatabase, 'gcj02');
    expect(crs).toMatchObject({ label: 'GCJ-02', isGeographic: true });
    expect(crs.toDegrees!([121.1, 31.1])).toEqual(unshift('GCJ-02', [121.1, 31.1]));
    expect(crsNote('GCJ-02')?.en).toContain('CGCS2000 within metres');
    expect(crsNote('BD-09')?.zh).toContain('数米');
    expect(crsNote('EPSG:4549')).toBeNull();
  });
});
