/** What is said of survey rows where a river comes back, and where it is drawn with other millimetres: what they regain is no loss, and rounding is no move. */
import { afterEach, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { getDistrict } from '../../server/district/district.ts';
import type { Issue } from '../../server/import/issues.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { verify } from '../../server/report/verify.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { KEY, line, load, loadAll, part } from './small-district.ts';

type Metres = [number, number][];
const survey = { river: 'R1', mode: 'above_water', date: '2023-06-01' };
const river = (name: string, ...metres: Metres) =>
  part(name, 'rivers', [{ key: 'R1', source_id: 's1', name: '河R1' }, line(...metres)]);

const db = await emptiedDatabase((db) =>
  loadAll(db, [
    river('drawn', [0, 0], [900, 40], [1900, 0]),
    part('records', 'surveys', [{ ...survey, source_id: 'part', from_m: 100, to_m: 700 }, null]),
    part('whole', 'surveys', [{ ...survey, source_id: 'whole', mode: 'under_water' }, null]),
  ]),
);

let drawn = 0;
const redraw = (...metres: Metres) => load(db, river(`drawn ${++drawn}`, ...metres));
const undo = (id: number | null) => undoBatch(db, KEY, id!, 'tester', derive);
const said = ({ issues }: { issues: readonly Issue[] }, of: string) => issues.filter(({ field }) => field === of);

afterEach(async () => {
  const { checks } = await verify(db, await getDistrict(db, KEY), { tracks: 'all' });
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
});

//   ── recorded 100 to 700 ──    1: drawn to 350 m only; 2: drawn 400 m aside, then taken back
it('a row that has a part of its ground again is placed anew, and says how much it regained and what has no place still', async () => {
  const { issues } = await redraw([0, 0], [350, 15.55]);
  expect(said({ issues }, 'survey 1')).toMatchObject([{ code: 'anchor_lost' }]);
  const gone = await redraw([0, -400], [350, -400]);
  expect(said(gone, 'survey 1')).toMatchObject([{ code: 'anchor_lost' }]);
  const back = await undo(gone.id);
  const [{ code, original, reason_en, reason_zh }] = said(back, 'survey 1');
  const { regained_m, unplaced_m, lost_m } = original as Record<string, number>;
  expect([code, lost_m, regained_m + unplaced_m]).toEqual(['reanchored', 0, expect.closeTo(600, 2)]);
  expect(unplaced_m).toBeGreaterThan(300);
  expect(reason_en).toContain(`${regained_m.toFixed(3)} m of its ground have a place again`);
  expect(reason_zh).toContain(`其地面 ${regained_m.toFixed(3)} 米重新有了位置`);
});

it('a row of which a part had no place before, and has none still, lost nothing when the rest of it is drawn aside', async () => {
  await redraw([0, 0], [350, 15.55]);
  const aside = await redraw([0, 20], [350, 35.55]);
  expect(said(aside, 'survey 1')).toMatchObject([{ code: 'reanchored', original: { lost_m: 0 } }]);
});

it.each([
  [
    'a vertex more',
    [
      [0, 0],
      [900, 40],
      [1890, 0.4],
      [1900, 0],
    ],
  ],
  [
    'a start some millimetres on',
    [
      [0.003, 0],
      [900, 40],
      [1900, 0],
    ],
  ],
  [
    'an end some millimetres on',
    [
      [0, 0],
      [900, 40],
      [1900.003, 0],
    ],
  ],
] as [string, Metres][])('rows that stay but for millimetres say nothing: %s', async (_, metres) => {
  const batch = await redraw(...metres);
  expect(batch.rows_changed).toBe(1);
  expect(batch.issues).toEqual([]);
  expect((await undo(batch.id)).issues).toEqual([]);
});

it('rows that moved by more say so', async () => {
  const { issues } = await redraw([0, 0.02], [900, 40.02], [1900, 0.02]);
  expect(issues.map(({ code, field }) => `${code} ${field}`).sort()).toEqual([
    'reanchored survey 1',
    'reanchored survey 2',
  ]);
});
