/** Brings a database up to date: numbered migrations forward only, then functions, views and triggers that changed. */
import { DomainError } from '../errors.ts';
import type { Database, Executor } from './database.ts';
import { applyObjects, inFile } from './objects.ts';
import { readSqlFiles, type SqlFile, type SqlFiles } from './sql-files.ts';

/** One migrator at a time per database; any constant does. */
const ADVISORY_LOCK = 7_204_211;

export interface Migrated {
  migrations: string[];
  objects: string[];
}

/**
 * Applies what is missing in one transaction and says what it did; an up-to-date database costs one query.
 * @throws {DomainError} migration_changed when an applied file was edited, database_newer when the database holds a
 * migration this program does not know.
 */
export async function migrate(database: Database, files: SqlFiles = readSqlFiles()): Promise<Migrated> {
  if (await isCurrent(database, files)) return { migrations: [], objects: [] };
  return database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
    await tx.run(BOOKS);
    const known = await readBooks(tx);
    const missing = missingMigrations(files.migrations, known.migrations);
    for (const file of missing) await applyMigration(tx, file);
    const objects = await applyObjects(tx, files.objects, known.objects);
    return { migrations: missing.map(({ path }) => path), objects };
  });
}

const BOOKS = `
  create schema if not exists migration;
  create table if not exists migration.applied (
    path        text primary key,
    sha256      text not null,
    applied_at  timestamptz not null default now()
  );
  create table if not exists migration.object (
    path    text primary key,
    sha256  text not null
  )`;

type Books = { migrations: Map<string, string>; objects: Map<string, string> };

async function readBooks(executor: Executor): Promise<Books> {
  const rows = await executor.query<{ kind: keyof Books; path: string; sha256: string }>(`
    select 'migrations' as kind, path, sha256 from migration.applied
     union all
    select 'objects', path, sha256 from migration.object`);
  const books: Books = { migrations: new Map(), objects: new Map() };
  for (const { kind, path, sha256 } of rows) books[kind].set(path, sha256);
  return books;
}

async function isCurrent(database: Database, files: SqlFiles): Promise<boolean> {
  const [{ exists }] = await database.query<{ exists: boolean }>(
    `select to_regclass('migration.object') is not null as exists`,
  );
  if (!exists) return false;
  const known = await readBooks(database);
  return (
    missingMigrations(files.migrations, known.migrations).length === 0 &&
    files.objects.length === known.objects.size &&
    files.objects.every(({ path, sha256 }) => known.objects.get(path) === sha256)
  );
}

function missingMigrations(files: SqlFile[], applied: Map<string, string>): SqlFile[] {
  const names = new Set(files.map(({ path }) => path));
  const unknown = [...applied.keys()].filter((path) => !names.has(path)).sort()[0];
  if (unknown)
    throw new DomainError(
      'database_newer',
      `The database holds ${unknown}, which this program does not know; use the newer program.`,
      `数据库中已有本程序不认识的 ${unknown}，请使用较新的程序。`,
      409,
    );
  const edited = files.find(({ path, sha256 }) => applied.has(path) && applied.get(path) !== sha256);
  if (edited)
    throw new DomainError(
      'migration_changed',
      `${edited.path} was edited after it had been applied; put it back and write a new migration.`,
      `${edited.path} 在执行之后被修改；请恢复原文件并另写新的迁移。`,
      409,
    );
  return files.filter(({ path }) => !applied.has(path));
}

async function applyMigration(tx: Executor, { path, text, sha256 }: SqlFile): Promise<void> {
  await inFile(path, () => tx.run(text));
  await tx.query('insert into migration.applied (path, sha256) values ($1, $2)', [path, sha256]);
}
