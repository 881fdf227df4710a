/** An option that would change nothing in the answer is refused, by command and by request: it had been passed over in silence. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../support/command.ts';
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

  it('are taken where they mean something', async () => {
    for (const line of [
      'coverage --ranges --mode above_water',
      'coverage --group funding --phase tracing',
      'report drinking-water --maps 1 --format html',
      'report funding --phase tracing --shared',
    ])
      expect(await command(service.db, `${line}`)).toMatchObject({ code: 0 });
  });
});
