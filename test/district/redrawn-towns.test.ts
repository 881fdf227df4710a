/** Survey rows with a town whose river is redrawn over the town's edge: what they cover less there is said, and nothing else. */
import { afterEach, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { getDistrict } from '../../server/district/district.ts';
import type { Issue } from '../../server/import/issues.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { verify } from '../../server/report/verify.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { box, KEY, line, load, loadAll, part, polygon } from './small-district.ts';

type Metres = [number, number][];
const river = (name: string, ...metres: Metres) =>
  part(name, 'rivers', [{ key: 'R1', source_id: 's1', name: '河R1' }, line(...metres)]);
const survey = { river: 'R1', mode: 'above_water', date: '2023-06-01' };

// ───────── y = 20: the edge of two towns, 20 m beside the river
const db = await emptiedDatabase((db) =>
  loadAll(db, [
    part(
      'towns',
      'towns',
      [{ key: 'south', name: '南镇' }, polygon(box(-100, -900, 2100, 20))],
      [{ key: 'north', name: '北镇' }, polygon(box(-100, 20, 2100, 900))],
    ),
    river('drawn', [0, 0], [2000, 0]),
    part(
      'records',
      'surveys',
      [{ ...survey, source_id: 'south', town: '南镇', from_m: 200, to_m: 900 }, null],
      [{ ...survey, source_id: 'any', from_m: 1000, to_m: 1500 }, null],
    ),
  ]),
);

afterEach(async () => {
  const { checks } = await verify(db, await getDistrict(db, KEY), { tracks: 'all' });
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
});

const coveredMm = async () =>
  (
    await db.query<{ mm: number }>(
      `select coalesce(sum(g.to_mm - g.from_mm), 0)::float8 as mm from register.survey_record s
         left join register.surveyed_range g on g.district = s.district and g.record_id = s.id group by s.id order by s.id`,
    )
  ).map(({ mm }) => mm);

const figures = ({ issues }: { issues: readonly Issue[] }) =>
  issues
    .filter(({ code }) => code === 'anchor_lost' || code === 'reanchored')
    .map(({ code, original }) => {
      const { survey, lost_m, outside_town_m } = original as Record<string, number>;
      return [code, survey, lost_m, outside_town_m];
    });

it('all along: the row of that town loses all and says so, the other is where it was beside', async () => {
  const redrawn = await load(db, river('aside', [0, 40], [2000, 40]));
  const [south, any] = await coveredMm();
  expect([south, Math.abs(any - 500_000) < 3]).toEqual([0, true]); // plane and ground round to other millimetres
  expect(figures(redrawn)).toEqual([
    ['anchor_lost', 1, 700, 700],
    ['reanchored', 2, 0, undefined],
  ]);
  const undone = await undoBatch(db, KEY, redrawn.id!, 'tester', derive);
  expect(await coveredMm()).toEqual([700_000, 500_000]);
  expect(figures(undone)).toEqual([
    ['reanchored', 1, 0, undefined],
    ['reanchored', 2, 0.001, undefined],
  ]);
});

it('from its middle on: the row loses what crosses the edge, to the millimetre of the ledger', async () => {
  const redrawn = await load(db, river('bent', [0, 0], [500, 0], [600, 40], [2000, 40]));
  const [south] = await coveredMm();
  expect(south).toBeGreaterThan(340_000);
  expect(south).toBeLessThan(370_000);
  const [[code, survey, lost_m, outside_m]] = figures(redrawn);
  expect([code, survey, lost_m]).toEqual(['anchor_lost', 1, (700_000 - south) / 1000]);
  expect(outside_m).toBeGreaterThan(300); // but for a rounding of the length of its ground
});

it('without a loss in the town is no loss, however little of the row lay in it', async () => {
  await load(
    db,
    part('records', 'surveys', [{ ...survey, source_id: 'north', town: '北镇', from_m: 200, to_m: 900 }, null]),
  );
  const redrawn = await load(db, river('shorter', [0, 0], [500, 0]));
  const [south] = await coveredMm();
  expect(south).toBeLessThan(301_000);
  expect(figures(redrawn)).toEqual([
    ['anchor_lost', 1, (700_000 - south) / 1000, undefined],
    ['anchor_lost', 2, 500, undefined],
    ['reanchored', 3, 0, undefined],
  ]);
});

//  ──────┊┄┄┄┄┄   the edge from x = 2100 to 500: of a row from 200 to 900 m, 400 m are in another town now
it('whose town has other edges: a row says what it covers less, and more again when that is undone', async () => {
  const towns = part(
    'other edges',
    'towns',
    [{ key: 'south', name: '南镇' }, polygon(box(-100, -900, 500, 20))],
    [{ key: 'east', name: '东镇' }, polygon(box(500, -900, 2100, 20))],
  );
  const round10 = (metres: number) => Math.round(metres / 10) * 10; // degrees of the test and metres differ by a metre in 750
  const told = ({ issues }: { issues: readonly Issue[] }) =>
    issues.map(({ code, field, value, original, reason_zh }) => {
      const { lost_m, outside_town_m, inside_town_m } = original as Record<string, number>;
      return [
        code,
        field,
        value,
        ...[lost_m, outside_town_m, inside_town_m].map(round10),
        /在所填“南镇”内/.test(reason_zh),
      ];
    });
  const edged = await load(db, towns);
  const [south, any] = await coveredMm();
  expect([round10(south / 1000), any]).toEqual([300, 500_000]);
  expect(told(edged)).toEqual([['town_lost', 'survey 1', '南镇', 400, 400, 0, true]]);
  const undone = await undoBatch(db, KEY, edged.id!, 'tester', derive);
  expect(await coveredMm()).toEqual([700_000, 500_000]);
  expect(told(undone)).toEqual([['town_recut', 'survey 1', '南镇', 0, 0, 400, true]]);
});

it('whose town has other edges elsewhere says nothing', async () => {
  const wider = part('wider', 'towns', [{ key: 'south', name: '南镇' }, polygon(box(-300, -900, 2300, 20))]);
  expect((await load(db, wider)).issues).toEqual([]);
});
