/** A database in which every test begins with the small district as the test file fills it: once, then put back. */
import { afterAll, beforeEach } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { KEY } from '../district/small-district.ts';
import { testDatabase } from './database.ts';
import { keepRows } from './kept-rows.ts';

/** For a file, or a `describe` that waits for it: opened now, closed after all its tests, the same again before each. */
export async function emptiedDatabase(fill: (db: Database) => Promise<unknown> = async () => {}): Promise<Database> {
  const db = await testDatabase();
  afterAll(() => db.close());
  let putBack: (() => Promise<void>) | undefined;
  beforeEach(async () => {
    if (putBack) return putBack();
    await fill(db);
    putBack = await keepRows(db);
  });
  return db;
}

export async function removeDistrict(db: Database): Promise<void> {
  await db.query('delete from register.district where key = $1', [KEY]);
}
