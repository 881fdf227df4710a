/** The demo in PostgreSQL and in the embedded database: every id and every figure equal. Runs once, in the run on PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { openThread } from '../../server/db/embedded/open.ts';
import { loadTemplate } from '../../server/db/embedded/template.ts';
import { loadDemo } from '../../server/demo/load-demo.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { coverageRanges } from '../../server/report/coverage-ranges.ts';
import { gapRows } from '../../server/report/gaps.ts';
import { GROUPS } from '../../server/report/groups.ts';
import { linkRows } from '../../server/report/links.ts';
import { riverRows } from '../../server/report/rivers.ts';
import { testDatabase, testMode } from '../support/database.ts';

const DEMO = { profile: 'district', scale: 0.1, seed: 7, district: 'demo' } as const;

describe.skipIf(testMode === 'embedded')('the demo in both databases', () => {
  let folder: string;
  let both: Database[];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-two-'));
    const embedded = await openThread({ folder: join(folder, 'pg'), template: await loadTemplate() });
    both = [await testDatabase(), embedded];
    for (const db of both) await loadDemo(db, DEMO, { derive, say: () => {} });
  });
  afterAll(async () => {
    for (const db of both) await db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function expectEqual(make: (db: Database) => Promise<object[]>, least = 1): Promise<void> {
    const [postgres, embedded] = [await make(both[0]), await make(both[1])];
    expect(postgres.length).toBeGreaterThanOrEqual(least);
    expect(embedded).toEqual(postgres);
  }

  it.each(GROUPS)('coverage and lengths by %s', async (group) => {
    await expectEqual(async (db) => coverageRows(await loadSnapshot(db, 'demo'), { group }), 2);
    await expectEqual(async (db) => riverRows(await loadSnapshot(db, 'demo'), { group }));
    await expectEqual((db) => db.query('select * from atlas.coverage($1, $2) order by 1, 2', ['demo', group]), 2);
  });

  it('gaps and ranges', async () => {
    await expectEqual(async (db) => gapRows(await loadSnapshot(db, 'demo'), {}), 20);
    await expectEqual(async (db) => coverageRanges(await loadSnapshot(db, 'demo'), {}), 100);
  });

  it('links with all their candidates', async () => {
    await expectEqual((db) => linkRows(db, 'demo'), 500);
  });

  it('batches and their counts', async () => {
    const counts = `select id, layer, file_name, sha256, crs, mapping, rows_read, rows_new, rows_changed, rows_same, rows_rejected, version
      from register.import_batch order by id`;
    await expectEqual((db) => db.query(counts), 13);
  });

  it('every row of every table, geometry to the last bit', async () => {
    const tables = await both[0].query<{ name: string }>(
      `select table_name as name from information_schema.tables
        where table_schema = 'register' and table_type = 'BASE TABLE' and table_name not in ('import_batch', 'change')
        order by 1`,
    );
    for (const { name } of tables.filter((table) => table.name !== 'district'))
      await expectEqual((db) => db.query(`select t::text as row from register.${name} t order by 1`), 0);
  });
});
