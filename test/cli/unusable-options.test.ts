/** An option that would change nothing in the answer is refused, by command and by request: it had been passed over in silence. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../server/register/tokens.ts';
import { command, itemsOf } from '../support/command.ts';
import { LOADING_MS, openService, type Service } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await openService();
}, LOADING_MS);
afterAll(() => service.close());

describe('options that would be passed over in silence', () => {
  it.each([
    ['coverage --ranges --group town', 'option_unusable'],
    ['coverage --ranges --within 500', 'option_unusable'],
    ['coverage --ranges --phase tracing', 'option_unusable'],
    ['coverage --group town --phase tracing', 'phase_without_funding'],
    ['coverage diff --to 2023-01-01 --ranges --group river', 'option_unusable'],
    ['coverage diff --to 2023-01-01 --format geojson --group river', 'option_unusable'],
    ['rivers --group town --phase tracing', 'phase_without_funding'],
    ['gaps --within 500', 'within_without_venue'],
    ['gaps check plan.gpx --from-m 10', 'option_unusable'],
    ['report funding --phase tracing --shared --scope level:town', 'option_unusable'],
    ['report funding --phase tracing --shared --settled', 'option_unusable'],
    ['report drinking-water --maps 3', 'option_unusable'],
    ['report drinking-water --levels --maps 3 --format html', 'option_unusable'],
    ['outfalls --level 1', 'option_unusable'],
    ['outfalls --flag nature --status confirmed', 'option_unusable'],
    ['outfalls --within 500', 'option_unusable'],
    ['outfalls --list conduits --group department', 'option_unusable'],
    ['match 1 2 --review', 'option_unusable'],
    ['match --review --verdict same', 'option_unusable'],
    ['match --review distinct --same 5', 'option_unusable'],
    ['match --review --within 5', 'option_unusable'],
    ['match --review --far 5', 'option_unusable'],
    ['tiles inspect a.pmtiles --district demo', 'option_unusable'],
    ['review --quality --kind links', 'option_unusable'],
    ['review --quality --state open', 'option_unusable'],
    ['review --quality --limit 3', 'option_unusable'],
  ])('atlas %s: %s', async (line, code) => {
    const refused = await command(service.db, line);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain(`(${code})`);
  });

  it.each([
    ['coverage?group=town&phase=tracing', 'phase_without_funding'],
    ['rivers?group=town&phase=tracing', 'phase_without_funding'],
    ['gaps?within=500', 'within_without_venue'],
    ['reports/drinking-water?maps=3', 'option_unusable'],
  ])('/api/v1/%s: %s', async (path, code) => {
    const response = await service.app.inject(`/api/v1/${path}`);
    expect([response.statusCode, response.json().code]).toEqual([400, code]);
  });

  it('keep of an unmerge: 400, and nothing is taken out', async () => {
    const { secret } = await createToken(service.db, { role: 'editor', name: 'test' });
    const response = await service.app.inject({
      method: 'POST',
      url: '/api/v1/outfall-pairs/decisions',
      headers: { authorization: `Bearer ${secret}` },
      payload: { decision: 'unmerge', keep: 1, other: 2 },
    });
    expect([response.statusCode, response.json().code]).toEqual([400, 'option_unusable']);
  });

  it('--review stands for --list of links: the same with it or without', async () => {
    const [both, alone, all] = await Promise.all(
      ['link --list --review', 'link --review', 'link --list'].map(async (line) =>
        itemsOf((await command(service.db, `${line} --format json`)).out),
      ),
    );
    expect(both).toEqual(alone);
    expect(both).toEqual(all.filter(({ status }: { status: string }) => status === 'proposed'));
    expect([both.length > 0, all.length > both.length]).toEqual([true, true]);
  });

  it('are taken where they mean something', async () => {
    for (const line of [
      'coverage --ranges --mode above_water',
      'coverage --group funding --phase tracing',
      'report drinking-water --maps 1 --format html',
      'report funding --phase tracing --shared',
      'match --review distinct',
      'review --quality',
      'review --state decided --limit 1',
    ])
      expect(await command(service.db, `${line}`)).toMatchObject({ code: 0 });
  });
});
