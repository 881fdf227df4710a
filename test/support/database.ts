/** Fresh migrated databases for tests, on whichever database the run is about. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../server/db/database.ts';
import { openThread } from '../../server/db/embedded/open.ts';
import { loadTemplate } from '../../server/db/embedded/template.ts';
import {
  adminUrl,
  filledPostgres,
  freshPostgres,
  openFreshPostgres,
  openUntilDropped,
  withDatabase,
} from './postgres.ts';

export const testMode: Database['mode'] = adminUrl ? 'postgres' : 'embedded';

/** A database of its own, migrated and empty. `close()` also drops it. */
export async function testDatabase(): Promise<Database> {
  return adminUrl ? openFreshPostgres() : lend(idle.pop() ?? (await openInFolder()));
}

/** One with what `fill` puts in: on PostgreSQL a clone of what was filled once in this run of the tests. */
export async function filledDatabase(what: string, fill: (db: Database) => Promise<void>): Promise<Database> {
  if (adminUrl) return openUntilDropped(await filledPostgres(what, (url) => withDatabase(url, fill)));
  const database = await testDatabase();
  await fill(database);
  return database;
}

/** One for tests that change its schema, or must know that nobody did: never used again by another file. */
export async function ownDatabase(): Promise<Database> {
  return adminUrl ? openFreshPostgres() : openInFolder();
}

/**
 * The environment of a program under test that opens its own database: a fresh one of this run's kind.
 * `remove` drops it when the program has ended.
 */
export async function testEnvironment(): Promise<TestEnvironment> {
  if (adminUrl) {
    const { url, drop } = await freshPostgres();
    return { env: onPostgres(url), remove: drop };
  }
  const folder = temporaryFolder();
  const remove = async () => rmSync(folder, { recursive: true, force: true });
  return { env: { DATABASE_URL: '', DATA_DIR: folder }, remove };
}

/** The same with what `fill` puts in: on PostgreSQL a clone of what was filled once in this run of the tests. */
export async function filledEnvironment(
  what: string,
  fill: (env: TestEnvironment['env']) => Promise<void>,
): Promise<TestEnvironment> {
  if (adminUrl) {
    const { url, drop } = await filledPostgres(what, (each) => fill(onPostgres(each)));
    return { env: onPostgres(url), remove: drop };
  }
  const environment = await testEnvironment();
  await fill(environment.env);
  return environment;
}

export interface TestEnvironment {
  env: Record<string, string>;
  remove: () => Promise<void>;
}

const onPostgres = (url: string) => ({ DATABASE_URL: url, DATA_DIR: '' });

/** Embedded databases take seconds to start: a closed one is emptied and used again, by the next file too. */
const idle: Database[] = [];

async function openInFolder(): Promise<Database> {
  const folder = temporaryFolder();
  return openThread({ folder: join(folder, 'pg'), template: await loadTemplate() });
}

function lend(database: Database): Database {
  return {
    ...database,
    close: async () => {
      await empty(database);
      idle.push(database);
    },
  };
}

async function empty(database: Database): Promise<void> {
  const tables = await database.query<{ name: string; schema: string }>(`
    select table_schema as schema, quote_ident(table_schema) || '.' || quote_ident(table_name) as name
      from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema in ('register', 'public') and table_name <> 'spatial_ref_sys'`);
  const named = (schema: string) => tables.filter((table) => table.schema === schema).map(({ name }) => name);
  // the tables' own triggers refuse to truncate
  await database.run(`set session_replication_role = replica;
    truncate ${named('register').join(', ')} restart identity cascade;
    set session_replication_role = origin`);
  for (const name of named('public')) await database.run(`drop table ${name} cascade`);
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'outfall-atlas-test-'));
}
