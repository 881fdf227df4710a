/** Survey rows whose measures go on past the drawn end: what is drawn of them has its ground, what is drawn later follows it and has its own. */
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

  it('goes on along its ground after redraws some millimetres longer, and a metre, aside', async () => {
    await record(1500, 2700);
    const was = await only();
    await redraw(DRAWN.map(([x, y], i) => [x + (i === 2 ? 0.005 : 0), y + 10]));
    await redraw(DRAWN.map(([x, y], i) => [x + (i === 2 ? 1.5 : 0), y + 5]));
    const { id } = await redraw([...DRAWN.slice(0, -1), [1900, 20], [2600, -20]]);
    const is = await only();
    expect([is.bank, is.length - is.to]).toEqual(['left', 0]);
    expect(is.to - is.from).toBeGreaterThan(was.to - was.from + 690_000);
    await undoBatch(db, KEY, id!, 'tester', derive);
    expect((await only()).bank).toBe('left');
  });

  it('of which little is drawn loses just that when the end is cut', async () => {
    const [{ length }] = await db.query<{ length: number }>('select length_mm::float8 as length from register.route');
    await record(length / 1000 - 30, 3100);
    const { issues } = await redraw([...DRAWN.slice(0, -1), [1860, 1.6]]);
    expect(issues.find(({ code }) => code === 'anchor_lost')?.original).toMatchObject({ survey: 1, lost_m: 30 });
    expect(await covered()).toEqual([]);
  });

  it('says what is drawn more than before, not since it was recorded', async () => {
    await record(1800, 2300);
    const more = async (east: number) => {
      const { issues } = await redraw([...DRAWN, [east, 0]]);
      const { original } = issues.find(({ field }) => field === 'survey 1')!;
      return (original as unknown as { drawn_now_m: number }).drawn_now_m;
    };
    expect(await more(1930)).toBeCloseTo(30, 0);
    expect(await more(1945)).toBeCloseTo(15, 0);
    expect(await more(2100)).toBeCloseTo(155, 0);
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

  it('goes on to its end when the river is drawn farther, exactly, and keeps that ground too', async () => {
    await record(500, 2300);
    const was = await only();
    const { issues } = await redraw(FARTHER);
    expect(issues.find(({ code }) => code === 'reanchored')?.reason_en).toContain(
      `, ${((2_300_000 - was.to) / 1000).toFixed(3)} m more of its measures are drawn now`,
    );
    const farther = await only();
    expect([farther.from, farther.to]).toEqual([500_000, 2_300_000]);
    await redraw(FARTHER.toReversed());
    expect(await apart(farther.wkt, (await only()).wkt)).toBeLessThan(FEW_M);
    // what was drawn of it later lies elsewhere: it keeps the first part, and nothing follows that once more
    const lost = await redraw([...DRAWN, [1900, 500], [1900, 900]]);
    expect(codes(lost.issues)).toContain('anchor_lost survey 1');
    const left = await only();
    expect(left.from).toBe(500_000);
    expect(left.to - was.to).toBeLessThan(60_000); // 50 m beside it
  });

  it('goes on where its ground ends, also on a river turned round', async () => {
    await record(500, 2300);
    const was = await only();
    await redraw(FARTHER.toReversed());
    const is = await only();
    expect(is.to - is.from).toBe(1_800_000);
    expect(is.length - is.to).toBeCloseTo(500_000, -2);
    const [{ inside }] = await db.query<{ inside: boolean }>(
      'select ST_Contains(ST_Buffer(ST_GeomFromText($1), 0.01), ST_GeomFromText($2)) as inside',
      [is.wkt, was.wkt],
    );
    expect(inside).toBe(true);
    await redraw(FARTHER);
    expect(await apart(is.wkt, (await only()).wkt)).toBeLessThan(FEW_M);
  });

  it('has what it had, to the millimetre, when the longer river is undone', async () => {
    await record(500, 2300);
    const was = await covered();
    const { id } = await redraw(FARTHER);
    await undoBatch(db, KEY, id!, 'tester', derive);
    expect(await covered()).toEqual(was);
    await only();
  });

  it.each([
    ['nothing', 2200],
    ['half a metre', undefined],
  ])('of which %s is drawn lies ahead of the end, wherever the line begins', async (_, from) => {
    const [{ length }] = await db.query<{ length: number }>('select length_mm::float8 as length from register.route');
    const start = from ?? length / 1000 - 0.5;
    await record(start, 2500);
    const was = await covered();
    expect(was.map(({ from, to }) => to - from)).toEqual(from ? [] : [500]);
    await redraw(FARTHER);
    const is = await only();
    expect([is.from, is.to]).toEqual([start * 1000, 2_500_000]);
    await redraw(FARTHER.toReversed());
    expect(await apart(is.wkt, (await only()).wkt)).toBeLessThan(FEW_M);
    await redraw(DRAWN);
    expect(await covered()).toEqual(was);
    await redraw([[-250, 0], ...FARTHER]); // begins farther upstream: the same ground
    expect(await apart(is.wkt, (await only()).wkt)).toBeLessThan(FEW_M);
    await redraw([[-250, 0], ...DRAWN]);
    expect((await covered()).map(({ to, from }) => Math.round((to - from) / 10))).toEqual(from ? [] : [50]);
    await redraw(FARTHER.toReversed());
    expect(await apart(is.wkt, (await only()).wkt)).toBeLessThan(FEW_M);
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

//  A ───────────────┐   an end that bends back beside itself, within the tolerance of 50 m
//          ─────────┘
describe('drawn later beside what was drawn before', () => {
  const HAIRPIN: Metres = [...DRAWN, [1900, 30], [1500, 30]];

  it.each([
    ['left to go', 3000],
    ['nothing left', 1930],
  ])('it goes with the longer line, with %s, undone or drawn back', async (_, to) => {
    await record(1800, to);
    const was = await only();
    const { id } = await redraw(HAIRPIN);
    const longer = await only();
    expect(longer.to).toBeGreaterThan(was.to);
    await undoBatch(db, KEY, id!, 'tester', derive);
    expect(await only()).toEqual(was);
    await redraw(HAIRPIN);
    expect(await only()).toEqual(longer);
    await redraw(DRAWN);
    expect(await only()).toEqual(was);
    // and it goes on another way that is drawn then
    await redraw([...DRAWN, [1900, -600]]);
    expect((await only()).to).toBe(longer.to < to * 1000 ? (await only()).length : to * 1000);
  });

  it('it is no ground of the shorter line drawn with other millimetres', async () => {
    await record(1800, 3000);
    const was = await only();
    await redraw(HAIRPIN);
    await redraw(DRAWN.map(([x, y]) => [x, y + 0.01]));
    const is = await only();
    expect([is.bank, Math.abs(is.from - was.from) < 5, Math.abs(is.to - was.to) < 5]).toEqual(['left', true, true]);
  });

  it.each([
    ['the line it was recorded on', undefined],
    ['one a little longer, another way', [1900, 35]],
  ] as const)('it is not known before it was drawn, and goes when it is undone, of %s', async (_, end) => {
    await record(1800, 3000);
    if (end) await redraw([...DRAWN, [...end]]);
    const before = await only();
    const [{ version }] = await db.query<{ version: number }>(
      'select version::float8 as version from register.district',
    );
    const lengths = async () => {
      const known = await loadKnown(db, KEY, { version });
      return coverageRows(known, { group: 'river' }).map(({ bank_covered_km }) => bank_covered_km);
    };
    const was = await lengths();
    const { id } = await redraw([...DRAWN, [1900, -600]]);
    expect(await lengths()).toEqual(was);
    await undoBatch(db, KEY, id!, 'tester', derive);
    expect(await only()).toEqual(before);
  });
});
