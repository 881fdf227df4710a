/** Clones of one migrated template on the PostgreSQL that TEST_DATABASE_URL administers. */
import { randomBytes } from 'node:crypto';
import type { Database } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openPostgres } from '../../server/db/postgres.ts';
import { hashOf, readSqlFiles, type SqlFiles } from '../../server/db/sql-files.ts';

/** Undefined when the run is about the embedded database. */
export const adminUrl = process.env.TEST_DATABASE === 'embedded' ? undefined : process.env.TEST_DATABASE_URL;

/** One template at a time; any constant does. */
const TEMPLATE_LOCK = 7_204_212;

export async function openFreshPostgres(): Promise<Database> {
  const { url, drop } = await freshPostgres();
  const database = openPostgres(url);
  const close = async () => {
    await database.close();
    await drop();
  };
  return { ...database, close };
}

/** The URL of a fresh migrated database; `template0` for one without anything. */
export async function freshPostgres(template?: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const source = template ?? (await templateName());
  const name = `atlas_test_${randomBytes(6).toString('hex')}`;
  await asAdmin((admin) => admin.run(`create database ${name} template ${source}`));
  const drop = () => asAdmin((admin) => admin.run(`drop database if exists ${name} with (force)`));
  return { url: urlOf(name), drop };
}

/** Migrated once per state of sql/; every process of the run clones it. */
async function templateName(): Promise<string> {
  const files = readSqlFiles();
  const name = `atlas_template_${hashOf(files)}`;
  await asAdmin(async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]); // released with the connection
    const found = await admin.query('select from pg_database where datname = $1 and datistemplate', [name]);
    if (found.length === 0) await buildTemplate(admin, name, files);
  });
  return name;
}

async function buildTemplate(admin: Database, name: string, files: SqlFiles): Promise<void> {
  await admin.run(`drop database if exists ${name}`);
  await admin.run(`create database ${name}`);
  const database = openPostgres(urlOf(name));
  try {
    await migrate(database, files);
  } finally {
    await database.close();
  }
  await admin.run(`alter database ${name} is_template true`);
}

async function asAdmin(work: (admin: Database) => Promise<void>): Promise<void> {
  const admin = openPostgres(adminUrl!, 1);
  try {
    await work(admin);
  } finally {
    await admin.close();
  }
}

function urlOf(name: string): string {
  const url = new URL(adminUrl!);
  url.pathname = `/${name}`;
  return url.href;
}
