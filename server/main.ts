/** The edge of the server: opens the database, listens, stops cleanly on signals. */
import closeWithGrace from 'close-with-grace';
import { buildApp } from './app.ts';
import { takeCommands } from './cli/hand-over.ts';
import type { Config } from './config.ts';
import { openDatabase } from './db/connect.ts';
import type { Database } from './db/database.ts';

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
  timed(db.mode === 'embedded' ? `database opened (embedded, ${config.dataDir})` : 'database opened (PostgreSQL)');
  const app = await buildApp({ db, config, readiness: { waitingFor: () => waiting } });
  const commands = await takeCommands(db);
  const stopped = stopOnSignal(async () => {
    await app.close();
    await commands?.close();
    await db.close();
  });
  const address = await app.listen({ host: config.host, port: config.port });
  timed('server listening');
  waiting = 'data';
  await prepare?.(db);
  waiting = undefined;
  return { address, stopped };
}

/** SIGINT, SIGTERM and uncaught errors close what is open, then end the process; a second signal ends it at once. */
function stopOnSignal(close: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    closeWithGrace({ delay: 15_000 }, async ({ err }) => {
      if (err) process.stderr.write(`${err.stack}\n`);
      await close();
      resolve();
    });
  });
}

function stopwatch(say: ServeOptions['say']): (step: string) => void {
  let last = performance.now();
  return (step) => {
    const now = performance.now();
    say(step, (now - last) / 1000);
    last = now;
  };
}
