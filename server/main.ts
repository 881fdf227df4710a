/** The edge of the server: opens the database, listens, stops cleanly on signals. */
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { takeCommands } from './cli/hand-over.ts';
import type { Config } from './config.ts';
import { openDatabase } from './db/connect.ts';
import type { Database } from './db/database.ts';
import type { Districts } from './district/districts.ts';
import { DomainError } from './errors.ts';
import { discardLeftUploads } from './http/imports/upload-folder.ts';
import { stopOnSignal } from './stop-on-signal.ts';

export interface ServeOptions {
  config: Config;
  /** Told each step when it is done. */
  say: (step: string, seconds: number) => void;
  /** Work between listening and being ready, such as the demo. */
  prepare?: (db: Database) => Promise<void>;
}

export interface Running {
  address: string;
  /** Settles when the server has stopped. */
  stopped: Promise<void>;
}

/** Listens early, so that /readyz can say what it waits for; returns when ready. */
export async function serve({ config, say, prepare }: ServeOptions): Promise<Running> {
  const timed = stopwatch(say);
  let waiting: string | undefined = 'database';
  const db = await openDatabase(config);
  await discardLeftUploads();
  timed(`database opened 数据库 (${db.mode === 'embedded' ? `embedded, ${config.dataDir}` : 'PostgreSQL'})`);
  const app = await buildApp({ db, config, readiness: { waitingFor: () => waiting } });
  const commands = await takeCommands(db);
  const close = async () => {
    await app.close();
    await commands?.close();
    await db.close();
  };
  const address = await listen(app, config).catch(async (error) => {
    await close(); // else what is open keeps the process alive
    throw error;
  });
  const stopped = stopOnSignal(close);
  timed('server listening 服务');
  waiting = 'data';
  await prepare?.(db);
  waiting = 'engine';
  const loaded = stopwatch(say); // the preparation has told its own time
  const keys = await loadEngines(db, app.districts);
  if (keys.length > 0) loaded(`engine loaded 引擎载入 (${keys.join(', ')})`);
  waiting = undefined;
  app.prepareTiles();
  return { address, stopped };
}

/** @throws DomainError `cannot_listen` where the address is taken, not this machine's or not for everybody */
async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  return app.listen({ host, port }).catch((cause) => {
    const isRefused = ['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES', 'ENOTFOUND'].includes(cause.code);
    throw isRefused ? cannotListen(host, port, cause) : cause;
  });
}

function cannotListen(host: string, port: number, cause: NodeJS.ErrnoException): DomainError {
  return new DomainError(
    'cannot_listen',
    `Nothing can be served at ${host}:${port} (${cause.code}): choose another port (--port, PORT) or stop what is there.`,
    `无法在 ${host}:${port} 提供服务（${cause.code}）：请换一个端口（--port、PORT），或停止占用它的程序。`,
    409,
    { cause },
  );
}

/** The first request finds its district in memory; others of a large register load when they are asked for. */
async function loadEngines(db: Database, districts: Districts): Promise<string[]> {
  const rows = await db.query<{ key: string }>('select key from register.district order by number limit 8');
  const keys = rows.map(({ key }) => key);
  for (const key of keys) await districts.recent(key);
  return keys;
}

function stopwatch(say: ServeOptions['say']): (step: string) => void {
  let last = performance.now();
  return (step) => {
    const now = performance.now();
    say(step, (now - last) / 1000);
    last = now;
  };
}
