/** The demo's bridges: none goes along a water, and coverage counts nothing of them. */
import { describe, expect, it } from 'vitest';
import { generateDemoDistrict } from '../../server/demo/district/demo-district.ts';
import { coverTrack } from '../../server/engine/coverage/cover.ts';
import { buildCoverIndex } from '../../server/engine/coverage/cover-index.ts';
import { prepareTrack } from '../../server/engine/coverage/prepare-track.ts';
import { Drawing, fixesOf } from '../engine/coverage/drawing.ts';

describe('crews on bridges', () => {
  it.each([1, 2, 5])('cover 0 m of the demo district of seed %i', (seed) => {
    const { routes, tracks } = generateDemoDistrict({ scale: 0.3, seed });
    const drawing = new Drawing();
    for (const { points } of routes) drawing.route(1, points);
    const index = buildCoverIndex(drawing.rulers, drawing.bodies);
    const bridges = tracks.filter(({ truth }) => truth.length === 0);
    const covered = bridges.flatMap(({ name, fixes }) => {
      const ranges = coverTrack(index, prepareTrack(fixesOf(fixes)).pieces, { onePassWidthMm: 30_000 });
      return ranges.map(({ fromMm, toMm }) => `${name} ${toMm - fromMm}`);
    });
    expect(bridges).toHaveLength(18);
    expect(covered).toEqual([]);
  });
});
