/** What the database itself will not have of an import: told in words, logged in full, nothing kept. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { toDomainError } from '../../server/db/sqlstate.ts';
import { DomainError } from '../../server/errors.ts';
import { ImportJobs } from '../../server/http/imports/import-jobs.ts';
import { refusedByDatabase } from '../../server/import/database-refusal.ts';
import { importFile } from '../../server/import/import.ts';
import { command } from '../support/command.ts';
import { ownDatabase } from '../support/database.ts';
import { fileOf } from './files.ts';

let db: Database;
beforeAll(async () => {
  db = await ownDatabase();
  await db.run(`alter table register.outfall add constraint no_trap check (name <> '陷阱')`);
});
afterAll(() => db.close());

const file = fileOf('trap.csv', '名称,经度,纬度\n一号口,121.1,31.1\n陷阱,121.2,31.1\n');
const request = { file, layer: 'outfalls', district: { key: 'qp' }, crs: 'EPSG:4490' } as const;

describe('rows that the database would not take, though every check passed them', () => {
  it('are a refusal in both languages that says what the database said, and nothing is kept', async () => {
    const refusal = await importFile(db, request).catch((error) => error);
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal).toMatchObject({ code: 'database_refused', status: 500 });
    for (const words of [refusal.message, refusal.messageZh]) {
      expect(words).toContain('trap.csv');
      expect(words).toContain('"no_trap" [23514]');
    }
    expect(refusal.cause).toMatchObject({ code: '23514', stack: expect.stringContaining('no_trap') });
    expect(
      await db.query(
        'select (select count(*) from register.district) + (select count(*) from register.import_batch) as n',
      ),
    ).toEqual([{ n: 0 }]);
  });

  it('are no stack on the command line', async () => {
    const { code, err } = await command(db, `import ${file} --layer outfalls --district qp --crs EPSG:4490`);
    expect([code, err.includes('(database_refused)'), err.includes('未作任何更改'), /^ +at /m.test(err)]).toEqual([
      ...[1, true, true, false],
    ]);
  });

  it('are a failed job with the words for who sent them and the error for the log', async () => {
    const bugs: unknown[] = [];
    const jobs = new ImportJobs(db, { atOnce: 1, seconds: 60 }, (error) => bugs.push(error));
    const job = jobs.start(request, { tokenId: 1, secret: 'x' }, async () => {});
    while (!job.isFinished) await job.nextChange(1000);
    await jobs.close();
    expect(job.row).toMatchObject({ state: 'failed', problem: { status: 500, code: 'database_refused' } });
    expect(bugs).toMatchObject([{ code: 'database_refused', cause: { code: '23514' } }]);
  });
});

it('leaves other errors as they are: those of the program, and refusals', () => {
  const bug = Object.assign(new TypeError('x is not a function'), { code: 'ERR_X' });
  const refusal = new DomainError('no_rows', 'none', '无');
  expect([refusedByDatabase(bug, 'f'), refusedByDatabase(refusal, 'f')]).toEqual([bug, refusal]);
});

it('says of a connection that ended in between that the database does not answer', () => {
  const lost = toDomainError(new Error('Connection terminated unexpectedly'));
  expect(lost).toMatchObject({ code: 'database_unreachable', status: 503 });
});
