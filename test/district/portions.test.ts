/** Outfalls are derived a portion at a time; the rows are those of one go, ids and versions too. */
import { expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { interruptible } from '../../server/db/interruptible.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { importRows } from '../../server/import/import.ts';
import type { Touched } from '../../server/import/touched.ts';
import { mergeOutfalls, unmergeOutfall } from '../../server/register/merge-outfalls.ts';
import { decideReview } from '../../server/register/review/decide.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { emptiedDatabase, removeDistrict } from '../support/emptied-database.ts';
import {
  box,
  KEY,
  line,
  OUTFALLS,
  type Part,
  part,
  point,
  polygon,
  RIVERS_EAST,
  RIVERS_WEST,
  requestFor,
  TOWNS,
  WATERS,
} from './small-district.ts';

/** Outfalls each 100 m along R1 from its start, to either side of it. */
const survey = (name: string, east: number, count: number) =>
  part(
    name,
    'outfalls',
    ...Array.from({ length: count }, (_, i): [object, ReturnType<typeof point>] => [
      { source_id: `${name} ${i}`, receiving_water: i % 3 === 0 ? '西大盈港' : '淀浦河' },
      point(100 * i + east, i % 2 === 0 ? 10 : 45),
    ]),
  );
const zone = (west: number, east: number) =>
  part('zone', 'zones', [{ key: 'A', kind: 'nature' }, polygon(box(west, -100, east, 300))]);
const OTHER_ZONE = part('other zone', 'zones', [{ key: 'B', kind: 'water_source' }, polygon(box(3550, 35, 3700, 200))]);
const CONDUIT = part('conduit', 'conduits', [{ source_id: 'k', outfall: '2016 12' }, line([1200, 40], [3600, 100])]);
const REDRAWN = part('redrawn', 'rivers', [
  { key: 'R1', source_id: 's1', name: '淀浦河', level: 'district' },
  line([0, 20], [900, 60], [1900, 0]),
]);

const TABLES = [
  ['outfall_link', 'outfall_id'],
  ['outfall_pair', 'id'],
  ['outfall_zone', 'outfall_id, zone_id, relation'],
  ['review_ground', 'outfall_id'],
  ['import_issue', 'batch_id, id'],
  ['change', 'table_name, row_id, version, operation, before'],
  ['route_zone', 'kind, zone_id, route_id, from_mm'],
];

const db = await emptiedDatabase();

/** All derived rows of outfalls after each step of a long story, with so many outfalls at a time. */
async function story(portion: number): Promise<Record<string, unknown[]>[]> {
  await removeDistrict(db);
  await db.query('delete from register.removed_district'); // versions then begin anew
  const inPortions = (tx: Parameters<typeof derive>[0], touched: Touched) => derive(tx, touched, portion);
  const load = (each: Part) => importRows(db, requestFor(each), { derive: inPortions });
  const by = { author: '王工', reason: '核对' };
  const loads = (...parts: Part[]) => parts.map((each) => () => load(each));
  const steps: (() => Promise<unknown>)[] = [
    ...loads(TOWNS, RIVERS_WEST, zone(250, 750), OTHER_ZONE, survey('2016', 0, 20), OUTFALLS, CONDUIT),
    ...loads(survey('2022', 6, 19)), // each beside one of 2016
    () => mergeOutfalls(db, KEY, { keep: 1, other: 28 }, by),
    () => decideReview(db, KEY, 'link-4', { decision: 'reject' }, by),
    () => decideReview(db, KEY, 'link-13', { decision: 'draw', lon: 121.0126, lat: 31.0002 }, by),
    ...loads({ ...survey('2016', 40, 13), name: 'moved' }), // away from their twins
    ...loads(zone(1250, 1750), RIVERS_EAST, WATERS, REDRAWN),
    () => unmergeOutfall(db, KEY, 28, by),
    () => undoBatch(db, KEY, 13, 'tester', inPortions), // the river as it was
  ];
  const states: Record<string, unknown[]>[] = [];
  for (const step of steps) {
    await step();
    states.push(await rowsOf());
  }
  return states;
}

async function rowsOf(): Promise<Record<string, unknown[]>> {
  const state: Record<string, unknown[]> = {};
  for (const [table, order] of TABLES)
    state[table] = await db.query(
      `select to_jsonb(t) - '{decided_at,changed_at${table === 'change' ? ',id' : ''}}'::text[] #- '{before,decided_at}' as row from register.${table} t where district = $1 order by ${order}`,
      [KEY],
    );
  return state;
}

it('portions give the rows of one go: links, flags, pairs, reviews and their history', async () => {
  const whole = await story(1000);
  for (const portion of [1, 3]) expect(await story(portion)).toEqual(whole);
  const last = whole.at(-1)!;
  for (const [table] of TABLES) expect([table, last[table].length > 0]).toEqual([table, true]);
});

it('an import that is cancelled while it derives stops before the next portion, and leaves nothing', async () => {
  await removeDistrict(db);
  await importRows(db, requestFor(RIVERS_WEST), { derive });
  const abort = new AbortController();
  let links = 0;
  const counting: Database = {
    ...db,
    transaction: (work) =>
      db.transaction((tx) =>
        work({
          ...tx,
          copyIn: async (table, ...more) => {
            if (table === 'register.outfall_link' && ++links === 2) abort.abort();
            return tx.copyIn(table, ...more);
          },
        }),
      ),
  };
  const cancelled = importRows(interruptible(counting, abort.signal), requestFor(survey('2016', 0, 20)), {
    derive: (tx, touched) => derive(tx, touched, 3),
  });
  await expect(cancelled).rejects.toMatchObject({ code: 'interrupted' });
  expect(links).toBe(2);
  expect(await db.query('select id from register.outfall where district = $1', [KEY])).toEqual([]);
});
