/** A thread that covers shares of tracks: told the index once, then asked with tracks. */
import { type MessagePort, parentPort } from 'node:worker_threads';
import { Coverer } from '../../engine/coverage/cover.ts';
import type { CoverIndex } from '../../engine/coverage/cover-index.ts';
import { coverShare, type TrackBytes } from '../../engine/coverage/cover-packed.ts';
import type { CoverageParameters } from '../../engine/coverage/parameters.ts';
import { RangeSink } from '../../engine/coverage/range-sink.ts';

export type CoverRequest = { index: CoverIndex; parameters: CoverageParameters } | { tracks: TrackBytes };

const port = parentPort as MessagePort;
let coverer: Coverer | undefined;

port.on('message', (request: CoverRequest) => {
  if ('index' in request) {
    coverer = new Coverer(request.index, request.parameters);
    return;
  }
  const sink = new RangeSink();
  coverShare(coverer!, request.tracks, sink);
  port.postMessage({ ...sink });
});
port.postMessage('ready');
