/** A conduit that was kept out: what has another one is not clear without a doubt, in every answer there is. */
import { describe, expect, it } from 'vitest';
import { outfallFlags } from '../../server/report/dossier/outfall-flags.ts';
import { drinkingWater } from '../../server/report/drinking-water/drinking-water.ts';
import { zoneFlags } from '../../server/report/zone-flags.ts';
import { box, KEY, line, load, part, point, polygon } from '../district/small-district.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';

//  outfalls along the river y = 0, all clear of the zone from x = 900 on:  1 a (C1, 甲)  2 b (C2, 乙)  3 c without a conduit  4 d inside
const DAY = '2022-01-01';
const RIVER = part('river', 'rivers', [{ key: 'R', name: '淀浦河' }, line([0, 0], [1000, 0])]);
const ZONE = part('zone', 'zones', [{ key: 'Z', kind: 'drinking_water', level: '1' }, polygon(box(900, -50, 950, 60))]);
const OUTFALLS = part(
  'outfalls',
  'outfalls',
  [{ source_id: 'a', code: 'C1', name: '甲' }, point(200, 10)],
  [{ source_id: 'b', code: 'C2', name: '乙' }, point(400, 10)],
  [{ source_id: 'c', name: '丙' }, point(600, 10)],
  [{ source_id: 'd', code: 'C4', legacy: '否' }, point(920, 10)],
);
const CONDUITS = part(
  'whole',
  'conduits',
  [{ source_id: 'A', outfall: 'C1' }, line([200, 90], [200, 10])],
  [{ source_id: 'B', outfall: 'C2' }, line([400, 90], [400, 10])],
  [{ source_id: 'D', outfall: 'C4' }, line([920, 90], [920, 10])],
);

describe('a conduit that was rejected', async () => {
  const db = await emptiedDatabase(async (db) => {
    for (const each of [RIVER, OUTFALLS, CONDUITS, ZONE]) await load(db, each);
  });

  const reject = (...rows: object[]) =>
    load(db, part('bad', 'conduits', ...rows.map((row): [object, null] => [{ source_id: 'X', ...row }, null])));
  /** Of what is clear, by id; the twin and the cards say the same. */
  const doubts = async () => {
    const { rows } = await zoneFlags(db, KEY, { flag: 'drinking_water', asOf: DAY, all: true });
    const twin = await db.query(`select * from atlas.outfall_flags($1, 'drinking_water', $2::date, true)`, [KEY, DAY]);
    expect(twin).toEqual(rows);
    const clear = rows.filter(({ relation }) => relation === 'clear');
    for (const { id, doubts } of clear) {
      const [card] = await outfallFlags(db, KEY, id, { asOf: DAY, reveal: false });
      expect(card).toMatchObject({ state: 'clear', doubts: doubts?.split(' ') ?? [] });
    }
    return clear.map(({ doubts }) => doubts);
  };
  const none = [null, null, 'no_conduit'];
  const any = ['conduit_rejected', 'conduit_rejected', 'no_conduit'];

  it.each(['C1', ' C1 ', 'a', '甲', '#1'])('doubts the outfall it names, written %o, and no other', async (word) => {
    expect(await doubts()).toEqual(none);
    expect(await reject({ outfall: word })).toMatchObject({ rows_rejected: 1 });
    expect(await doubts()).toEqual(['conduit_rejected', null, 'no_conduit']);
  });

  it('doubts also one that has no other', async () => {
    await reject({ outfall: 'c' });
    expect(await doubts()).toEqual([null, null, 'no_conduit conduit_rejected']);
  });

  it('doubts the outfall that the named record was merged into', async () => {
    await db.query(`update register.outfall set merged_into = 2 where source_id = 'c'`);
    await reject({ outfall: 'c' });
    expect(await doubts()).toEqual([null, 'conduit_rejected']);
  });

  it.each([{}, { outfall: null }, { outfall: 'nobody' }])(
    'doubts all that have one where it names none: %o',
    async (row) => {
      await reject(row);
      expect(await doubts()).toEqual(any);
    },
  );

  it('doubts all that have one where several bear the word, also a code of one that is the number of another', async () => {
    await db.query(`update register.outfall set name = '丁' where source_id in ('c', 'd')`);
    await reject({ outfall: '丁' });
    expect(await doubts()).toEqual(any);
    await db.query(`update register.outfall set code = 'b' where source_id = 'c'`);
    await db.query(`delete from register.import_batch where layer = 'conduits' and rows_rejected > 0`);
    expect(await doubts()).toEqual(none);
    await reject({ outfall: 'b' });
    expect(await doubts()).toEqual(any);
  });

  it('doubts all that have one where nothing is kept of the row, or one of several rows names none', async () => {
    await reject({ outfall: 'C1' }, { source_id: 'Y' });
    expect(await doubts()).toEqual(any);
    await db.query('delete from register.import_issue where district = $1', [KEY]);
    expect(await doubts()).toEqual(any);
  });

  it('doubts nothing once it comes in by its source_id, or its batch is undone', async () => {
    await reject({ outfall: 'C1' });
    await load(db, part('mended', 'conduits', [{ source_id: 'X', outfall: 'C1' }, line([250, 90], [200, 10])]));
    expect(await doubts()).toEqual(none);
    const { id } = await reject({ source_id: 'Y', outfall: 'C2' });
    expect(await doubts()).toEqual([null, 'conduit_rejected', 'no_conduit']);
    await db.query('update register.import_batch set undone_at = now() where id = $1', [id]);
    expect(await doubts()).toEqual(none);
  });

  it('stands among what the drinking-water report could not look at', async () => {
    const gaps = async () => (await drinkingWater(db, KEY, { asOf: DAY })).rows.map((row) => [row.id, row.not_checked]);
    expect(await gaps()).toEqual([[4, []]]);
    await reject({ outfall: 'C4' });
    expect(await gaps()).toEqual([[4, ['conduit_rejected']]]);
  });
});
