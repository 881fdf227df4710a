/** `--format json` of reports is what the API answers: rows, the data version they are of, and what is said beside them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../support/command.ts';
import { LOADING_MS, openService, type Service } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await openService();
}, LOADING_MS);
afterAll(() => service.close());

/** Where maps go to and put their marks, and sentences that the command line says on stderr. */
const ONLY_OVER_HTTP = new Set(['bbox', 'marks', 'notes']);

describe('a report in JSON', () => {
  it.each([
    ['coverage list --group town', 'coverage?group=town'],
    ['coverage list --known-at 4', 'coverage?known_at=4'],
    ['coverage --ranges --mode above_water --scope level:town', 'coverage/ranges?mode=above_water&scope=level:town'],
    ['coverage diff --from 2022-12-31', 'coverage/diff?from=2022-12-31'],
    ['gaps --mode under_water --min-length-m 500', 'gaps?mode=under_water&min_length_m=500'],
    ['gaps plan --start 121.1,31.1 --hours 8 --speed-kmh 4', 'gaps/plan?start=121.1,31.1&hours=8&speed_kmh=4'],
    ['gaps check --river 2', 'gaps/check?river=2'],
    ['rivers --group town', 'rivers?group=town'],
    ['outfalls --flag drinking_water', 'outfalls/flags?flag=drinking_water'],
    ['link --list', 'links?'],
    ['review --quality', 'reviews/quality?'],
    ['report coverage --mode above_water', 'reports/coverage?mode=above_water'],
    ['report targets', 'reports/targets?'],
    ['report targets --by town', 'reports/targets/towns?'],
    ['report drinking-water', 'reports/drinking-water?'],
    ['report cells', 'reports/cells?'],
    ['report funding --phase tracing', 'reports/funding?phase=tracing'],
  ])('of `%s` is what /api/v1/%s answers, the data version too', async (line, path) => {
    const isPaged = !/plan|check|quality/.test(path);
    const answer = await service.get(`/api/v1/${path}${isPaged ? '&limit=10000' : ''}`);
    const { code, out } = await command(service.db, `${line} --format json`);
    expect(code).toBe(0);
    const without = JSON.stringify(answer, (key, value) => (ONLY_OVER_HTTP.has(key) ? undefined : value));
    expect(JSON.parse(out)).toEqual({ next: null, ...JSON.parse(without) });
    expect(JSON.parse(out).version).toBeGreaterThan(0);
    expect(JSON.parse(out).items).not.toEqual([]);
  });

  it.each(['outfalls', 'match --review', 'match codes', 'outfalls history 1', 'targets', 'review', 'link'])(
    'of `%s` names it too',
    async (line) => {
      const { version } = await service.get('/api/v1/summary');
      const { code, out, err } = await command(service.db, `${line} --format json`);
      expect(code, err).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ items: expect.any(Array), version });
    },
  );
});
