/** PostgreSQL with PostGIS behind the Executor face. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type Database, type Executor, SESSION } from './database.ts';
import { assertOutside, insideTransaction } from './inside.ts';
import { listenTo } from './listen.ts';
import { toDomainError } from './sqlstate.ts';
import { pgTypes } from './values.ts';

const OPTIONS = Object.entries(SESSION)
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(' ');

/** Opens a pool; connects lazily. Refusals raised by SQL come back as DomainErrors. */
export function openPostgres(url: string, connections = 10): Database {
  const pool = new pg.Pool({ connectionString: url, max: connections, options: OPTIONS, types: pgTypes });
  pool.on('error', () => {}); // an idle client lost its server; the next query opens another or reports
  const outside = executorOn((work) => {
    assertOutside(pool);
    return withClient(pool, work);
  });
  return {
    mode: 'postgres',
    ...outside,
    transaction: (work, signal) => {
      assertOutside(pool);
      return withClient(pool, (client) =>
        insideTransaction(pool, () => {
          const cancelling = cancelOn(signal, url, client);
          return inTransaction(client, work, cancelling).finally(cancelling);
        }),
      );
    },
    listen: (channel, wake) => listenTo(url, channel, wake),
    close: () => pool.end(),
  };
}

type Borrow = <Result>(work: (client: pg.ClientBase) => Promise<Result>) => Promise<Result>;

function executorOn(borrow: Borrow): Executor {
  return {
    query: (text, parameters = []) => borrow(async (client) => (await client.query(text, [...parameters])).rows),
    run: (script) =>
      borrow(async (client) => {
        await client.query(script);
      }),
    copyIn: (table, columns, data) => borrow((client) => copyIn(client, table, columns, data)),
    copyOut: (query) => borrow((client) => copyOut(client, query)),
  };
}

async function withClient<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect().catch((error) => {
    throw toDomainError(error);
  });
  let lost = false;
  const notice = () => {
    lost = true;
  };
  client.on('error', notice);
  try {
    return await work(client);
  } catch (error) {
    throw toDomainError(error);
  } finally {
    client.removeListener('error', notice);
    client.release(lost);
  }
}

async function inTransaction<Result>(
  client: pg.ClientBase,
  work: (tx: Executor) => Promise<Result>,
  cancelled: () => Promise<void>,
): Promise<Result> {
  await client.query('begin');
  try {
    const result = await work(executorOn(async (use) => use(client)));
    await client.query('commit');
    return result;
  } catch (error) {
    await cancelled(); // late it would meet the rollback
    await client.query('rollback').catch(() => {}); // a lost connection has rolled back already
    throw error;
  }
}

/**
 * Cancels what the client's session is running once the signal is given, through a connection of its own: those of the pool
 * may all be busy. Returns what ends the watch, and settles when no cancelling is under way any more.
 */
function cancelOn(signal: AbortSignal | undefined, url: string, client: pg.ClientBase): () => Promise<void> {
  let cancelling = Promise.resolve();
  const cancel = () => {
    cancelling = cancelStatement(url, client).catch(() => {}); // then the next statement is refused
  };
  signal?.addEventListener('abort', cancel, { once: true });
  return () => {
    signal?.removeEventListener('abort', cancel);
    return cancelling;
  };
}

async function cancelStatement(url: string, { processID }: pg.ClientBase & { processID?: number }): Promise<void> {
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  await other.query('select pg_cancel_backend($1)', [processID]).finally(() => other.end());
}

async function copyIn(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  data: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<number> {
  const target = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin (format binary)`));
  await pipeline(Readable.from(data, { objectMode: false }), target);
  return target.rowCount;
}

async function copyOut(client: pg.ClientBase, query: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of client.query(copyTo(`copy (${query}) to stdout (format binary)`))) chunks.push(chunk);
  return Buffer.concat(chunks);
}
