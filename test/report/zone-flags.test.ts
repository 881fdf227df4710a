/** Outfalls and protected zones on a day: what is flagged, what is clear, and what nobody can say. */
import { describe, expect, it } from 'vitest';
import { today } from '../../server/report/as-of.ts';
import { type FlagQuestion, type FlagRow, flagReport, zoneFlags } from '../../server/report/zone-flags.ts';
import { box, KEY, line, load, part, point, polygon } from '../district/small-district.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';

//  y 200        ┌ Z1 ┐ 1-level, 0 to 100, valid 2020 to 2023      river 淀浦河 along y = 0 from x = 0 to 3000
//               └────┘ in Z2, 2-level, always                     zones cross it
const RIVER = part('river', 'rivers', [{ key: 'R', name: '淀浦河' }, line([0, 0], [3000, 0])]);
const ZONES = part(
  'zones',
  'zones',
  [
    {
      key: 'Z1',
      name: '一级',
      kind: 'drinking_water',
      level: '1',
      valid_from: '2020-01-01',
      valid_to: '2023-12-31',
      layer_date: '2019-06-01',
    },
    polygon(box(1000, -50, 1200, 50)),
  ],
  [
    { key: 'Z2', kind: '饮用水水源保护区', level: '二级', valid_from: '2018-05-05' },
    polygon(box(800, -200, 1400, 200)),
  ],
  [{ kind: 'nature', valid_from: '2030-01-01' }, polygon(box(2000, -50, 2100, 50))],
);
const OUTFALLS = part(
  'outfalls',
  'outfalls',
  [{ source_id: 'in', code: 'C1', name: '口' }, point(1100, 10)],
  [{ source_id: 'up' }, point(500, 10)],
  [{ source_id: 'far' }, point(1600, 900)],
);

describe('outfalls in protected zones', async () => {
  const db = await emptiedDatabase(async (db) => {
    for (const each of [RIVER, OUTFALLS, ZONES]) await load(db, each);
    await db.query(`insert into register.outfall (district, id, source_id) values ($1, null, 'nowhere')`, [KEY]);
  });

  const ask = async (question: Partial<FlagQuestion>): Promise<FlagRow[]> => {
    const whole: FlagQuestion = { flag: 'drinking_water', asOf: '2022-06-30', ...question };
    const { rows } = await zoneFlags(db, KEY, whole);
    // whatever is asked here, the twin says the same
    const twin = await db.query('select * from atlas.outfall_flags($1, $2, $3::date, $4, $5)', [
      KEY,
      whole.flag,
      whole.asOf,
      whole.all ?? false,
      whole.level ?? null,
    ]);
    expect(twin).toEqual(rows);
    return rows;
  };
  const brief = (rows: FlagRow[]) =>
    rows.map(({ id, zone, level, relation, reason }) =>
      [id, zone, level, relation, ...(reason ? [reason] : [])].join(' '),
    );

  it('are one row per outfall, zone and relation, as scripts know it', async () => {
    const rows = await ask({});
    expect(brief(rows)).toEqual(['1 一级 1 inside', '1 一级 1 receiving', '1 Z2 2 inside', '1 Z2 2 receiving']);
    expect(Object.keys(rows[0]).slice(0, 9)).toEqual([
      'id',
      'code',
      'name',
      'zone',
      'level',
      'relation',
      'distance_m',
      'river_distance_m',
      'layer_date',
    ]);
    expect(rows[0]).toMatchObject({
      code: 'C1',
      name: '口',
      river_distance_m: 0,
      layer_date: '2019-06-01',
      kind: 'drinking_water',
    });
    expect(rows[0].distance_m).toBeCloseTo(-40, 0);
    expect(rows[0].layer_date_from).toBe('layer');
    expect(rows[2]).toMatchObject({ layer_date: '2018-05-05', layer_date_from: 'valid_from' });
    await db.query('update register.protected_zone set layer_date = null, valid_from = null');
    expect((await ask({}))[0].layer_date_from).toBe('import'); // nobody knows of when the boundary is
  });

  it('count zones from the first to the last day of their validity', async () => {
    const zonesOn = async (asOf: string) => new Set((await ask({ asOf })).map(({ zone }) => zone));
    expect(await zonesOn('2019-12-31')).toEqual(new Set(['Z2']));
    expect(await zonesOn('2020-01-01')).toEqual(new Set(['一级', 'Z2']));
    expect(await zonesOn('2023-12-31')).toEqual(new Set(['一级', 'Z2']));
    expect(await zonesOn('2024-01-01')).toEqual(new Set(['Z2']));
  });

  it('of one level are asked by its value', async () => {
    expect(brief(await ask({ level: '2' }))).toEqual(['1 Z2 2 inside', '1 Z2 2 receiving']);
    await expect(ask({ level: '3' })).rejects.toMatchObject({ code: 'level_unknown' });
  });

  it('with all: clear stands with the nearest zone and the way to it, and what is unknown is never clear', async () => {
    const rows = await ask({ all: true });
    expect(brief(rows).slice(4)).toEqual([
      '2 Z2 2 clear',
      '3 Z2 2 not_checked unlinked',
      '4   not_checked no_position',
    ]);
    const [clear, unlinked] = rows.slice(4);
    expect(clear.distance_m).toBeCloseTo(300, 0);
    expect(clear.river_down_m).toBeCloseTo(300, 0);
    expect(clear).toMatchObject({ river_up_m: null, river_distance_m: clear.river_down_m, layer_date: '2018-05-05' });
    expect(unlinked).toMatchObject({ river_distance_m: null, kind: 'drinking_water' });
  });

  it('with all: what touches a zone of unknown kind, or of unknown level where a level is asked, is never clear', async () => {
    const odd = (key: string, attributes: object) =>
      load(db, part(key, 'zones', [{ key, ...attributes }, polygon(box(400, -30, 600, 30))]));
    await odd('nameless', {});
    expect(brief(await ask({ all: true })).filter((row) => row.startsWith('2 '))).toEqual([
      '2 Z2 2 not_checked kind_unknown',
    ]);
    await odd('nameless', { kind: 'drinking_water', level: '一级/二级' });
    const rows = await ask({ all: true, level: '1' });
    expect(brief(rows).filter((row) => row.startsWith('2 '))).toEqual(['2 一级 1 not_checked level_unknown']);
  });

  it('with all: what is clear says what was not looked at', async () => {
    expect((await ask({ all: true })).find(({ id }) => id === 2)?.doubts).toBe('no_conduit');
    await load(db, part('conduit', 'conduits', [{ source_id: 'k', outfall: 'up' }, line([500, 10], [500, 20])]));
    expect((await ask({ all: true })).find(({ id }) => id === 2)?.doubts).toBeNull();
  });

  it('of a level that is valid no more are not checked, not clear', async () => {
    expect(brief(await ask({ all: true, level: '1', asOf: '2024-06-01' }))).toEqual(
      [1, 2, 3, 4].map((id) => `${id}   not_checked none_valid`),
    );
  });

  it('without a layer, or with none valid on the day, are not checked for every outfall', async () => {
    expect(await ask({ flag: 'special' })).toEqual([]);
    expect(brief(await ask({ flag: 'special', all: true }))).toEqual(
      [1, 2, 3, 4].map((id) => `${id}   not_checked layer_not_loaded`),
    );
    expect(brief(await ask({ flag: 'nature', all: true }))).toEqual(
      [1, 2, 3, 4].map((id) => `${id}   not_checked none_valid`),
    );
    expect((await ask({ flag: 'nature', all: true, asOf: '2030-01-01' })).map(({ relation }) => relation)).toContain(
      'clear',
    );
  });

  it('of all kinds say per kind what is missing', async () => {
    const rows = await ask({ flag: 'zones', all: true, asOf: '2024-06-01' });
    expect(rows.filter(({ id }) => id === 2).map(({ relation, kind, reason }) => [relation, kind, reason])).toEqual([
      ['clear', 'drinking_water', null],
      ['not_checked', 'nature', 'none_valid'],
      ['not_checked', 'special', 'layer_not_loaded'],
    ]);
  });

  it('of no zone at all are not checked for any kind', async () => {
    await db.query('delete from register.protected_zone');
    const rows = await ask({ flag: 'zones', all: true });
    expect(rows).toHaveLength(4 * 3);
    expect(new Set(rows.map(({ relation }) => relation))).toEqual(new Set(['not_checked']));
  });

  it('say in notes what they do not speak of', async () => {
    const broken = part('broken', 'zones', [
      { key: 'X', kind: 'drinking_water' },
      {
        type: 'Polygon',
        coordinates: [
          [
            [121, 31],
            [121.001, 31.001],
            [121, 31],
            [121, 31],
          ],
        ],
      },
    ]);
    expect(await load(db, broken)).toMatchObject({ rows_rejected: 1 });
    const { notes, missing } = await flagReport(db, KEY, { flag: 'zones', asOf: '2022-06-30' });
    expect(missing).toEqual(['nature', 'special']);
    expect(notes.join('\n')).toMatch(
      /nature.*\n.*special.*\n.*batch \d+.*rejected.*\n2 .*linked to no river.*\n4 .*no recorded conduit/s,
    );
  });

  it('say in a note that a conduit was kept out, until it comes in by its source_id', async () => {
    const notes = async () => (await flagReport(db, KEY, { flag: 'zones', asOf: '2022-06-30' })).notes.join('\n');
    const conduit = (geometry: ReturnType<typeof line> | null) =>
      [{ source_id: 'B', outfall: 'C1', kind: 'pipe' }, geometry] as [object, ReturnType<typeof line> | null];
    const whole: [object, ReturnType<typeof line>] = [{ source_id: 'A', outfall: 'C1' }, line([1100, 90], [1100, 10])];
    await load(db, part('conduits', 'conduits', whole, conduit(null)));
    expect(await notes()).toMatch(/batch \d+：1 条排污通道未能导入/);
    await load(db, part('mended', 'conduits', conduit(line([900, 90], [1100, 10]))));
    expect(await notes()).not.toContain('条排污通道未能导入');
  });

  it('stand at the recorded point on a map, those without one nowhere', async () => {
    const { rows, geometries } = await flagReport(db, KEY, { flag: 'drinking_water', asOf: '2022-06-30', all: true });
    const at = geometries!();
    expect(at).toHaveLength(rows.length);
    expect(at[0]).toMatchObject({ type: 'Point', coordinates: [expect.closeTo(121.0115, 3), expect.closeTo(31, 3)] });
    expect(at.at(-1)).toBeNull();
  });

  it('leave out records that were merged into another', async () => {
    await db.query(`update register.outfall set merged_into = 2 where source_id = 'in'`);
    expect(brief(await ask({ all: true })).filter((row) => row.startsWith('1 '))).toEqual([]);
  });

  it('are asked of today in the district, not of UTC', () => {
    const evening = new Date('2026-12-31T20:00:00Z');
    expect(today({ utcOffsetMinutes: 480 }, evening)).toBe('2027-01-01');
    expect(today({ utcOffsetMinutes: null }, evening)).toBe('2026-12-31');
  });

  it('refuse a day that is none', async () => {
    await expect(zoneFlags(db, KEY, { flag: 'zones', asOf: '2022-02-30' })).rejects.toMatchObject({
      code: 'date_invalid',
    });
  });
});
