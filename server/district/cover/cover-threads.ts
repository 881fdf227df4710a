/** A district's coverage computed on this thread and others at once. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { bootstrap } from '../../db/embedded/thread.ts';
import { Coverer } from '../../engine/coverage/cover.ts';
import type { CoverIndex } from '../../engine/coverage/cover-index.ts';
import { coverShare, packTracks } from '../../engine/coverage/cover-packed.ts';
import type { CoverageParameters } from '../../engine/coverage/parameters.ts';
import { RangeSink } from '../../engine/coverage/range-sink.ts';
import type { CoverRequest } from './worker.ts';

/** Started once per process; one district at a time. */
export class CoverThreads {
  private readonly workers: Worker[];
  private index: CoverIndex | undefined;
  private coverer: Coverer | undefined;

  private constructor(workers: Worker[]) {
    this.workers = workers;
  }

  /** Starts `others` threads beside this one. */
  static async start(others: number): Promise<CoverThreads> {
    const workers = Array.from(
      { length: others },
      () => new Worker(bootstrap(new URL('./worker.ts', import.meta.url))),
    );
    await Promise.all(workers.map((worker) => once(worker, 'message')));
    return new CoverThreads(workers);
  }

  /** Makes a district's index the one that tracks are matched to. */
  use(index: CoverIndex, parameters: CoverageParameters): void {
    this.index = index;
    this.coverer = new Coverer(index, parameters);
    for (const worker of this.workers) worker.postMessage({ index, parameters } satisfies CoverRequest);
  }

  /** What tracks cover, by their packed bytes; `track` in the sinks is the index in `blobs`, `underWater` of each whether it surveys under water. */
  async cover(blobs: readonly Uint8Array[], underWater: readonly boolean[]): Promise<RangeSink[]> {
    const tracks = packTracks(this.index!, blobs, underWater);
    const others = this.workers.map((worker) => {
      worker.postMessage({ tracks } satisfies CoverRequest);
      return once(worker, 'message') as Promise<[RangeSink]>;
    });
    const own = new RangeSink();
    coverShare(this.coverer!, tracks, own);
    return [own, ...(await Promise.all(others)).map(([sink]) => sink)];
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
