import { expect, it } from 'vitest';
import type { StripRoute } from '../../web/api/types.ts';
import { nextOutfall } from '../../web/viewer/next-outfall.ts';

const route = (...outfalls: [id: number, measure_m: number][]) =>
  ({ outfalls: outfalls.map(([id, measure_m]) => ({ id, measure_m })) }) as StripRoute;

it('goes from outfall to outfall along the river, route by route, and round', () => {
  const routes = [route([5, 900], [2, 100]), route([9, 50])];
  const tour = [null, 2, 5, 9].map((current) => nextOutfall(routes, current));
  expect(tour).toEqual([2, 5, 9, 2]);
  expect(nextOutfall(routes, 77)).toBe(2); // of another river
  expect(nextOutfall([route()], null)).toBeUndefined();
});
