/** Survey rows of a line that is redrawn beside an arm of its river, and of one that comes back beside itself: each stays on its own. */
import { expect, it } from 'vitest';
import { catchUp } from '../../server/district/derive/catch-up.ts';
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

/** Of row m the ranges to the millimetre, and how much of them lies more than 3.5 m from the ground it was taken from, shifted so far north. */
async function placeOf(north: number) {
  const ranges = await db.query<{ role: string; from: number; to: number; bank: string }>(
    `select r.role, g.from_mm::float8 as from, g.to_mm::float8 as to, g.bank
       from register.surveyed_range g
       join register.survey_record s on s.district = g.district and s.id = g.record_id
       join register.route r on r.district = g.district and r.id = g.route_id
      where g.district = $1 and s.source_id = 'm' order by r.seq, g.from_mm`,
    [KEY],
  );
  const [{ aside }] = await db.query<{ aside: number }>(
    `select coalesce(sum(ST_Length(ST_Difference(ST_Force2D(ST_LocateBetween(r.line_m, g.from_mm, g.to_mm)),
                                                 ST_Buffer(ST_Translate(ST_Force2D(o.line_m), 0, $2), 3.5)))), 0) as aside
       from register.surveyed_range g
       join register.survey_record s on s.district = g.district and s.id = g.record_id
       join register.record_ground o on o.district = s.district and o.record_id = s.id and o.until is null
       join register.route r on r.district = g.district and r.id = g.route_id
      where g.district = $1 and s.source_id = 'm'`,
    [KEY, north],
  );
  return { ranges, aside };
}

const total = (ranges: readonly { from: number; to: number }[]) => ranges.reduce((sum, r) => sum + r.to - r.from, 0);

it.each([200, 450, 1000])(
  'stay to the millimetre where the line is cut at %d m, and where another river comes',
  async (x) => {
    const was = await derivedState(db, KEY);
    const cut: Metres =
      x < 1000
        ? [
            [0, 0],
            [x, 0],
            [1000, 0],
            [2000, 0],
          ]
        : A;
    const batches = [await load(db, rivers('aside', 20, ['a', 'A', cut], ['o', 'A', O]))];
    const aside = await placeOf(20);
    expect(aside.aside).toBe(0);
    const rest = rivers(`cut ${x}`, 20, ['a', 'A', cut.slice(0, 2)], ['d', 'A', cut.slice(1)]);
    batches.push(await load(db, rest));
    expect(await placeOf(20)).toEqual(aside);
    expect(batches[1].issues.map(({ code }) => code)).not.toContain('reanchored');
    batches.push(await load(db, rivers('far', 4000, ['z', 'Z', A])));
    expect(await placeOf(20)).toEqual(aside);
    const { checks } = await verify(db, await getDistrict(db, KEY), { tracks: 'all' });
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    for (const { id } of batches.reverse()) await undoBatch(db, KEY, id!, 'tester', derive);
    expect(await derivedState(db, KEY)).toEqual(was);
  },
);

//  ──a──┬──d──   the old key goes on along the arm, and the rest of the line has a new one
//        ╲──a
it.each([
  [2, -174],
  [2, -98],
  [8, -168],
])('stay where the line lies %d m beside, not with the key that goes along an arm', async (north, arm) => {
  const fork: Metres = [
    [0, 0],
    [1000, 0],
    [2000, arm - north],
  ];
  const { id } = await load(db, rivers(`fork ${north} ${arm}`, north, ['a', 'A', fork], ['d', 'A', A.slice(1)]));
  const { ranges, aside } = await placeOf(north);
  expect(aside).toBeLessThan(1);
  expect(Math.abs(total(ranges) - 1_000_000)).toBeLessThan(2000);
  await undoBatch(db, KEY, id!, 'tester', derive);
});

it('go with keys that are others now when these come, not with the next river', async () => {
  await load(db, rivers('aside by keys', 20, ['a', 'A', A], ['o', 'A', O]));
  const aside = await placeOf(20);
  await db.query(`update register.source_segment set source_id = source_id || '2' where district = $1`, [KEY]);
  await catchUp(db, KEY);
  const nearest = await placeOf(20);
  expect(nearest).not.toEqual(aside);
  await load(db, rivers('far again', 4000, ['z', 'Z', A]));
  expect(await placeOf(20)).toEqual(nearest);
});
