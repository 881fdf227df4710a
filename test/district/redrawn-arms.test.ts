/** Survey rows of a line that is redrawn beside an arm of its river, and of one that comes back beside itself: each stays on its own. */
import { expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { getDistrict } from '../../server/district/district.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { verify } from '../../server/report/verify.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { derivedState } from './derived-state.ts';
import { KEY, line, load, loadAll, type Part, part } from './small-district.ts';

type Metres = [number, number][];
type Drawn = [source: string, river: string, metres: Metres];

const rivers = (name: string, north: number, ...drawn: Drawn[]): Part =>
  part(
    name,
    'rivers',
    ...drawn.map(([source_id, key, metres]): [object, ReturnType<typeof line>] => [
      { key, source_id, name: `河${key}` },
      line(...metres.map(([x, y]): [number, number] => [x, y + north])),
    ]),
  );

//  ──────a──┬────────   the arm o leaves at 10 degrees; drawn 20 m farther north it lies nearer to where a was for 230 m
//            ╲──o──
const A: Metres = [
  [0, 0],
  [1000, 0],
  [2000, 0],
];
const O: Metres = [
  [1000, 0],
  [1788, -135],
];
//  U: there and back 30 m apart
const U: Metres = [
  [0, 900],
  [1000, 900],
  [1000, 930],
  [0, 930],
];
const survey = { mode: 'above_water', date: '2023-06-03' };

const db = await emptiedDatabase((db) =>
  loadAll(db, [
    rivers('drawn', 0, ['a', 'A', A], ['o', 'A', O], ['u', 'U', U]),
    part(
      'surveys',
      'surveys',
      [{ ...survey, source_id: 'm', river: 'A', from_m: 500, to_m: 1500 }, null],
      [{ ...survey, source_id: 'u', river: 'U' }, null],
      [{ ...survey, source_id: 'back', river: 'U', from_m: 1100, to_m: 1900, mode: 'under_water' }, null],
    ),
  ]),
);

/** What each row covers, to 10 m, by the role of the route. */
const covered = async () =>
  (
    await db.query<{ at: string }>(
      `select concat_ws(' ', s.source_id, r.role, round(g.from_mm / 10000.0) * 10, round(g.to_mm / 10000.0) * 10) as at
         from register.surveyed_range g
         join register.survey_record s on s.district = g.district and s.id = g.record_id
         join register.route r on r.district = g.district and r.id = g.route_id
        where g.district = $1 order by s.id, r.seq, g.from_mm`,
      [KEY],
    )
  ).map(({ at }) => at);

async function redrawn(drawn: Part): Promise<string[]> {
  const was = await derivedState(db, KEY);
  const { id } = await load(db, drawn);
  const is = await covered();
  const { checks } = await verify(db, await getDistrict(db, KEY), { tracks: 'all' });
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  await undoBatch(db, KEY, id!, 'tester', derive);
  expect(await derivedState(db, KEY)).toEqual(was);
  return is;
}

const WHERE = ['m main 500 1500', 'u main 0 2030', 'back main 1100 1900'];

it('keep their places where all is drawn 20 m aside under its keys', async () => {
  expect(await covered()).toEqual(WHERE);
  expect(await redrawn(rivers('aside', 20, ['a', 'A', A], ['o', 'A', O], ['u', 'U', U]))).toEqual(WHERE);
});

it('keep them whichever way the line is drawn, and where it is cut under its key and another', async () => {
  const turned = rivers('turned', 20, ['a', 'A', A.toReversed()], ['o', 'A', O], ['u', 'U', U.toReversed()]);
  expect(await redrawn(turned)).toEqual(['m main 500 1500', 'u main 0 2030', 'back main 130 930']);
  const cut = rivers('cut', 20, ['a', 'A', A.slice(0, 2)], ['a2', 'A', A.slice(1)], ['o', 'A', O], ['u', 'U', U]);
  expect(await redrawn(cut)).toEqual(WHERE);
});
