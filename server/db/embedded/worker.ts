/** The embedded database's thread: PGlite with PostGIS, spoken to in PostgreSQL's wire protocol. */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';

export interface WorkerOptions {
  /** Undefined keeps the database in memory. */
  folder: string | undefined;
  /** A gzipped dump of a data folder to start from. */
  template: Uint8Array<ArrayBuffer> | undefined;
}

export type WorkerRequest = { id: number } & (
  | { kind: 'protocol'; message: Uint8Array; blob?: Uint8Array<ArrayBuffer> }
  | { kind: 'dump' }
  | { kind: 'close' }
);

export interface WorkerReply {
  id: number;
  /** What the server answered, and what COPY wrote to /dev/blob. */
  data: Uint8Array;
  blob?: Uint8Array;
  /** A C++ exception left the server's code half way: nothing it says from now on can be trusted. */
  broken: boolean;
}

/** The parts of PGlite below its public face; the version is pinned exactly in package.json. */
interface Inside {
  mod: { _PostgresMainLoopOnce: () => void };
  _handleBlob(blob?: Blob): Promise<void>;
  _cleanupBlob(): Promise<void>;
  _getWrittenBlob(): Promise<Blob | undefined>;
}

let broken = false;
const database = await open(workerData as WorkerOptions);
const inside = database as unknown as Inside;
watchMainLoop(inside.mod);
parentPort!.on('message', (request: WorkerRequest) => answer(request));
parentPort!.postMessage({ id: 0, data: new Uint8Array(), broken } satisfies WorkerReply);

function open({ folder, template }: WorkerOptions): Promise<PGlite> {
  return PGlite.create({
    dataDir: folder,
    loadDataDir: template && new File([template], 'template.tar.gz', { type: 'application/x-gzip' }),
    extensions: { postgis },
  });
}

/**
 * PGlite swallows whatever leaves the main loop. Its own errors leave as the string 'unwind' (Emscripten's longjmp);
 * anything else is an exception of a C++ library (GEOS) that has skipped PostgreSQL's clean-up.
 */
function watchMainLoop(mod: Inside['mod']): void {
  const once = mod._PostgresMainLoopOnce;
  mod._PostgresMainLoopOnce = () => {
    try {
      once();
    } catch (error) {
      if (error !== 'unwind') broken = true;
      throw error;
    }
  };
}

async function answer(request: WorkerRequest): Promise<void> {
  const reply = await perform(request);
  const transfer = [reply.data.buffer, ...(reply.blob ? [reply.blob.buffer] : [])] as ArrayBuffer[];
  parentPort!.postMessage(reply, transfer);
  if (request.kind === 'close') process.exit(0); // PGlite leaves handles open; in a worker this ends the thread only
}

async function perform(request: WorkerRequest): Promise<WorkerReply> {
  const { id, kind } = request;
  if (kind === 'close') {
    await database.close();
    return { id, data: new Uint8Array(), broken };
  }
  if (kind === 'dump') {
    const dump = await database.dumpDataDir('gzip');
    return { id, data: new Uint8Array(await dump.arrayBuffer()), broken };
  }
  if (request.blob) await inside._handleBlob(new Blob([request.blob]));
  const data = await database.execProtocolRaw(request.message, { syncToFs: false });
  await inside._cleanupBlob();
  const written = await inside._getWrittenBlob();
  return { id, data, blob: written && new Uint8Array(await written.arrayBuffer()), broken };
}
