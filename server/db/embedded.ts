/** The embedded default: PGlite with PostGIS in a thread, its data in a folder that one process holds. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { type Lock, takeLock } from './embedded/lock.ts';
import { openThread } from './embedded/open.ts';
import { clearShapeStatistics } from './embedded/shape-statistics.ts';
import { loadTemplate } from './embedded/template.ts';

/** A database in a folder, with the lock through which its process takes commands of others. */
export interface EmbeddedDatabase extends Database {
  readonly lock: Lock;
}

/**
 * Opens the folder; a new one starts from the template.
 * @throws {DomainError} data_folder_in_use while another process holds the folder.
 */
export async function openEmbedded(dataDir: string): Promise<EmbeddedDatabase> {
  const lock = takeLock(dataDir);
  try {
    const database = await openFolder(dataDir);
    const close = async () => {
      await database.close();
      lock.release();
    };
    return { ...database, lock, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** `complete` is written after the first opening: a folder without it was left half unpacked and starts again. */
async function openFolder(dataDir: string): Promise<Database> {
  const folder = join(dataDir, 'pg');
  const complete = join(dataDir, 'complete');
  if (existsSync(complete)) {
    const database = await openThread({ folder, template: undefined });
    await clearShapeStatistics(database);
    return database;
  }
  rmSync(folder, { recursive: true, force: true });
  const database = await openThread({ folder, template: await loadTemplate() });
  writeFileSync(complete, '');
  return database;
}
