/** Links in SQL, on outfalls drawn beside rivers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { Drawing } from '../engine/coverage/drawing.ts';
import { testDatabase } from '../support/database.ts';
import { storeOutfall, storeTown } from './store-rows.ts';
import { storeScene } from './store-scene.ts';

//   y
//  130 ──────────────── river 2, 南 浦河
//
//   80 ════════════════ river 3 from x = 500, 60 m wide: y 50 to 110
//
//    0 ──────────────── river 1, 北浦河        x 0 to 1000
let db: Database;
const places: [number, number, number, string?][] = [
  [1, 100, 12], //                     12 m north of river 1 alone
  [2, 100, 65, '南浦'], //             halfway, out of reach of both
  [3, 600, 45, '北浦河道'], //         5 m from the wide river's bank, 45 m from river 1
  [4, 600, 29], //                     21 m and 29 m
  [5, 600, 24], //                     26 m and 24 m: ambiguous
  [6, 600, 24, '北浦 河'], //          the same, but named
  [7, 100, 12, '南浦河'], //           names the other river
  [8, 100, 0], //                      on the line
  [9, 600, 60], //                     in the wide river, 20 m from its line
];

beforeAll(async () => {
  db = await testDatabase();
  const drawing = new Drawing()
    .route(1, [
      [0, 0],
      [1000, 0],
    ])
    .route(2, [
      [0, 130],
      [1000, 130],
    ])
    .route(3, [
      [500, 80],
      [1000, 80],
    ])
    .water(
      3,
      'river',
      [
        [
          [500, 50],
          [1000, 50],
          [1000, 110],
          [500, 110],
        ],
      ],
      60,
    );
  await storeScene(db, 'd', { rulers: drawing.rulers, bodies: drawing.bodies });
  await db.run(`update register.river set name = case id when 1 then '北浦河' when 2 then '南　浦河' end`);
  await storeTown(db, 'd', 1, 'b', [0, -100, 300, 12]);
  await storeTown(db, 'd', 2, 'a', [0, 12, 300, 100]);
  for (const [id, x, y, water] of places) await storeOutfall(db, 'd', id, [x, y], water);
});
afterAll(() => db.close());

async function link(outfall: number) {
  const [row] = await db.query('select * from atlas.links($1) where outfall_id = $2', ['d', outfall]);
  return row;
}

describe('atlas.links', () => {
  it('takes the only river in reach', async () => {
    expect(await link(1)).toMatchObject({
      route_id: 1,
      measure_mm: 100013,
      distance_mm: 12000,
      offset_mm: 12000,
      bank: 'left',
      confidence: 'high',
      status: 'confirmed',
      reason: null,
    });
  });

  it('says unlinked out of reach', async () => {
    const nothing = { route_id: null, measure_mm: null, distance_mm: null, offset_mm: null, bank: null };
    expect(await link(2)).toMatchObject({ ...nothing, confidence: null, status: 'proposed', reason: 'unlinked' });
  });

  it('measures to the bank of a wide river, and to its line', async () => {
    const [nearest] = await db.query('select * from atlas.link_candidates($1, 3)', ['d']);
    expect(nearest).toMatchObject({ route_id: 3, distance_mm: 5000, offset_mm: 35000, bank: 'right' });
    expect(await link(9)).toMatchObject({ route_id: 3, distance_mm: 0, offset_mm: 20000 });
  });

  it('lets the named river win only 10 m beyond the nearest', async () => {
    expect(await link(3)).toMatchObject({ route_id: 3, confidence: 'low', reason: 'name_disagrees' });
    expect(await link(6)).toMatchObject({ route_id: 1, confidence: 'high', status: 'confirmed', reason: null });
  });

  it('is ambiguous within 5 m of another river, unless named', async () => {
    expect(await link(4)).toMatchObject({ route_id: 3, reason: null });
    expect(await link(5)).toMatchObject({ route_id: 1, confidence: 'medium', reason: 'ambiguous', status: 'proposed' });
  });

  it('says when the record names another river', async () => {
    expect(await link(7)).toMatchObject({ route_id: 1, confidence: 'low', reason: 'name_disagrees' });
  });

  it('has no bank on the line itself', async () => {
    expect(await link(8)).toMatchObject({ distance_mm: 0, bank: null });
  });

  it('finds the town by position, on a line the lower key', async () => {
    expect(await link(8)).toMatchObject({ town_id: 1 });
    expect(await link(1)).toMatchObject({ town_id: 2 });
    expect(await link(9)).toMatchObject({ town_id: null });
  });
});
