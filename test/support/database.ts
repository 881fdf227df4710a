/** Fresh migrated databases for tests, on whichever database the run is about. */
import { randomBytes } from 'node:crypto';
import type { Database } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openPostgres } from '../../server/db/postgres.ts';
import { hashOf, readSqlFiles } from '../../server/db/sql-files.ts';

const adminUrl = process.env.TEST_DATABASE === 'embedded' ? undefined : process.env.TEST_DATABASE_URL;

export const testMode = adminUrl ? 'postgres' : 'embedded';

/** A database of its own, migrated and empty. `close()` also drops it. */
export async function testDatabase(): Promise<Database> {
  if (!adminUrl) throw new Error('embedded: not yet');
  return onPostgres(adminUrl);
}

/** The URL of a fresh migrated PostgreSQL database, for programs under test that open it themselves. */
export async function testDatabaseUrl(template?: string): Promise<string> {
  const source = template ?? (await templateOn(adminUrl!));
  const name = `atlas_test_${randomBytes(6).toString('hex')}`;
  await asAdmin((admin) => admin.run(`create database ${name} template ${source}`));
  return urlOf(name);
}

async function onPostgres(_url: string): Promise<Database> {
  const url = await testDatabaseUrl();
  const database = openPostgres(url);
  return {
    ...database,
    close: async () => {
      await database.close();
      await asAdmin((admin) => admin.run(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`));
    },
  };
}

/** Migrated once per state of sql/; every other process of the run clones it. */
async function templateOn(_url: string): Promise<string> {
  const name = `atlas_template_${hashOf(readSqlFiles())}`;
  await asAdmin(async (admin) => {
    await admin.query('select pg_advisory_lock(7204212)');
    try {
      const found = await admin.query('select from pg_database where datname = $1 and datistemplate', [name]);
      if (found.length === 0) await buildTemplate(admin, name);
    } finally {
      await admin.query('select pg_advisory_unlock(7204212)');
    }
  });
  return name;
}

async function buildTemplate(admin: Database, name: string): Promise<void> {
  await admin.run(`drop database if exists ${name}`);
  await admin.run(`create database ${name}`);
  const database = openPostgres(urlOf(name));
  try {
    await migrate(database);
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
