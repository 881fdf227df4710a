/** The changes of a job as server-sent events: `progress` until it has ended, then one event named by how it ended. */
import { setTimeout } from 'node:timers/promises';
import type { ImportJob } from './import-job.ts';
import type { ImportJobs } from './import-jobs.ts';

const KEEP_ALIVE_MS = 15_000; // proxies close what is silent for a minute
const PACE_MS = 200; // an import reports every few thousand rows; people read slower

export async function* eventsOf(jobs: ImportJobs, job: ImportJob): AsyncGenerator<string> {
  for (let last = ''; !job.isFinished; ) {
    const now = frame('progress', job.row);
    yield now === last ? ': still here\n\n' : now;
    last = now;
    await job.nextChange(KEEP_ALIVE_MS);
    if (!job.isFinished) await setTimeout(PACE_MS);
  }
  yield frame(job.row.state, await jobs.describe(job));
}

// JSON has no line break of its own, so data is one line
const frame = (event: string, data: object) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
