/** Two rivers and two towns that share a line, on a database of its own. */
import type { Database } from '../../server/db/database.ts';
import { box, line, load, part, polygon } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';

//   y    1  华新       teeth of 60 and 40 m, which hold the river    ▂▂▂  ▂▂
//   river 青浦塘  0 ──────────────────────────────600─660─700─740──────1490────────2980
//   towns           2  赵巷  ───────────────────────────────────────────│   outside
//   river 盈港    0 ───────────── 990, 300 m north, in 赵巷
export async function gapScene(): Promise<Database> {
  const db = await testDatabase();
  const comb: [number, number][] = [
    [600, -10],
    [660, -10],
    [660, 20],
    [700, 20],
    [700, -10],
    [740, -10],
    [740, 30],
    [600, 30],
  ];
  await load(
    db,
    part(
      'towns',
      'towns',
      [{ key: '1', name: '华新' }, polygon(comb)],
      [{ key: '2', name: '赵巷' }, polygon(box(-90, -500, 1490, 500))],
    ),
  );
  await load(
    db,
    part(
      'rivers',
      'rivers',
      [{ key: 'A', name: '青浦塘', level: 'district' }, line([0, 0], [2980, 0])],
      [{ key: 'B', name: '盈港', level: 'town' }, line([0, 300], [990, 300])],
    ),
  );
  return db;
}
