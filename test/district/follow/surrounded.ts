/** The small district with something in every table that a snapshot is read from. */
import type { Database } from '../../../server/db/database.ts';
import { box, KEY, line, loadAll, PARTS, part, point, polygon, RECORDS } from '../small-district.ts';

const ZONES = part(
  'zones',
  'zones',
  [{ key: 'Z1', kind: 'drinking_water', name: '水源地' }, polygon(box(1000, -100, 2600, 300))],
  [{ key: 'Z2', kind: 'nature' }, polygon(box(3600, -100, 3900, 100))],
);
const AROUND = [
  ZONES,
  part('basins', 'basins', [{ name: 'west' }, polygon(box(-900, -900, 2400, 2000))]),
  part('parks', 'parks', [{ name: 'P' }, polygon(box(1200, 100, 3000, 300))]),
  part('residential', 'residential', [{ name: 'H' }, polygon(box(0, 150, 100, 250))]),
  part('function zones', 'function-zones', [{ name: 'F', river: 'R2', from_m: 0, to_m: 4000 }, null]),
  part('key reaches', 'key-reaches', [{ name: 'K' }, line([1000, 30], [1900, 0], [1950, 120])]),
  part('venues', 'venues', [{ name: 'V1' }, point(1000, 700)]),
];

export async function loadSurrounded(db: Database): Promise<void> {
  await loadAll(db, [...PARTS, RECORDS, ...AROUND]);
  await db.run(
    `insert into register.river_set (district, id, name, levels) values ('${KEY}', 1, '区管', '{district}')`,
  );
}
