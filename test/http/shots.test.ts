/** What the script of pictures asks a service that has two districts. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { districtOf, shots } from '../../scripts/shots.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { importRows } from '../../server/import/import.ts';
import { DISTRICT, LOADING_MS, openService, type Service } from '../support/service.ts';

let service: Service;
let origin: string;

beforeAll(async () => {
  service = await openService();
  const rows = [{ row: 1, properties: { name: '远' }, geometry: { type: 'Point' as const, coordinates: [117, 31] } }];
  await importRows(
    service.db,
    { district: { key: 'other' }, layer: 'outfalls', name: 'far', fingerprint: 'far', rows },
    { derive },
  );
  origin = await service.app.listen({ host: '127.0.0.1', port: 0 });
}, LOADING_MS);
afterAll(() => service.close());

it('they are of the district that is named, else of the first', async () => {
  expect(await districtOf(origin)).toBe(DISTRICT);
  expect(await districtOf(origin, 'other')).toBe('other');
  await expect(districtOf(origin, 'nowhere')).rejects.toThrow(`no district nowhere; it has: ${DISTRICT}, other`);
});

it('each names the district, and a gap and an outfall of it are found', async () => {
  const paths = (await shots(origin, DISTRICT, 'http://elsewhere/')).map(({ path }) => path);
  const own = paths.filter((path) => path.startsWith('/'));
  expect(own.filter((path) => new URLSearchParams(path.split('?')[1]).get('district') !== DISTRICT)).toEqual([]);
  expect(paths.filter((path) => !own.includes(path))).toEqual(['http://elsewhere/']);
  expect(own.join('\n')).toMatch(/select=gap%3A\d+%2F\d+%2F\d+[\s\S]*select=outfall%3A\d+/);
});
