import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openDatabase } from '../../server/db/connect.ts';
import { testEnvironment } from '../support/database.ts';
import { ROWS_PER_BATCH } from '../support/endless-import.ts';
import { lineOf, startProgram } from '../support/program.ts';

describe('a process killed in the middle of an import', async () => {
  const { env, remove } = await testEnvironment();
  afterAll(remove);

  /** Kills the importer at a random moment after its first batch of this round. */
  async function importAndKill(): Promise<number> {
    const child = startProgram('test/support/endless-import.ts', [], env);
    const acknowledged = Number((await lineOf(child, /^done/)).split(' ')[1]);
    await setTimeout(Math.random() * 700);
    child.kill('SIGKILL');
    if (child.signalCode === null) await once(child, 'exit');
    return acknowledged;
  }

  it.each([1, 2, 3])('leaves every batch wholly there or wholly absent, and opens again (round %i)', async () => {
    const acknowledged = await importAndKill();
    const db = await openDatabase(readConfig(env));
    try {
      const batches = await db.query<{ id: number; rows: number }>(`
        select b.id, count(r.id) as rows
          from register.import_batch as b
          full join register.river as r on r.district = b.district and r.batch_id = b.id
         group by b.id order by b.id`);
      expect(batches.map(({ rows }) => rows)).toEqual(batches.map(() => ROWS_PER_BATCH));
      expect(batches.map(({ id }) => id)).toEqual(batches.map((_, i) => i + 1));
      expect(batches.length).toBeGreaterThanOrEqual(acknowledged);
    } finally {
      await db.close();
    }
  });
});
