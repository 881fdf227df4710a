/** A data folder (or a folder for one test) opened as a Database: one session, its guard, its recovery. */
import type { Database, Executor } from '../database.ts';
import { assertOutside, insideTransaction } from '../inside.ts';
import { toDomainError } from '../sqlstate.ts';
import { Queue } from './queue.ts';
import { Session, StatementLost } from './session.ts';
import { startThread, type Thread } from './thread.ts';
import type { WorkerOptions } from './worker.ts';

export interface Embedded extends Database {
  /** The whole data folder as a gzipped tar: what a template is. */
  dump(): Promise<Uint8Array>;
}

/** Opens what `options` names. The caller holds the folder's lock. */
export async function openThread(options: WorkerOptions): Promise<Embedded> {
  const keeper = await Keeper.start(options);
  const queue = new Queue();
  const key = {};
  const onItsOwn = <Result>(work: (session: Session) => Promise<Result>) => {
    assertOutside(key);
    return queue.run(() => keeper.use(work));
  };
  return {
    mode: 'embedded',
    ...executorOn(onItsOwn),
    transaction: (work) => {
      assertOutside(key);
      return queue.run(() => insideTransaction(key, () => inTransaction(keeper, work)));
    },
    dump: () => queue.run(() => keeper.dump()),
    close: () => queue.run(() => keeper.stop()),
  };
}

type Use = <Result>(work: (session: Session) => Promise<Result>) => Promise<Result>;

function executorOn(use: Use): Executor {
  return {
    query: <Row>(text: string, parameters: readonly unknown[] = []) =>
      use(async (session) => (await session.statement(text, parameters)).rows as Row[]),
    run: (script) => use((session) => session.script(script)),
    copyIn: (table, columns, data) =>
      use(async (session) => {
        const text = `copy ${table} (${columns.join(', ')}) from '/dev/blob' (format binary)`;
        return (await session.statement(text, [], await joined(data))).count;
      }),
    copyOut: (query) =>
      use(async (session) => {
        const { blob } = await session.statement(`copy (${query}) to '/dev/blob' (format binary)`, []);
        return blob ?? new Uint8Array();
      }),
  };
}

async function joined(data: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of data) chunks.push(chunk);
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

async function inTransaction<Result>(keeper: Keeper, work: (tx: Executor) => Promise<Result>): Promise<Result> {
  const thread = keeper.generation;
  const queue = new Queue(); // statements of one transaction may be asked for at once
  const use: Use = (run) =>
    queue.run(() => {
      if (keeper.generation !== thread) throw new StatementLost('an earlier statement of this transaction');
      return keeper.use(run);
    });
  const tx = executorOn(use);
  await tx.run('begin');
  try {
    const result = await work(tx);
    await tx.run('commit');
    return result;
  } catch (error) {
    if (keeper.generation === thread) await tx.run('rollback');
    throw error;
  }
}

/** Keeps a healthy thread: one that lost a statement is killed and the folder opened again. */
class Keeper {
  readonly #options: WorkerOptions;
  #thread: Thread;
  #session: Session;
  /** Counts threads; a transaction lives in one. */
  generation = 0;

  private constructor(options: WorkerOptions, thread: Thread) {
    this.#options = options;
    this.#thread = thread;
    this.#session = new Session(thread);
  }

  static async start(options: WorkerOptions): Promise<Keeper> {
    const keeper = new Keeper({ ...options, template: undefined }, await startThread(options));
    await keeper.#session.begin();
    return keeper;
  }

  async use<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    try {
      return await work(this.#session);
    } catch (error) {
      if (error instanceof StatementLost) await this.#replace();
      throw toDomainError(error);
    }
  }

  async #replace(): Promise<void> {
    this.generation++;
    await this.#thread.kill();
    this.#thread = await startThread(this.#options);
    this.#session = new Session(this.#thread);
    await this.#session.begin();
  }

  async dump(): Promise<Uint8Array> {
    return (await this.#thread.ask({ kind: 'dump' })).data;
  }

  stop(): Promise<void> {
    return this.#thread.stop();
  }
}
