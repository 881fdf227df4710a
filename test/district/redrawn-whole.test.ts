/** A record of a whole river is of the river as it was drawn when it came in: what is drawn later was not surveyed then. */
import { describe, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { getDistrict } from '../../server/district/district.ts';
import type { Issue } from '../../server/import/issues.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { verify } from '../../server/report/verify.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { derivedState } from './derived-state.ts';
import { KEY, line, load, loadAll, type Part, part } from './small-district.ts';

type Metres = [number, number][];

type Drawn = [key: string, source: string, metres: Metres];

const rivers = (name: string, ...drawn: Drawn[]): Part => part(name, 'rivers', ...drawn.map(rowOf));

function rowOf([key, source_id, metres]: Drawn): [object, ReturnType<typeof line>] {
  return [{ key, source_id, name: `河${key}` }, line(...metres)];
}

const A: Metres = [
  [0, 0],
  [700, 0],
  [1500, 0],
];
const B: Metres = [
  [0, 900],
  [1500, 900],
];
const round10 = (metres: number) => Math.round(metres / 10) * 10;
const survey = (date: string) => ({ source_id: 'w', river: 'A', bank: 'left', mode: 'under_water', date });
const STEPS = [
  rivers('rivers', ['A', 'a', A], ['B', 'b', B]),
  part('surveys', 'surveys', [survey('2023-06-03'), null]),
];

describe('a record of a whole river', async () => {
  const db = await emptiedDatabase(async (db) => {
    await loadAll(db, STEPS);
  });
  const undo = (batch: number | null) => undoBatch(db, KEY, batch!, 'tester', derive);
  /** To 10 m, as drawn: degrees of the test and metres on the ellipsoid differ by a metre in 750. */
  const covered = () =>
    db.query<{ river: string; bank: string; from: number; to: number }>(
      `select v.key as river, g.bank, (round(g.from_mm / 10000.0) * 10)::int as "from", (round(g.to_mm / 10000.0) * 10)::int as "to"
         from register.surveyed_range g
         join register.route r on r.district = g.district and r.id = g.route_id
         join register.river v on v.district = r.district and v.id = r.river_id
        where g.district = $1 and g.record_id is not null order by 1, 3`,
      [KEY],
    );
  const told = (issues: readonly Issue[]) =>
    issues.map(({ code, field, original }) => {
      const { lost_m = 0, not_surveyed_m = 0 } = (original ?? {}) as Record<string, number>;
      return `${code} ${field}: ${round10(lost_m)} lost, ${round10(not_surveyed_m)} not surveyed`;
    });
  const whole = [{ river: 'A', bank: 'left', from: 0, to: 1500 }];

  /** Draws, looks, checks the SQL twin, and takes it back to the millimetre. */
  async function redrawn(drawn: Part) {
    const was = await derivedState(db, KEY);
    const { id, issues } = await load(db, drawn);
    const is = await covered();
    const { checks } = await verify(db, await getDistrict(db, KEY), { tracks: 'all' });
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    const undone = await undo(id);
    expect(await derivedState(db, KEY)).toEqual(was);
    return { said: told(issues), is, undone: told(undone.issues) };
  }

  it('does not count what a longer line adds, at the end or at the beginning', async () => {
    expect(await covered()).toEqual(whole);
    expect(await redrawn(rivers('longer', ['A', 'a', [...A, [2000, 0]]]))).toEqual({
      said: ['reanchored survey 1: 0 lost, 500 not surveyed'],
      is: whole,
      undone: [],
    });
    expect(await redrawn(rivers('earlier', ['A', 'a', [[-500, 0], ...A]]))).toEqual({
      said: ['reanchored survey 1: 0 lost, 500 not surveyed'],
      is: [{ river: 'A', bank: 'left', from: 500, to: 2000 }],
      undone: ['reanchored survey 1: 0 lost, 0 not surveyed'],
    });
  });

  it('does not count a line that the river gets beside its own', async () => {
    expect(
      await redrawn(
        rivers('branch', [
          'A',
          'a2',
          [
            [700, 0],
            [700, 400],
          ],
        ]),
      ),
    ).toMatchObject({
      said: ['reanchored survey 1: 0 lost, 400 not surveyed'],
      is: whole,
    });
  });

  it('loses what another river has now, by its length', async () => {
    const split = rivers(
      'split',
      [
        'A',
        'a',
        [
          [0, 0],
          [750, 0],
        ],
      ],
      [
        'A2',
        'a2',
        [
          [750, 0],
          [1500, 0],
        ],
      ],
    );
    expect(await redrawn(split)).toEqual({
      said: ['anchor_lost survey 1: 750 lost, 0 not surveyed'],
      is: [{ river: 'A', bank: 'left', from: 0, to: 750 }],
      undone: ['reanchored survey 1: 0 lost, 0 not surveyed'],
    });
    expect(await redrawn(rivers('swapped', ['A', 'a', B], ['B', 'b', A]))).toEqual({
      said: ['anchor_lost survey 1: 1500 lost, 1500 not surveyed'],
      is: [],
      undone: ['reanchored survey 1: 0 lost, 0 not surveyed'],
    });
  });

  it('changes its bank on a line drawn the other way round', async () => {
    const { said, is } = await redrawn(rivers('round', ['A', 'a', A.toReversed()]));
    expect(said).toEqual(['reanchored survey 1: 0 lost, 0 not surveyed']);
    expect(is).toEqual([{ river: 'A', bank: 'right', from: 0, to: 1500 }]);
  });

  it('says nothing where another river is redrawn', async () => {
    const { said, is } = await redrawn(rivers('other', ['B', 'b', [...B, [2000, 900]]]));
    expect([said, is]).toEqual([[], whole]);
  });

  it('gets its ground before the river changes where the register is from before grounds were kept', async () => {
    await db.run('delete from register.record_ground; delete from register.record_anchor');
    const { id, issues } = await load(db, rivers('longer', ['A', 'a', [...A, [2000, 0]]]));
    expect(told(issues)).toEqual(['reanchored survey 1: 0 lost, 500 not surveyed']);
    expect(await covered()).toEqual(whole);
    await undo(id);
    expect(await covered()).toEqual(whole);
  });

  it('of another day is of the river as drawn then; taken back it has its own ground again', async () => {
    await load(db, rivers('longer', ['A', 'a', [...A, [2000, 0]]]));
    const { id, issues } = await load(db, part('again', 'surveys', [survey('2024-06-03'), null]));
    expect([issues, await covered()]).toEqual([[], [{ river: 'A', bank: 'left', from: 0, to: 2000 }]]);
    await undo(id);
    expect(await covered()).toEqual(whole);
    const crew = { ...survey('2023-06-03'), crew: 'x' };
    await load(db, part('crew', 'surveys', [crew, null]));
    expect(await covered()).toEqual(whole); // who it was adds no water
  });

  //  ────────  two lines of one river 30 m apart: drawn 20 m aside, each comes nearest to where the other was
  //  ────────
  it.each([
    ['the same way', false],
    ['the other way', true],
  ])('keeps both of two lines side by side that are drawn aside, the second %s', async (_, turned) => {
    const drawn = (north: number, more = 0): Drawn[] => {
      const second: Metres = [
        [more, 30 + north],
        [1500 - more, 30 + north],
      ];
      return [
        ['C', 'c1', A.map(([x, y]) => [x, y + north - 300])],
        ['C', 'c2', (turned ? second.toReversed() : second).map(([x, y]) => [x, y - 300])],
      ];
    };
    for (const more of [0, 10]) {
      const lines = await load(db, rivers(`twins ${more}`, ...drawn(0, more)));
      const row = await load(
        db,
        part(`twins surveyed ${more}`, 'surveys', [{ ...survey('2023-06-09'), source_id: 'c', river: 'C' }, null]),
      );
      const was = (await covered()).filter(({ river }) => river === 'C');
      expect(was).toHaveLength(2);
      const { is, said } = await redrawn(rivers(`twins aside ${more}`, ...drawn(20, more)));
      expect(is.filter(({ river }) => river === 'C')).toEqual(was);
      expect(said.filter((each) => / [1-9]\d* (lost|not surveyed)/.test(each))).toEqual([]);
      await undo(row.id);
      await undo(lines.id);
    }
  });
});
