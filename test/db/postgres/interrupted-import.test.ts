/** An import that is told to stop while PostgreSQL works for it: it gives the statement up, here one that would wait for ever. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { openDatabase } from '../../../server/db/connect.ts';
import type { Database } from '../../../server/db/database.ts';
import { KEY, load, RIVERS_WEST } from '../../district/small-district.ts';
import { fileOf } from '../../import/files.ts';
import { testEnvironment } from '../../support/database.ts';
import { finish, startProgram } from '../../support/program.ts';
import { openUploadService, type UploadService } from '../../support/upload-service.ts';

const CSV = 'source_id,lon,lat\no1,121.001,31.0001\no2,121.002,31.0001';

/** While another session holds what derivation writes to; `atWait` settles when the import waits for it. */
function whileLinksAreHeld(db: Database, work: (atWait: () => Promise<void>) => Promise<void>): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.run('lock table register.outfall_link in access exclusive mode');
    await work(async () => {
      let waiting = false;
      while (!waiting)
        [{ waiting }] = await tx.query<{ waiting: boolean }>(
          `select exists (select from pg_locks where not granted and relation = 'register.outfall_link'::regclass) as waiting`,
        );
    });
  });
}

const left = (db: Database) =>
  db.query(
    `select (select count(*) from register.outfall where district = $1) as outfalls,
            (select count(*) from register.import_batch where district = $1) as batches, version
       from register.district where key = $1`,
    [KEY],
  );

describe('while it derives', () => {
  let service: UploadService;
  beforeAll(async () => {
    service = await openUploadService();
    await load(service.db, RIVERS_WEST);
  });
  afterAll(() => service.close());

  it('Ctrl-C is acknowledged in both languages, and nothing is kept', async () => {
    const { env, remove } = await testEnvironment();
    const db = await openDatabase(readConfig(env));
    await load(db, RIVERS_WEST);
    const before = await left(db);
    await whileLinksAreHeld(db, async (atWait) => {
      const file = fileOf('stopped.csv', CSV);
      const child = startProgram('server/cli.ts', ['import', file, '--layer', 'outfalls', '--crs', 'EPSG:4490'], env);
      const ended = finish(child);
      await atWait();
      child.kill('SIGINT');
      const { code, err } = await ended;
      expect(code).toBe(130);
      expect(err).toMatch(/正在停止.*Stopping.*已中断.*\(interrupted\)/s);
    });
    expect(await left(db)).toEqual(before);
    await db.close();
    await remove();
  });

  it('an upload is cancelled', async () => {
    const before = await left(service.db);
    await whileLinksAreHeld(service.db, async (atWait) => {
      const fields = { layer: 'outfalls', district: KEY, crs: 'EPSG:4490' };
      const { body } = await service.post(fields, { 'stopped.csv': CSV });
      await atWait();
      await service.ask('editor', `imports/${body.job}`, { method: 'DELETE' });
      const job = await service.ask('editor', `imports/${body.job}`);
      expect(job.body).toMatchObject({ state: 'cancelled', step: 'derive', problem: { code: 'import_cancelled' } });
    });
    expect(await left(service.db)).toEqual(before);
    // the session that was cancelled serves on
    const fields = { layer: 'outfalls', district: KEY, crs: 'EPSG:4490' };
    expect(await service.upload(fields, { 'stopped.csv': CSV })).toMatchObject({ state: 'done' });
  });
});
