/** Copies of one outing, thinned or cut otherwise and under other names and crews: one survey, whatever comes first or goes. */
import { describe, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { importRows } from '../../server/import/import.ts';
import type { BatchReport, SourceRow } from '../../server/import/request.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { correlatedNoise, seeded } from '../engine/coverage/random.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { at, KEY, line, load, part } from './small-district.ts';

interface Fix {
  x: number;
  y: number;
  ms: number;
}

//   R1 ══════════════════════════════ 3 km
const db = await emptiedDatabase((db) =>
  load(db, part('river', 'rivers', [{ key: 'R1', source_id: 's1' }, line([0, 0], [1200, 40], [3000, 0])])),
);

/** A boat at 2 m/s, a fix each 5 s, at 3 m of noise. */
function outing(seed: number, from = 100, to = 2600): Fix[] {
  const [dx, dy] = [correlatedNoise(seeded(seed), 3), correlatedNoise(seeded(seed + 1000), 3)];
  const count = Math.round((to - from) / 10);
  return Array.from({ length: count }, (_, i) => {
    const x = from + 10 * i;
    const y = x < 1200 ? x / 30 : (40 * (3000 - x)) / 1800;
    return { x: x + dx(), y: y + dy(), ms: Date.UTC(2023, 4, 1, 1, 0, 5 * i) };
  });
}

const every = (fixes: readonly Fix[], nth: number, from = 0) => fixes.filter((_, i) => i % nth === from);

function track(name: string, crew: string | null, fixes: readonly Fix[], digits = 9): SourceRow {
  return {
    row: 1,
    properties: { source_id: name, track: name, mode: 'above_water', crew },
    geometry: {
      type: 'LineString',
      coordinates: fixes.map(({ x, y }) => at(x, y).map((degrees) => Number(degrees.toFixed(digits)))),
    },
    times: Float64Array.from(fixes, ({ ms }) => ms),
  };
}

let imports = 0;
function take(...rows: SourceRow[]): Promise<BatchReport> {
  const request = { district: { key: KEY }, layer: 'tracks' as const, name: 'tracks', fingerprint: `${++imports}` };
  return importRows(db, { ...request, rows: rows.map((row, i) => ({ ...row, row: i + 1 })) }, { derive });
}

const undo = ({ id }: BatchReport) => undoBatch(db, KEY, id!, 'test', derive);

/** All that is counted, to the millimetre. */
async function ledger() {
  const [{ crews, ...row }] = await db.query<Record<'gap' | 'bridged' | 'once' | 'repeated', string> & Counted>(
    `select gap::text, bridged::text, once::text, repeated::text,
            (select sum(overlap_mm)::int from atlas.bank_states($1, 'above_water')) as overlap,
            (select array_agg(distinct coalesce(crew, '')) from register.surveyed_range) as crews
       from atlas.river_states($1, 'above_water')`,
    [KEY],
  );
  return { ...row, crews: crews ?? [] };
}

interface Counted {
  overlap: number;
  crews: string[] | null;
}

const codes = ({ issues }: BatchReport) => issues.map(({ code }) => code);

describe('two copies of an outing, each with other fixes left out', () => {
  const CREWS: [string | null, string | null][] = [
    ['一队', null],
    ['一队', '二队'],
    [null, '二队'],
  ];
  it.each(Array.from({ length: 9 }, (_, seed) => seed))(
    'cover together what each of them covers, once, in either order, and undone leave the other (%i)',
    async (seed) => {
      const random = seeded(seed + 77);
      const fixes = outing(seed);
      const thinned = () => {
        const share = 0.4 + 0.5 * random();
        return fixes.filter(() => random() < share);
      };
      const [crewA, crewB] = CREWS[seed % 3];
      const a = track('甲', crewA, thinned());
      const b = track('乙', crewB, thinned(), 6);
      const alone = async (row: SourceRow) => {
        const batch = await take(row);
        const seen = await ledger();
        await undo(batch);
        return seen;
      };
      const none = await ledger();
      const [onlyA, onlyB] = [await alone(a), await alone(b)];
      const together = [];
      for (const [first, second, left] of [
        [a, b, onlyB],
        [b, a, onlyA],
      ] as const) {
        const [one, other] = [await take(first), await take(second)];
        expect([codes(one), codes(other)]).toEqual([[], ['same_outing']]);
        const both = await ledger();
        together.push(both);
        await undo(one);
        expect(await ledger()).toEqual(left);
        await undo(other);
        expect(await ledger()).toEqual(none);
      }
      const inOne = await take(a, b);
      expect(codes(inOne)).toEqual(['same_outing']);
      together.push(await ledger());
      expect(together[1]).toEqual(together[0]);
      expect(together[2]).toEqual(together[0]);
      expect(together[0]).toMatchObject({ repeated: '{}', overlap: 0, crews: [expect.any(String)] });
      expect(await gapOf(onlyA.gap, onlyB.gap)).toBe(together[0].gap);
    },
  );

  async function gapOf(a: string, b: string): Promise<string> {
    const [{ gap }] = await db.query<{ gap: string }>('select ($1::int8multirange * $2::int8multirange)::text as gap', [
      a,
      b,
    ]);
    return gap;
  }

  it('count for the crew of the fuller one that names one, in the table of crews as in the ledger', async () => {
    const fixes = outing(1);
    await take(track('full', null, fixes));
    await take(track('half', '二队', every(fixes, 2)));
    await take(track('third', '一队', every(fixes, 3)));
    expect((await ledger()).crews).toEqual(['二队']);
    const rows = await db.query(
      `select key, covered_km > 2.4 as most from atlas.coverage_by($1, 'crew', 'district', 'above_water')`,
      [KEY],
    );
    expect(rows).toContainEqual({ key: '二队', most: true });
  });

  it('are one through a third that has fixes of both', async () => {
    const fixes = outing(2);
    await take(track('odd', '一队', every(fixes, 2, 1)));
    await take(track('even', '二队', every(fixes, 2)));
    expect((await ledger()).crews).toEqual(['一队', '二队']); // nothing tells
    const whole = await take(track('all', null, fixes.slice(1)));
    expect(await ledger()).toMatchObject({ repeated: '{}', overlap: 0 });
    expect(codes(whole)).toEqual(['same_outing', 'same_outing']);
    await undo(whole);
    expect((await ledger()).crews).toEqual(['一队', '二队']);
    expect((await ledger()).repeated).not.toBe('{}');
  });

  it('are one through copies of one crew, or of none', async () => {
    const fixes = outing(8);
    const [even, odd] = [every(fixes, 2), every(fixes, 2, 1)];
    const half = fixes[fixes.length >> 1].ms;
    const before = (fix: Fix) => fix.ms < half;
    await take(track('even', '一队', even));
    await take(track('odd', null, odd));
    expect((await ledger()).repeated).not.toBe('{}');
    await take(track('even then odd', null, [...even.filter(before), ...odd.filter((fix) => !before(fix))]));
    expect(await ledger()).toMatchObject({ repeated: '{}', overlap: 0, crews: ['一队'] });
  });

  it('cut at other places count each metre once', async () => {
    const fixes = outing(3);
    await take(track('first', '一队', fixes.slice(0, 160)));
    await take(track('last', '二队', fixes.slice(90)));
    expect(await ledger()).toMatchObject({ repeated: '{}', overlap: 0, bridged: '{}' });
    expect((await ledger()).gap).toMatch(/^\{\[0,\d+\),\[\d+,\d+\)\}$/); // before the outing and after it
  });

  it('stay one when crews are edited, by an import of the row again', async () => {
    const fixes = outing(4);
    const half = every(fixes, 2);
    await take(track('full', '一队', fixes));
    await take(track('half', null, half));
    const one = await ledger();
    expect(one.repeated).toBe('{}');
    await take(track('half', '二队', half));
    expect(await ledger()).toEqual(one);
    await take(track('full', '三队', fixes));
    expect(await ledger()).toEqual({ ...one, crews: ['三队'] });
  });
});

describe('two surveys of one day', () => {
  const twice = async () => (await ledger()).repeated !== '{}';

  it('stay two: boats one behind the other, abreast, or from one landing', async () => {
    const fixes = outing(5);
    const behind = fixes.map((fix, i) => ({
      ...fix,
      ms: fixes[Math.min(i + 3, fixes.length - 1)].ms + (i > fixes.length - 4 ? i * 5000 : 0),
    }));
    const abreast = fixes.map(({ x, y, ms }) => ({ x, y: y + 4, ms }));
    const landing = fixes.map((fix, i) => (i < 40 ? fix : { ...fix, y: fix.y - 4 }));
    for (const other of [behind, abreast, landing]) {
      const batches = [await take(track('one', '一队', fixes)), await take(track('other', '二队', other))];
      expect([await twice(), batches.flatMap(codes)]).toEqual([true, []]);
      for (const batch of batches.toReversed()) await undo(batch);
    }
  });

  it('stay two where lines were drawn, without times or with one time for all', async () => {
    const fixes = outing(6);
    const drawn = (name: string, crew: string, times: boolean): SourceRow => {
      const row = track(
        name,
        crew,
        fixes.filter((_, i) => i % (name === 'a' ? 7 : 5) === 0),
      );
      const { times: recorded, ...rest } = row;
      return times
        ? { ...rest, times: recorded!.fill(Date.UTC(2023, 4, 1)) }
        : { ...rest, properties: { ...row.properties, date: '2023-05-01' } };
    };
    for (const times of [false, true]) {
      const batches = [await take(drawn('a', '一队', times)), await take(drawn('b', '二队', times))];
      expect([await twice(), batches.flatMap(codes)]).toEqual([true, []]);
      for (const batch of batches.toReversed()) await undo(batch);
    }
  });

  it('of one track each, above and under water, are two', async () => {
    const fixes = outing(7);
    await take(track('above', '一队', fixes));
    const under = track('under', '二队', every(fixes, 2));
    const report = await take({ ...under, properties: { ...under.properties, mode: 'under_water' } });
    expect(codes(report)).toEqual([]);
    const modes = await db.query('select distinct mode, crew from register.surveyed_range order by 1');
    expect(modes).toEqual([
      { mode: 'above_water', crew: '一队' },
      { mode: 'under_water', crew: '二队' },
    ]);
  });
});
