/** Layers that lie apart can be joined: the embedded PostGIS fails where it knows how far apart (server/db/embedded/shape-statistics.ts). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import { clearShapeStatistics } from '../../../server/db/embedded/shape-statistics.ts';
import { load, part, point } from '../../district/small-district.ts';
import { testDatabase } from '../../support/database.ts';

const JOIN = `select count(*)::int as pairs from register.manhole m, register.discharger d where st_dwithin(m.geom_m, d.geom_m, 50)`;
let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  const rows = (east: number) =>
    Array.from({ length: 1500 }, (_, i): [object, ReturnType<typeof point>] => [
      { source_id: `${i}` },
      point(east + 7.3 * i, 11.7 * (i % 97)),
    ]);
  await load(db, part('manholes', 'manholes', ...rows(0)));
  await load(db, part('dischargers', 'dischargers', ...rows(30_000)));
});
afterAll(() => db.close());

it('an import tells the planner of everything but where geometries lie', async () => {
  const known = await db.query<{ table: string; column: string }>(
    `select tablename as table, attname as column from pg_stats where schemaname = 'register'`,
  );
  const of = (table: string) => known.filter((each) => each.table === table).map(({ column }) => column);
  expect(of('manhole')).toContain('source_id');
  expect([...of('manhole'), ...of('discharger')].filter((column) => column.startsWith('geom'))).toEqual([]);
  expect(await db.query(JOIN)).toEqual([{ pairs: 0 }]);
});

it('a folder that was analysed whole is mended when it is opened', async () => {
  await db.run('analyze register.manhole, register.discharger');
  await expect(db.query(JOIN)).rejects.toThrow(/invalid (function|join) selectivity/); // else the mending may go
  await clearShapeStatistics(db);
  expect(await db.query(JOIN)).toEqual([{ pairs: 0 }]);
});
