/** A database in which every test begins with the small district as the test file fills it. */
import { afterAll, beforeEach } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { KEY } from '../district/small-district.ts';
import { testDatabase } from './database.ts';

/** For a file, or a `describe` that waits for it: opened now, closed after all its tests, emptied and filled before each. */
export async function emptiedDatabase(fill: (db: Database) => Promise<unknown> = async () => {}): Promise<Database> {
  const db = await testDatabase();
  afterAll(() => db.close());
  beforeEach(async () => {
    await removeDistrict(db);
    await db.query('delete from register.removed_district'); // each test is the first life of its district
    await fill(db);
  });
  return db;
}

export async function removeDistrict(db: Database): Promise<void> {
  await db.query('delete from register.district where key = $1', [KEY]);
}
