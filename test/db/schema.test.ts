import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dumpSchema } from '../../server/db/schema-dump.ts';
import { SQL_FOLDER } from '../../server/db/sql-files.ts';
import { ownDatabase } from '../support/database.ts';

describe('schema', async () => {
  const db = await ownDatabase();
  afterAll(() => db.close());

  it('is the one in sql/schema.sql (npx tsx scripts/dump-schema.ts --write after a change)', async () => {
    expect(await dumpSchema(db)).toBe(readFileSync(join(SQL_FOLDER, 'schema.sql'), 'utf8'));
  });

  it('gives every function and view of ours a comment', async () => {
    const silent = await db.query(`
      select n.nspname || '.' || p.proname as name
        from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
       where n.nspname in ('register', 'atlas', 'tiles') and obj_description(p.oid, 'pg_proc') is null
       union all
      select n.nspname || '.' || c.relname
        from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
       where n.nspname in ('atlas', 'tiles') and c.relkind = 'v' and obj_description(c.oid, 'pg_class') is null`);
    expect(silent).toEqual([]);
  });
});
