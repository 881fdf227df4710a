/** Survey rows whose measures go on past the drawn end: what was drawn of them is their ground, what is drawn later is a gap. */
import { afterEach, describe, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { getDistrict } from '../../server/district/district.ts';
import { loadKnown } from '../../server/district/known/load-known.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { verify } from '../../server/report/verify.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { KEY, line, load, part } from './small-district.ts';

type Metres = [number, number][];
const DRAWN: Metres = [
  [0, 0],
  [900, 40],
  [1900, 0],
];
const TURNED = DRAWN.toReversed();
const FARTHER: Metres = [...DRAWN, [2400, -60], [2800, 0]];
/** Rounding of the ends of a ground line and of measures to whole millimetres. */
const FEW_M = 0.003;

const db = await emptiedDatabase((db) =>
  load(db, part('drawn', 'rivers', [{ key: 'R1', source_id: 's1', name: '河R1' }, line(...DRAWN)])),
);

let drawn = 0;
const redraw = (metres: Metres) =>
  load(db, part(`drawn ${++drawn}`, 'rivers', [{ key: 'R1', source_id: 's1', name: '河R1' }, line(...metres)]));
const record = (from_m: number, to_m: number, more: object = {}) =>
  load(
    db,
    part('records', 'surveys', [
      { source_id: 'v1', river: 'R1', from_m, to_m, mode: 'above_water', bank: 'left', date: '2023-06-01', ...more },
      null,
    ]),
  );

interface Covered {
  bank: string;
  from: number;
  to: number;
  length: number;
  /** Where it lies in the plane, as PostGIS cuts it out of the route. */
  wkt: string;
}

const covered = () =>
  db.query<Covered>(
    `select g.bank, g.from_mm::float8 as "from", g.to_mm::float8 as "to", r.length_mm::float8 as length,
            ST_AsText(ST_Force2D(ST_GeometryN(ST_LocateBetween(r.line_m, g.from_mm, g.to_mm), 1))) as wkt
       from register.surveyed_range g join register.route r on r.district = g.district and r.id = g.route_id
      where g.record_id is not null order by g.route_id, g.from_mm`,
  );

/** How far two lines are apart at most, metres. */
async function apart(one: string, other: string): Promise<number> {
  const [{ m }] = await db.query<{ m: number }>(
    'select ST_HausdorffDistance(ST_GeomFromText($1), ST_GeomFromText($2)) as m',
    [one, other],
  );
  return m;
}

async function only(): Promise<Covered> {
  const rows = await covered();
  expect(rows).toHaveLength(1);
  return rows[0];
}

afterEach(async () => {
  const { checks } = await verify(db, await getDistrict(db, KEY), { tracks: 'all' });
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
});

const codes = (issues: readonly { code: string; field: string | null }[]) =>
  issues.map(({ code, field }) => `${code} ${field}`);

describe('a survey row that ends past the drawn river', () => {
  it.each([
    ['a millimetre', 0.001],
    ['a hundred metres', 100],
  ])('by %s keeps its ground when the river is turned round', async (_, past) => {
    const [{ length }] = await db.query<{ length: number }>('select length_mm::float8 as length from register.route');
    await record(500, length / 1000 + past);
    const was = await only();
    expect([was.from, was.to]).toEqual([500_000, length]);
    const { issues } = await redraw(TURNED);
    expect(codes(issues)).toContain('reanchored survey 1');
    const is = await only();
    expect(await apart(was.wkt, is.wkt)).toBeLessThan(FEW_M);
    expect([is.bank, is.from]).toEqual(['right', 0]);
  });

  it('keeps its ground when the start is cut off or lengthened', async () => {
    await record(500, 2000);
    const was = await only();
    await redraw([[1.3, 0.06], ...DRAWN.slice(1)]);
    expect(await apart(was.wkt, (await only()).wkt)).toBeLessThan(FEW_M);
    await redraw([[-400, 0], ...DRAWN]);
    const is = await only();
    expect(await apart(was.wkt, is.wkt)).toBeLessThan(FEW_M);
    expect(is.to).toBe(is.length);
  });

  it('of which little is drawn loses just that when the end is cut', async () => {
    const [{ length }] = await db.query<{ length: number }>('select length_mm::float8 as length from register.route');
    await record(length / 1000 - 30, 3100);
    const { issues } = await redraw([...DRAWN.slice(0, -1), [1860, 1.6]]);
    expect(issues.find(({ code }) => code === 'anchor_lost')?.original).toMatchObject({ survey: 1, lost_m: 30 });
    expect(await covered()).toEqual([]);
  });

  it('is as it was, to the millimetre, when a longer line is undone that followed lines of other millimetres', async () => {
    await record(1400, 2900);
    await redraw([...DRAWN, [1940, 0]]);
    await redraw([...DRAWN.toReversed().map(([x, y]): [number, number] => [x, y + 40])]);
    const was = await only();
    const { id } = await redraw([...FARTHER.toReversed().map(([x, y]): [number, number] => [x, y + 12])]);
    expect(await only()).not.toEqual(was);
    await undoBatch(db, KEY, id!, 'tester', derive);
    expect(await only()).toEqual(was);
  });

  it('loses it, and says so, when the river goes elsewhere', async () => {
    await record(500, 2000);
    const { issues } = await redraw(DRAWN.map(([x, y]) => [x, y + 400]));
    expect(codes(issues)).toContain('anchor_lost survey 1');
    expect(await covered()).toEqual([]);
  });

  it('has what it had, to the millimetre, when the longer river is undone', async () => {
    await record(500, 2300);
    const was = await covered();
    const { id } = await redraw(FARTHER);
    await undoBatch(db, KEY, id!, 'tester', derive);
    expect(await covered()).toEqual(was);
    await only();
  });

  it('covers what it covered when the river is drawn farther, whichever way', async () => {
    await record(500, 2300);
    const was = await only();
    await redraw(FARTHER);
    expect(await apart(was.wkt, (await only()).wkt)).toBeLessThan(FEW_M);
    await redraw(FARTHER.toReversed());
    expect(await apart(was.wkt, (await only()).wkt)).toBeLessThan(FEW_M);
    await redraw(DRAWN);
    expect(await only()).toEqual(was);
  });

  it('keeps its ground when an arm makes another line the main one', async () => {
    await record(500, 1500);
    await redraw(FARTHER);
    const was = await covered();
    const { issues } = await load(
      db,
      part('arm', 'rivers', [{ key: 'R1', source_id: 's2', name: '河R1' }, line([-700, 2400], [900, 900], [900, 40])]),
    );
    expect(codes(issues)).not.toContain('anchor_lost survey 1');
    const is = await covered();
    const length = (rows: readonly Covered[]) => rows.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(Math.abs(length(is) - length(was))).toBeLessThan(5);
  });

  it('is as it was when the first line, drawn once more by mistake, and all after it are undone', async () => {
    await record(1500, 2900);
    const rows = [await covered()];
    const winding: Metres = [...DRAWN, [2000, 40], [2100, -40], [2200, 40], [2300, -40], [2400, 0]];
    const batches: number[] = [];
    for (const metres of [winding, [...DRAWN, [3400, 0]] as Metres, DRAWN]) {
      batches.push((await redraw(metres)).id!);
      rows.push(await covered());
    }
    expect(rows[3]).toEqual(rows[0]);
    for (const batch of batches.toReversed()) {
      rows.pop();
      await undoBatch(db, KEY, batch, 'tester', derive);
      expect(await covered()).toEqual(rows.at(-1));
    }
  });

  it('that begins past it waits until the river is drawn so far, and again when that is undone', async () => {
    await record(2200, 2500);
    expect(await covered()).toEqual([]);
    const { id } = await redraw(FARTHER);
    const is = await only();
    expect([is.from, is.to]).toEqual([2_200_000, 2_500_000]);
    const known = async (version: number) =>
      coverageRows(await loadKnown(db, KEY, { version }), { group: 'river' }).map((row) => row.bank_covered_km);
    // and what is drawn aside after that is held against the ground of then, also when all of it is undone
    const aside = await redraw(FARTHER.map(([x, y], i) => [x, i < 3 ? y : y + 35]));
    const { version } = await getDistrict(db, KEY);
    const then = await known(version);
    await undoBatch(db, KEY, aside.id!, 'tester', derive);
    await undoBatch(db, KEY, id!, 'tester', derive);
    expect(await covered()).toEqual([]);
    expect(await known(version)).toEqual(then);
    const undone = (await getDistrict(db, KEY)).version;
    // another way is another ground
    await redraw([...DRAWN, [1900, -900]]);
    expect((await only()).wkt).not.toBe(is.wkt);
    expect((await known(undone)).every((km) => km === 0)).toBe(true);
  });

  it('on a closed river has gone round: nothing follows where it is drawn open', async () => {
    const ring: Metres = [
      [0, 0],
      [600, 0],
      [600, 400],
      [0, 400],
      [0, 0],
    ];
    await redraw(ring);
    const [{ length }] = await db.query<{ length: number }>('select length_mm::float8 as length from register.route');
    await record(length / 1000 - 100, length / 1000 + 500);
    const was = await only();
    await redraw([...ring.slice(0, -1), [0, 30]]);
    expect((await only()).from).toBeCloseTo(was.from, -1);
    await redraw(ring);
    expect(await only()).toEqual(was);
  });
});

//   ═══════●          ●═══════   measures over both parts say nothing until a line joins them
describe('a survey row of a river in two parts', () => {
  it('covers nothing before they are joined, and when that is undone', async () => {
    const parts = (...more: Metres) =>
      load(db, part('parts', 'rivers', [{ key: 'R1', source_id: 's3', name: '河R1' }, line(...more)]));
    await parts([2300, 0], [3300, 0]);
    await record(200, 2600);
    expect(await covered()).toEqual([]);
    const { id } = await redraw([...DRAWN, [2300, 0]]);
    expect((await covered()).length).toBeGreaterThan(0);
    await undoBatch(db, KEY, id!, 'tester', derive);
    expect(await covered()).toEqual([]);
  });

  // two lines join them, by batches undone in the order in which they came: the ground taken by the first is taken anew by the second
  it.each([['one'], ['whole']])('covers nothing when both of two joins are undone: %s gap', async (gap) => {
    const batch = (name: string, ...metres: Metres) =>
      load(db, part(name, 'rivers', [{ key: 'R1', source_id: name, name: '河R1' }, line(...metres)]));
    await batch('far', [2300, 0], [3300, 0]);
    if (gap === 'whole') await batch('farther', [3800, 0], [4800, 0]);
    await record(200, 2600);
    const before = await covered();
    expect(before).toEqual([]);
    const joins = [await batch('join', [1900, 0], [2300, 0]), await batch('second', [1900, 0], [2100, 20], [2300, 0])];
    const last = gap === 'whole' ? [await batch('last', [3300, 0], [3800, 0])] : [];
    const was = await covered();
    expect(was.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(2_400_000);
    await undoBatch(db, KEY, joins[0].id!, 'tester', derive);
    expect((await covered()).reduce((sum, { from, to }) => sum + to - from, 0)).toBeGreaterThan(2_390_000);
    const { version } = await getDistrict(db, KEY);
    const then = coverageRows(await loadKnown(db, KEY, { version }), { group: 'river' });
    await undoBatch(db, KEY, joins[1].id!, 'tester', derive);
    expect(await covered()).toEqual(before);
    expect(coverageRows(await loadKnown(db, KEY, { version }), { group: 'river' })).toEqual(then);
    for (const { id } of last) await undoBatch(db, KEY, id!, 'tester', derive);
    expect(await covered()).toEqual(before);
  });

  it('keeps its ground where one of two joins is undone that it does not lie on', async () => {
    const batch = (name: string, ...metres: Metres) =>
      load(db, part(name, 'rivers', [{ key: 'R1', source_id: name, name: '河R1' }, line(...metres)]));
    await batch('far', [2300, 0], [3300, 0]);
    await record(200, 2600);
    await batch('join', [1900, 0], [2300, 0]);
    const was = await only();
    const { id } = await batch('longer way', [1900, 0], [2100, 200], [2300, 0]);
    await undoBatch(db, KEY, id!, 'tester', derive);
    expect(await only()).toEqual(was);
  });

  it('is told where an undo places it elsewhere', async () => {
    await record(2100, 2500);
    const { id } = await load(
      db,
      part('on', 'rivers', [{ key: 'R1', source_id: 'on', name: '河R1' }, line([1900, 0], [2900, 0])]),
    );
    const was = await only();
    await redraw([...DRAWN, [1900, -900]]); // two ways on: the longer one, 1000 m, stays the main one
    const { issues } = await undoBatch(db, KEY, id!, 'tester', derive);
    const is = await only();
    expect(is.wkt).not.toBe(was.wkt);
    expect(codes(issues).filter((code) => code.endsWith('survey 1'))).toHaveLength(1);
  });
});

//        ╱ branch        a line mended 10 m aside past the mouth of a branch: the old line touches the branch in one point
//   ════●═════  before
//   ══════════  now
describe('a survey row past the mouth of a branch', () => {
  it.each([
    ['across it', [900, 640]],
    ['at a flat angle', [1500, 160]],
  ] as const)('stays on the main line that is mended aside, the branch %s', async (_, end) => {
    await load(db, part('branch', 'rivers', [{ key: 'R1', source_id: 's4', name: '河R1' }, line([900, 40], [...end])]));
    await record(500, 1500);
    const was = await only();
    await redraw(DRAWN.map(([x, y]) => [x, y - 10]));
    const is = await only();
    expect(Math.abs(is.to - is.from - 1_000_000)).toBeLessThan(1000);
    expect(await apart(was.wkt, is.wkt)).toBeLessThan(10.5);
  });
});

//           ╱ arm          a line mended by a few metres, and an arm that now leaves it there: each keeps to what was surveyed
//   ══════●══════
describe('survey rows beside an arm that is mended or drawn anew', () => {
  const ARM: Metres = [
    [900, 40],
    [1300, 150],
    [1600, 340],
  ];
  const shifted = (metres: Metres, by: number): Metres => metres.map(([x, y]) => [x + by, y + by]);
  const arm = (metres: Metres) =>
    part(`arm ${++drawn}`, 'rivers', [{ key: 'R1', source_id: 's5', name: '河R1' }, line(...metres)]);

  it('keep the whole arm when both lines are shifted by two metres', async () => {
    await load(db, arm(ARM));
    await load(
      db,
      part('whole', 'surveys', [
        { source_id: 'w1', river: 'R1', mode: 'under_water', bank: 'left', date: '2023-06-01' },
        null,
      ]),
    );
    const length = async () => (await covered()).reduce((sum, { from, to }) => sum + to - from, 0);
    const was = await length();
    await load(
      db,
      part(
        'both',
        'rivers',
        [{ key: 'R1', source_id: 's1', name: '河R1' }, line(...shifted(DRAWN, 2))],
        [{ key: 'R1', source_id: 's5', name: '河R1' }, line(...shifted(ARM, 2))],
      ),
    );
    expect(was - (await length())).toBeLessThan(10_000); // at four ends
  });

  it.each([
    ['steep', [1400, 110]],
    ['flat', [1800, 73]],
  ] as const)('stay on the line, not on an arm that is drawn with the mend, %s', async (_, bend) => {
    await redraw([
      [0, 0],
      [2000, 0],
    ]);
    await record(500, 1500);
    const was = await only();
    await load(
      db,
      part(
        'mended',
        'rivers',
        [{ key: 'R1', source_id: 's1', name: '河R1' }, line([0, 0], [1000, 3], [2000, 0])],
        [{ key: 'R1', source_id: 's5', name: '河R1' }, line([1000, 3], [...bend], [2900, 700])],
      ),
    );
    const is = await covered();
    for (const { wkt } of is) {
      const [{ m }] = await db.query<{ m: number }>(
        'select max(ST_Distance(p.geom, ST_GeomFromText($2))) as m from ST_DumpPoints(ST_GeomFromText($1)) as p',
        [wkt, was.wkt],
      );
      expect(m).toBeLessThan(3.1);
    }
    expect(Math.abs(is.reduce((sum, { from, to }) => sum + to - from, 0) - 1_000_000)).toBeLessThan(100);
  });
});
