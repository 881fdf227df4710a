/** A migrated, empty data folder, packed: the first start of a folder unpacks it instead of running initdb. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '../migrate.ts';
import { hashOf, readSqlFiles, type SqlFiles } from '../sql-files.ts';
import { openThread } from './open.ts';

const BUILD_FOLDER = fileURLToPath(new URL('../../../build', import.meta.url));

/** Keyed by the database's version and everything under sql/. */
export function templateFile(files: SqlFiles): string {
  return join(BUILD_FOLDER, `embedded-${pgliteVersion()}-${hashOf(files)}.tar.gz`);
}

/** The packed folder; built when there is none for this state of sql/ (about 15 s). */
export async function loadTemplate(): Promise<Uint8Array<ArrayBuffer>> {
  const files = readSqlFiles();
  return readTemplate(templateFile(files)) ?? buildTemplate(files);
}

function readTemplate(file: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function buildTemplate(files: SqlFiles): Promise<Uint8Array<ArrayBuffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-'));
  const database = await openThread({ folder: join(folder, 'pg'), template: undefined });
  try {
    await migrate(database, files);
    await database.run('checkpoint');
    const packed = new Uint8Array(await database.dump());
    keep(templateFile(files), packed);
    return packed;
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Written beside and renamed: a reader sees a whole template or none. Those of earlier states of sql/ go. */
function keep(file: string, packed: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const old = readdirSync(BUILD_FOLDER).filter((name) => /^embedded-.*\.tar\.gz$/.test(name));
  for (const name of old) rmSync(join(BUILD_FOLDER, name), { force: true });
  writeFileSync(`${file}.${process.pid}`, packed);
  renameSync(`${file}.${process.pid}`, file);
}

function pgliteVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8'));
  return version;
}
