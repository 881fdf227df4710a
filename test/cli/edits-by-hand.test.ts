/** The command line where no server runs: rows changed with psql are derived from before anything is answered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openPostgres } from '../../server/db/postgres.ts';
import { getDistrict } from '../../server/district/district.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { KEY, loadAll, PARTS } from '../district/small-district.ts';
import { testEnvironment, testMode } from '../support/database.ts';
import { atlas } from '../support/program.ts';

describe.runIf(testMode === 'postgres')('after an edit by psql, without a server', () => {
  let environment: Awaited<ReturnType<typeof testEnvironment>>;
  let db: Database;
  beforeAll(async () => {
    environment = await testEnvironment();
    db = openPostgres(environment.env.DATABASE_URL);
    await migrate(db);
    await loadAll(db, PARTS);
  });
  afterAll(async () => {
    await db.close();
    await environment.remove();
  });

  const coverage = async (...more: string[]) => {
    const { out } = await atlas(['coverage', '--district', KEY, '--format', 'json', ...more], environment.env);
    return JSON.parse(out).items;
  };

  it('the command line answers by the edited rows', async () => {
    const before = await coverage();
    await db.run(`delete from register.survey_track where source_id = 't1'`);
    const after = await coverage();
    expect(after).not.toEqual(before);
    expect(after).toEqual(coverageRows(await loadSnapshot(db, KEY), { group: 'district' }));
    expect(await getDistrict(db, KEY)).toMatchObject({ recomputing: false });
  });

  it('what cannot be derived from is told, and the answer is that of before', async () => {
    const before = await coverage();
    await db.run(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$;
      create trigger refuse before delete on register.surveyed_range execute function refuse();
      delete from register.survey_track where source_id = 't4'`);
    const { out, err, code } = await atlas(['coverage', '--district', KEY], environment.env);
    expect([code, err.includes('the disk is full'), out.includes('being recomputed')]).toEqual([0, true, true]);
    expect(await coverage()).toEqual(before);
  });
});
