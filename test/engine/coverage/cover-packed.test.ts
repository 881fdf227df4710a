/** Sharing tracks out between threads must not change what they cover. */
import { describe, expect, it } from 'vitest';
import { Coverer, coverTrack } from '../../../server/engine/coverage/cover.ts';
import { buildCoverIndex } from '../../../server/engine/coverage/cover-index.ts';
import { coverShare, packTracks } from '../../../server/engine/coverage/cover-packed.ts';
import { encodePieces } from '../../../server/engine/coverage/packed.ts';
import { DEFAULT_PARAMETERS } from '../../../server/engine/coverage/parameters.ts';
import { prepareTrack } from '../../../server/engine/coverage/prepare-track.ts';
import { orderRanges } from '../../../server/engine/coverage/range-order.ts';
import { RangeSink } from '../../../server/engine/coverage/range-sink.ts';
import { randomScene } from './random-scene.ts';

describe('coverShare', () => {
  const { rulers, bodies } = randomScene(3);
  const index = buildCoverIndex(rulers, bodies);
  const tracks = Array.from({ length: 60 }, (_, seed) => prepareTrack(randomScene(seed).fixes).pieces);
  const underWater = tracks.map((_, track) => track % 2 === 0);
  const packed = () => packTracks(index, tracks.map(encodePieces), underWater);

  function covered(shares: number): string[] {
    const all = packed();
    const sinks = Array.from({ length: shares }, () => new RangeSink());
    for (const sink of sinks) coverShare(new Coverer(index, DEFAULT_PARAMETERS), all, sink);
    const { sink, row } = orderRanges(sinks, tracks.length, rulers.count);
    return Array.from(row, (r, i) => {
      const from = sinks[sink[i]];
      return `${from.track[r]} ${from.route[r]} ${from.fromMm[r]} ${from.toMm[r]} ${from.bank[r]} ${from.kind[r]}`;
    });
  }

  it('covers each track once, as when it is covered alone', () => {
    const alone = tracks.flatMap((pieces, track) =>
      coverTrack(index, pieces, DEFAULT_PARAMETERS, underWater[track]).map(
        (r) => `${track} ${r.route} ${r.fromMm} ${r.toMm}`,
      ),
    );
    expect(alone.length).toBeGreaterThan(20);
    expect(
      covered(1)
        .map((line) => line.split(' ').slice(0, 4).join(' '))
        .sort(),
    ).toEqual(alone.sort());
  });

  it('gives the same rows in the same order however many threads share', () => {
    expect(covered(3)).toEqual(covered(1));
  });
});
