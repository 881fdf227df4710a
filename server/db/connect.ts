/** Opens the database the configuration names. */
import type { Config } from '../config.ts';
import type { Database } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';

/**
 * PostgreSQL by DATABASE_URL, else the embedded database in `dataDir`; brought up to date before it is handed out.
 * @throws {DomainError} database_unreachable, database_newer, migration_changed, data_folder_in_use.
 */
export async function openDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Database> {
  const database = config.databaseUrl ? openPostgres(config.databaseUrl) : await openEmbedded(config.dataDir);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
