import * as turf from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { metresPerPixel, PAPER_MAP, paperScale, paperView, scaleBar } from '../../web/print/paper.ts';

const view = { zoom: 12, lon: 121, lat: 31 };

describe('a map on paper', () => {
  it('shows all that was free to see, as large as it fits', () => {
    expect(paperView(view, { width: 2 * PAPER_MAP.width, height: 2 * PAPER_MAP.height }).zoom).toBeCloseTo(11, 9);
    expect(paperView(view, { width: PAPER_MAP.width, height: 4 * PAPER_MAP.height }).zoom).toBeCloseTo(10, 9);
  });

  it('has the scale that its pixels measure on the ground', () => {
    const degrees = 360 / (512 * 2 ** view.zoom); // of longitude in a pixel
    const measured = turf.distance([121, 31], [121 + 1000 * degrees, 31], { units: 'meters' }) / 1000;
    expect(Math.abs(metresPerPixel(view) / measured - 1)).toBeLessThan(0.003); // turf's sphere is a little smaller
    const millimetres = 25.4 / 96;
    expect(Math.abs(paperScale(view) / ((measured * 1000) / millimetres) - 1)).toBeLessThan(0.05);
  });

  it.each([4.3, 9, 11.7, 15.2, 18])('has a bar of a round length that fits at zoom %d', (zoom) => {
    const { metres, px } = scaleBar({ ...view, zoom }, 120);
    expect(String(metres)).toMatch(/^[125]0*$/);
    expect(px).toBeLessThanOrEqual(120);
    expect(px).toBeGreaterThan(48 - 1e-9);
    expect(px * metresPerPixel({ ...view, zoom })).toBeCloseTo(metres, 6);
  });
});
