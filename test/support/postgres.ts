/** Clones of one migrated template on the PostgreSQL that TEST_DATABASE_URL administers. */
import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { Database } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openPostgres } from '../../server/db/postgres.ts';
import { hashOf, readSqlFiles } from '../../server/db/sql-files.ts';

/** Undefined when the run is about the embedded database. */
export const adminUrl = process.env.TEST_DATABASE === 'embedded' ? undefined : process.env.TEST_DATABASE_URL;

export async function openFreshPostgres(): Promise<Database> {
  return openUntilDropped(await freshPostgres());
}

export function openUntilDropped({ url, drop }: Fresh): Database {
  const database = openPostgres(url);
  const close = async () => {
    await database.close();
    await drop();
  };
  return { ...database, close };
}

export interface Fresh {
  url: string;
  drop: () => Promise<void>;
}

/** The URL of a fresh migrated database; `template0` for one without anything. */
export async function freshPostgres(template?: string): Promise<Fresh> {
  const source = template ?? (await templateName());
  const name = `atlas_test_${randomBytes(6).toString('hex')}`;
  await asAdmin((admin) => admin.run(`create database ${name} template ${source}`));
  const drop = () => asAdmin((admin) => admin.run(`drop database if exists ${name} with (force)`));
  return { url: urlOf(name), drop };
}

/** A clone of what `fill` puts into a migrated database; that is made once per run of the tests, by whoever comes first. */
export async function filledPostgres(what: string, fill: (url: string) => Promise<void>): Promise<Fresh> {
  const migrated = await templateName();
  return freshPostgres(await madeOnce(`atlas_run_${runId()}_${what}`, migrated, fill));
}

/** The workers of a run share its temporary folder (run-folder.ts), and no other run does. */
const runId = () => createHash('sha256').update(tmpdir()).digest('hex').slice(0, 12);

/** Templates of the run that ends. */
export async function dropFilled(): Promise<void> {
  await asAdmin(async (admin) => {
    const found = await admin.query<{ name: string }>(
      'select datname as name from pg_database where datistemplate and starts_with(datname, $1)',
      [`atlas_run_${runId()}_`],
    );
    for (const { name } of found) {
      await admin.run(`alter database ${name} is_template false`);
      await admin.run(`drop database ${name}`);
    }
  });
}

/** Migrated once per state of sql/; every process of the run clones it. */
function templateName(): Promise<string> {
  const files = readSqlFiles();
  return madeOnce(`atlas_template_${hashOf(files)}`, 'template1', (url) =>
    withDatabase(url, async (db) => {
      await migrate(db, files);
    }),
  );
}

/** @returns the name again, when a template of this name stands. */
async function madeOnce(name: string, source: string, fill: (url: string) => Promise<void>): Promise<string> {
  await asAdmin((keeper) =>
    // one maker of each template: a connection without a transaction is closed when it rests for ten seconds, and a lock with it
    keeper.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
      const found = await tx.query('select from pg_database where datname = $1 and datistemplate', [name]);
      if (found.length === 0) await make(name, source, fill);
    }),
  );
  return name;
}

async function make(name: string, source: string, fill: (url: string) => Promise<void>): Promise<void> {
  await asAdmin(async (admin) => {
    await admin.run(`drop database if exists ${name}`);
    await admin.run(`create database ${name} template ${source}`);
    await fill(urlOf(name));
    // one that somebody is in cannot be cloned: the last backend of what filled it may still be leaving, vacuum may come
    await admin.run(`alter database ${name} is_template true allow_connections false`);
    await admin.query('select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = $1', [name]);
  });
}

const asAdmin = (work: (admin: Database) => Promise<void>): Promise<void> => withDatabase(adminUrl!, work, 1);

export async function withDatabase(url: string, work: (db: Database) => Promise<void>, size?: number): Promise<void> {
  const database = openPostgres(url, size);
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

function urlOf(name: string): string {
  const url = new URL(adminUrl!);
  url.pathname = `/${name}`;
  return url.href;
}
