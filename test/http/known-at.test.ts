/** The register as known at an earlier version, over HTTP and on the command line: what was answered then. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, itemsOf } from '../support/command.ts';
import { LOADING_MS, openService, type Service } from '../support/service.ts';

const DAY = 'as_of=2023-12-31';
/** With what no past register has, which is null there. */
const PATHS = [
  ['coverage/months?', []],
  [`rivers?group=river&${DAY}`, ['outfalls', 'outfalls_per_km']],
  [`rivers?group=town,level&${DAY}`, ['outfalls', 'outfalls_per_km']],
  [`summary?${DAY}`, ['outfalls', 'review_count']],
  [`reports/coverage?${DAY}`, ['outfalls']],
  [`reports/targets/rivers?${DAY}&pack=QP`, []],
  [`reports/targets/towns?${DAY}&pack=QP`, []],
  [`reports/targets?${DAY}&pack=QP`, []],
] as const;

describe('as known at an earlier version', () => {
  let service: Service;
  let version: number;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of eight routes
  const then = new Map<string, any>();
  beforeAll(async () => {
    service = await openService();
    for (const [path] of PATHS) then.set(path, await service.get(`/api/v1/${path}`));
    ({ version } = then.get(PATHS[0][0]));
    await service.edit('delete from register.survey_track where id % 2 = 0');
    await service.edit('delete from register.source_segment where id = 1');
    await service.edit('delete from register.town where id = 2');
  }, LOADING_MS);
  afterAll(() => service.close());

  it.each(PATHS)('%s answers as it did', async (path, absent) => {
    const now = await service.get(`/api/v1/${path}`);
    const known = await service.get(`/api/v1/${path}&known_at=${version}`);
    const before = ledgerOf(path, then.get(path), absent);
    expect(ledgerOf(path, known, absent)).toEqual(before);
    expect(ledgerOf(path, now, absent)).not.toEqual(before);
    expect(known.version).toBe(version);
  });

  it.each([
    ['rivers --group river --as-of 2023-12-31', `rivers?group=river&${DAY}`],
    ['report targets --pack QP --as-of 2023-12-31', `reports/targets?${DAY}&pack=QP`],
    ['report targets --by river --pack QP --as-of 2023-12-31', `reports/targets/rivers?${DAY}&pack=QP`],
  ])('atlas %s --known-at prints the rows of the API', async (line, path) => {
    const { items } = await service.get(`/api/v1/${path}&known_at=${version}`);
    const { out, code, err } = await command(service.db, `${line} --known-at ${version} --format json`);
    expect([code, itemsOf(out)]).toEqual([0, items]);
    expect(err).toContain(`data version ${version}`); // rows have no place for it
    const table = await command(service.db, `${line} --known-at ${version}`);
    expect(table.out).toContain('the register as known at that version');
    expect((await command(service.db, `${line} --known-at 2022-02-31`)).code).toBe(1);
  });

  it.each(['999999', '2199-12-31'])('%s is to come: the newest version answers and is named', async (moment) => {
    const newest = (await service.get('/api/v1/coverage/months')).version;
    for (const path of ['coverage?', 'gaps?', 'rivers?', 'summary?', 'reports/cells?', 'reports/targets?pack=QP&'])
      expect((await service.get(`/api/v1/${path}known_at=${moment}`)).version).toBe(newest);
    for (const line of ['coverage', 'gaps --mode above_water', 'report targets --pack QP', 'report cells'])
      for (const format of ['json', 'csv', 'table']) {
        const { err } = await command(service.db, `${line} --known-at ${moment} --format ${format}`);
        expect(err).toContain(`${moment} is to come: this is data version ${newest}, the newest`);
      }
  });

  it.each([
    'outfalls/flags?flag=zones&known_at=3',
    'reports/drinking-water?known_at=3',
    'reports/funding?phase=survey&known_at=3',
    'reports/funding?phase=survey&as_of=2023-12-31',
    'coverage/months?as_of=2023-12-31',
  ])('%s is refused, not answered as if it had not been asked', async (path) => {
    const { statusCode, headers, body } = await service.app.inject(`/api/v1/${path}`);
    expect([statusCode, headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(JSON.parse(body)).toMatchObject({
      code: 'request_invalid',
      detail: expect.stringMatching(/known_at|as_of/),
    });
  });

  it.each([
    'outfalls --flag zones --known-at 3',
    'report drinking-water --known-at 3',
    'report funding --phase survey --known-at 3',
    'report funding --phase survey --as-of 2023-12-31',
  ])('atlas %s is refused as well', async (line) => {
    const { code, out } = await command(service.db, line);
    expect([code, out]).toEqual([2, '']);
  });
});

/** What of an answer a past register has; what it has not is null, and targets about outfalls have no figures. */
// biome-ignore lint/suspicious/noExplicitAny: bodies of eight routes
function ledgerOf(path: string, { version: _, items, total, ...rest }: any, absent: readonly string[]) {
  const less = (row: object) => Object.fromEntries(Object.entries(row).filter(([key]) => !absent.includes(key)));
  const isMade = ({ metric }: { metric: string | null }) => metric !== null && /_ledger_km$|^surveyed/.test(metric);
  const rows = /targets\?|towns\?/.test(path) ? items.filter(isMade) : items;
  return { ...less(rest), rows: rows?.map(less), total: total && less(total) };
}
