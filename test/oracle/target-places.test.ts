/** Targets at sea and in parks count the outfalls that plain arithmetic on their drawn places finds there. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { seededRandom } from '../../server/demo/random.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { targetAnswer } from '../../server/report/targets/targets.ts';
import { addTarget } from '../../server/rules/targets/own-targets.ts';
import { box, KEY, line, load, part, point, polygon, RIVERS_WEST, TOWNS } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';

type Xy = [number, number];
//   sea    ╲      ╱‾‾‾‾      north of the coast, from a bay to a cape and on
//           ╲____╱   land
const COAST: Xy[] = [
  [-3000, 1200],
  [600, 300],
  [1500, 300],
  [2200, 1000],
  [6000, 1000],
];
const PARK = { outer: [200, -400, 2600, 900], hole: [800, 0, 1600, 500] } as const;
const random = seededRandom(11);
const places = Array.from({ length: 120 }, (): Xy => [3000 * random(), -500 + 2000 * random()]);
const isTraced = (i: number) => i % 3 === 0;

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  for (const each of [TOWNS, RIVERS_WEST]) await load(db, each);
  const rows = places.map(([x, y], i): [object, ReturnType<typeof point>] => {
    const trace = isTraced(i) ? { trace_result: 'traced', traced_on: '2022-06-01' } : {};
    const status = i % 5 === 4 ? { status: 'suspect' } : { status: 'confirmed', status_on: '2022-03-01' };
    return [{ source_id: `${i}`, ...status, ...trace }, point(x, y)];
  });
  await load(db, part('places', 'outfalls', ...rows));
  await load(db, part('coast', 'coastline', [{ source_id: 'c', sea_side: '左' }, line(...COAST)]));
  await load(db, part('park', 'parks', [{ name: '园区' }, polygon(box(...PARK.outer), box(...PARK.hole))]));
});
afterAll(() => db.close());

function isAtSea([x, y]: Xy): boolean {
  const i = COAST.findIndex(([east]) => east > x);
  const [[ax, ay], [bx, by]] = [COAST[i - 1], COAST[i]];
  return y > ay + ((by - ay) * (x - ax)) / (bx - ax);
}
const isIn = ([x, y]: Xy, [west, south, east, north]: readonly [number, number, number, number]) =>
  x > west && x < east && y > south && y < north;
const isInPark = (place: Xy) => isIn(place, PARK.outer) && !isIn(place, PARK.hole);

it.each([
  ['sea', isAtSea],
  ['parks', isInPark],
] as const)('of %s', async (scope, holds) => {
  const { id } = await addTarget(
    db,
    KEY,
    { words: scope, scope, metric: 'traced_count_percent', threshold: 100 },
    {
      author: 'test',
    },
  );
  const { targets } = await targetAnswer(db, () => loadSnapshot(db, KEY), { asOf: '2023-01-01' });
  const counted = places.flatMap((place, i) => (i % 5 !== 4 && holds(place) ? [i] : []));
  expect(counted.length).toBeGreaterThan(10);
  expect(targets.find((each) => each.id === id)).toMatchObject({
    whole: counted.length,
    part: counted.filter(isTraced).length,
  });
});
