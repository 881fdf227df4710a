/** Routes cut by towns and widths of river polygons in SQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { Drawing } from '../engine/coverage/drawing.ts';
import { testDatabase } from '../support/database.ts';
import { storeTown } from './store-rows.ts';
import { storeScene } from './store-scene.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** Ranges of each route in metres of the drawing, with the town's key. */
async function towns(district: string): Promise<string[]> {
  const rows = await db.query<{ route_id: number; from_mm: number; to_mm: number; key: string | null }>(
    `select c.*, t.key from atlas.route_towns($1) c left join register.town t on t.district = $1 and t.id = c.town_id`,
    [district],
  );
  const metres = (mm: number) => Math.round(mm / 1000.13);
  return rows.map((r) => `${r.route_id} ${r.key ?? 'outside'} ${metres(r.from_mm)}-${metres(r.to_mm)}`);
}

describe('atlas.route_towns', () => {
  //   +--- a ---+--- b ---+
  //   |         |         |
  // ──┼─────────┼─────────┼──── route 1     route 2 runs along the line between the towns, route 3 stays outside
  //   +---------+---------+
  it('cuts a route at every line, and the rest is outside', async () => {
    const drawing = new Drawing()
      .route(1, [
        [-50, 0],
        [250, 0],
      ])
      .route(2, [
        [100, 50],
        [100, -50],
      ])
      .route(3, [
        [300, 0],
        [400, 0],
      ]);
    await storeScene(db, 'towns', { rulers: drawing.rulers });
    await storeTown(db, 'towns', 1, 'b', [100, -40, 200, 40]);
    await storeTown(db, 'towns', 2, 'a', [0, -40, 100, 40]);
    expect(await towns('towns')).toEqual([
      '1 outside 0-50',
      '1 a 50-150',
      '1 b 150-250',
      '1 outside 250-300',
      '2 outside 0-10',
      '2 a 10-90',
      '2 outside 90-100',
      '3 outside 0-100',
    ]);
  });
});

describe('atlas.water_widths', () => {
  //   a river 40 m wide with an island of 20 m by 100 m, its line running past the island; another river inside it
  it('divides the area by the length of its own river inside', async () => {
    const water = [
      [0, -20],
      [500, -20],
      [500, 20],
      [0, 20],
    ] as const;
    const island = [
      [100, 0],
      [200, 0],
      [200, 20],
      [100, 20],
    ] as const;
    const drawing = new Drawing()
      .route(1, [
        [-100, -10],
        [600, -10],
      ])
      .route(2, [
        [250, 0],
        [300, 0],
      ])
      .water(1, 'river', [water])
      .water(1, 'river', [
        [
          [600, -20],
          [700, -20],
          [700, 0],
          [600, 0],
        ],
      ])
      .water(1, 'lake', [water]);
    await storeScene(db, 'widths', { rulers: drawing.rulers, bodies: drawing.bodies });
    const widths = () => db.query('select * from atlas.water_widths($1)', ['widths']);
    // 20,000 m² over 500 m of plane, 500.065 m of measure
    expect(await widths()).toEqual([{ water_body_id: 1, width_mm: 39_995 }]);
    await db.query(
      `update register.water_body set geom_m = st_multi(st_difference(geom_m, $1::geometry)) where district = 'widths' and id = 1`,
      [polygon(island)],
    );
    expect(await widths()).toEqual([{ water_body_id: 1, width_mm: 35_995 }]);
  });
});

function polygon(ring: readonly (readonly [number, number])[]): string {
  const corners = [...ring, ring[0]].map(([x, y]) => `${352_000 + x} ${3_440_000 + y}`);
  return `POLYGON((${corners.join(',')}))`;
}
