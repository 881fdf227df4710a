/** The fast engine against the definition read aloud. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverTrack } from '../../../server/engine/coverage/cover.ts';
import { buildCoverIndex } from '../../../server/engine/coverage/cover-index.ts';
import { decodePieces, encodePieces } from '../../../server/engine/coverage/packed.ts';
import { prepareTrack } from '../../../server/engine/coverage/prepare-track.ts';
import type { RunRange } from '../../../server/engine/coverage/run-range.ts';
import { bruteForce } from './brute-force.ts';
import { Drawing, fixesOf, walk, type Xy } from './drawing.ts';
import { randomScene } from './random-scene.ts';

const RUNS = Number(process.env.COVERAGE_SCENES ?? 300);
const spell = (ranges: readonly RunRange[]) =>
  ranges.map((r) => `${r.route} ${r.fromMm}-${r.toMm} ${r.bank} ${r.kind} ${r.day}`).sort();

describe('coverTrack', () => {
  it('says to the millimetre what the definition says, on any network and track', () => {
    const seen = { ranges: 0, bridged: 0, banks: 0 };
    fc.assert(
      fc.property(fc.integer(), fc.boolean(), (seed, isUnderWater) => {
        const { rulers, bodies, fixes } = randomScene(seed);
        const { pieces } = prepareTrack(fixes);
        const expected = bruteForce(rulers, bodies, pieces, 30_000, isUnderWater);
        const ranges = coverTrack(buildCoverIndex(rulers, bodies), pieces, { onePassWidthMm: 30_000 }, isUnderWater);
        seen.ranges += ranges.length;
        seen.bridged += ranges.filter((range) => range.kind === 'bridged').length;
        seen.banks += ranges.filter((range) => range.bank !== 'both').length;
        expect(spell(ranges)).toEqual(spell(expected));
      }),
      { numRuns: RUNS, seed: 20_261_122 },
    );
    // the scenes really have what they are to test
    expect(Math.min(seen.ranges, seen.bridged, seen.banks)).toBeGreaterThan(0);
  });

  it('says the same of a track from its packed bytes', () => {
    const { fixes } = randomScene(7);
    const { pieces } = prepareTrack(fixes);
    expect(decodePieces(encodePieces(pieces))).toEqual(pieces);
  });
});

//   ──────────────────── a line that no polygon surrounds
//   ▁▁▁▁            ▁▁▁▁ a crew along it, for 300 m of its way farther beside it
//       ╱▔▔▔▔▔▔▔▔▔▔╲
describe('a line from farther off', () => {
  const { rulers, bodies } = new Drawing().route(1, [
    [0, 0],
    [2000, 0],
  ]);
  const stretches = (off: number, isUnderWater: boolean) => {
    const way: Xy[] = [200, 600, 750, 1050, 1200, 1600].map((x, i) => [x, i === 2 || i === 3 ? off : 0]);
    const { pieces } = prepareTrack(fixesOf(walk(way, 5)));
    const ranges = coverTrack(buildCoverIndex(rulers, bodies), pieces, { onePassWidthMm: 30_000 }, isUnderWater);
    expect(spell(ranges)).toEqual(spell(bruteForce(rulers, bodies, pieces, 30_000, isUnderWater)));
    return ranges.length;
  };

  it.each([
    [36, 1, 1],
    [39, 1, 1],
    [42, 2, 1],
    [54, 2, 1],
    [57, 2, 2],
  ])('%i m beside it is found in %i stretches above water, in %i under it', (off, above, under) => {
    expect([stretches(off, false), stretches(off, true)]).toEqual([above, under]);
  });
});
