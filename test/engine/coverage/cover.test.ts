/** The fast engine against the definition read aloud. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverTrack } from '../../../server/engine/coverage/cover.ts';
import { buildCoverIndex } from '../../../server/engine/coverage/cover-index.ts';
import { decodePieces, encodePieces } from '../../../server/engine/coverage/packed.ts';
import { prepareTrack } from '../../../server/engine/coverage/prepare-track.ts';
import type { RunRange } from '../../../server/engine/coverage/run-range.ts';
import { bruteForce } from './brute-force.ts';
import { randomScene } from './random-scene.ts';

const RUNS = Number(process.env.COVERAGE_SCENES ?? 300);
const spell = (ranges: readonly RunRange[]) =>
  ranges.map((r) => `${r.route} ${r.fromMm}-${r.toMm} ${r.bank} ${r.kind} ${r.day}`).sort();

describe('coverTrack', () => {
  it('says to the millimetre what the definition says, on any network and track', () => {
    const seen = { ranges: 0, bridged: 0, banks: 0 };
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { rulers, bodies, fixes } = randomScene(seed);
        const { pieces } = prepareTrack(fixes);
        const expected = bruteForce(rulers, bodies, pieces, 30_000);
        const ranges = coverTrack(buildCoverIndex(rulers, bodies), pieces, { onePassWidthMm: 30_000 });
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
