/** The near side of the embedded database's thread: start, ask, stop. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { WorkerOptions, WorkerReply, WorkerRequest } from './worker.ts';

type Body = WorkerRequest extends infer Each ? (Each extends { id: number } ? Omit<Each, 'id'> : never) : never;

/** A started thread. Every request fails once the thread has ended. */
export interface Thread {
  ask(body: Body): Promise<WorkerReply>;
  /** Lets the database write its last page, then ends the thread. */
  stop(): Promise<void>;
  /** Ends the thread where it stands; the folder recovers when it is opened next, as after kill -9. */
  kill(): Promise<void>;
}

export async function startThread(options: WorkerOptions): Promise<Thread> {
  const worker = new Worker(bootstrap(new URL('./worker.ts', import.meta.url)), { workerData: options });
  const waiting = new Map<number, { resolve: (reply: WorkerReply) => void; reject: (error: Error) => void }>();
  let ended: Error | undefined;
  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (reply: WorkerReply) => {
    waiting.get(reply.id)?.resolve(reply);
    waiting.delete(reply.id);
  });
  worker.on('error', (cause) => end(new Error(`The embedded database ended: ${cause}`, { cause })));
  worker.on('exit', () => end(new Error('The embedded database has ended.')));
  const replyTo = (id: number) =>
    new Promise<WorkerReply>((resolve, reject) => {
      if (ended) reject(ended);
      else waiting.set(id, { resolve, reject });
    });
  let last = 0;
  const ask = (body: Body) => {
    const reply = replyTo(++last);
    worker.postMessage({ id: last, ...body });
    return reply;
  };
  await replyTo(0);
  return {
    ask,
    stop: async () => {
      await ask({ kind: 'close' }).catch(() => {}); // it may have ended already
      await worker.terminate();
    },
    kill: async () => {
      await worker.terminate();
    },
  };
}

/** tsx does not reach into threads on Node 20 by itself: the thread starts with a line of JavaScript that calls it. */
export function bootstrap(file: URL): URL {
  const commonJs = createRequire(import.meta.url).resolve('tsx/esm/api');
  const tsx = new URL('./index.mjs', pathToFileURL(commonJs)).href;
  const script = `import { register } from '${tsx}'; register(); await import('${file.href}');`;
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`);
}
