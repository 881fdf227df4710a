/** What tracks cover: each piece is laid in chords, matched to routes as a whole, and told in ranges. */
import type { CoverIndex } from './cover-index.ts';
import { writeRanges } from './match/bridges.ts';
import { findCandidates } from './match/candidates.ts';
import { chooseStates } from './match/continuity.ts';
import { layChords } from './match/lay-chords.ts';
import { collectRuns } from './match/runs.ts';
import { makeWorkspace, type Workspace } from './match/workspace.ts';
import type { CoverageParameters } from './parameters.ts';
import type { Pieces } from './pieces.ts';
import { RangeSink } from './range-sink.ts';
import type { RunRange } from './run-range.ts';

/** Pieces from .. to - 1 are all of one track. */
export interface TrackPieces {
  from: number;
  to: number;
  track: number;
  isUnderWater: boolean;
}

/** Matches tracks one after another with memory of its own: one per thread, made once. */
export class Coverer {
  private readonly space: Workspace;

  constructor(index: CoverIndex, parameters: CoverageParameters) {
    this.space = makeWorkspace(index, parameters);
  }

  /** Adds to the sink what the pieces of one track cover. */
  cover(pieces: Pieces, { from, to, track, isUnderWater }: TrackPieces, sink: RangeSink): void {
    const { aboveWater, underWater } = this.space.index;
    this.space.reach = isUnderWater ? underWater : aboveWater;
    for (let piece = from; piece < to; piece++) {
      layChords(this.space, pieces, piece);
      findCandidates(this.space);
      chooseStates(this.space);
      collectRuns(this.space, pieces, piece);
    }
    writeRanges(this.space, track, sink);
  }
}

/** The ranges one track covers. For many tracks make a Coverer once: this one makes its memory anew. */
export function coverTrack(
  index: CoverIndex,
  pieces: Pieces,
  parameters: CoverageParameters,
  isUnderWater = false,
): RunRange[] {
  const sink = new RangeSink();
  new Coverer(index, parameters).cover(pieces, { from: 0, to: pieces.count, track: 0, isUnderWater }, sink);
  return sink.toRanges();
}
