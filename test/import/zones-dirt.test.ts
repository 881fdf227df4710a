/** Zones as they come: each fault has an issue or an explicit answer, and no outfall becomes clear by it. */
import { describe, expect, it } from 'vitest';
import type { SourceRow } from '../../server/import/request.ts';
import { ZONE_KIND } from '../../server/import/values.ts';
import { outfallFlags } from '../../server/report/dossier/outfall-flags.ts';
import { drinkingWater } from '../../server/report/drinking-water/drinking-water.ts';
import { flagReport, zoneFlags } from '../../server/report/zone-flags.ts';
import { at, box, KEY, line, load, part, point, polygon } from '../district/small-district.ts';
import { seeded } from '../engine/coverage/random.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';

type Geometry = SourceRow['geometry'];

describe('a zone', async () => {
  const db = await emptiedDatabase(async (db) => {
    await load(db, part('river', 'rivers', [{ key: 'R', name: '淀浦河' }, line([0, 0], [1000, 0])]));
    await load(db, part('outfall', 'outfalls', [{ source_id: 'o' }, point(300, 20)]));
  });

  const zone = (geometry: Geometry, more: object = {}) =>
    load(db, part('zone', 'zones', [{ key: 'Z', kind: 'drinking_water', ...more }, geometry]));
  const answer = async () => {
    const { rows } = await zoneFlags(db, KEY, { flag: 'drinking_water', asOf: '2022-01-01', all: true });
    return rows.map(({ relation, reason }) => (reason ? `${relation} ${reason}` : relation));
  };
  /** With what is doubtful of each; the twin says the same. */
  const doubts = async () => {
    const { rows } = await zoneFlags(db, KEY, { flag: 'drinking_water', asOf: '2022-01-01', all: true });
    const twin = await db.query(
      `select id, relation, doubts from atlas.outfall_flags($1, 'drinking_water', '2022-01-01', true)`,
      [KEY],
    );
    const said = rows.filter(({ relation }) => relation !== 'edge' && relation !== 'receiving');
    expect(twin).toEqual(rows.map(({ id, relation, doubts }) => ({ id, relation, doubts })));
    return said.map(({ relation, doubts }) => (doubts ? `${relation} ${doubts}` : relation));
  };
  const ring = (...metres: [number, number][]): Geometry => ({
    type: 'Polygon',
    coordinates: [metres.map(([x, y]) => at(x, y))],
  });

  it('whose rings run the wrong way, hole and all, holds what it holds', async () => {
    const reversed = polygon(box(200, 10, 400, 100).reverse(), box(350, 20, 380, 60));
    expect((await zone(reversed)).issues_by_code).toEqual({});
    expect(await answer()).toEqual(['inside']);
  });

  it('that crosses itself is repaired with a warning, and its halves hold what they hold', async () => {
    const bow = ring([200, 10], [400, 100], [400, 10], [200, 100], [200, 10]);
    expect((await zone(bow)).issues_by_code).toEqual({ polygon_repaired: 1 });
    await load(
      db,
      part(
        'others',
        'outfalls',
        [{ source_id: 'h', status: 'confirmed' }, point(215, 50)],
        [{ source_id: 'f' }, point(900, 20)],
      ),
    );
    // (300, 20) lies under the knot: whether the line was meant to leave it out nobody knows
    expect(await doubts()).toEqual(['clear no_conduit zone_repaired', 'inside zone_repaired', 'clear no_conduit']);
    const cards = await Promise.all(
      [1, 2, 3].map((id) => outfallFlags(db, KEY, id, { asOf: '2022-01-01', reveal: false })),
    );
    expect(cards.map(([{ state, doubts }]) => [state, ...doubts].join(' '))).toEqual([
      'clear no_conduit zone_repaired',
      'touches zone_repaired',
      'clear no_conduit',
    ]);
    const report = await drinkingWater(db, KEY, { asOf: '2022-01-01' });
    expect(report.notes.join()).toMatch(/1 个保护区的边界自相交.*的 2 个排污口/);
    expect(report.rows.map(({ id, proposal }) => [id, proposal])).toEqual([[2, 'authority_decides']]);
    await zone(polygon(box(200, 10, 400, 100)));
    expect(await doubts()).toEqual(['inside', 'inside', 'clear no_conduit']);
  });

  it('whose line winds round a part twice, or whose hole or parts overlap, holds all of it', async () => {
    const at = (...places: [number, number][]) => places.map(([x, y]): [number, number] => [200 + 20 * x, 10 + 9 * y]);
    // the line comes back through itself: (4.5, 6) is within both turns
    const loop = at([0, 0], [10, 0], [10, 10], [0, 10], [0, 5], [6, 5], [6, 7], [3, 7], [3, 2], [0, 2]);
    await load(db, part('twice', 'outfalls', [{ source_id: 'w' }, point(290, 64)]));
    expect((await zone(polygon(loop))).issues_by_code).toEqual({ polygon_repaired: 1 });
    expect(await doubts()).toEqual(['inside zone_repaired', 'inside zone_repaired']);
    const [half, rest] = [at([0, 0], [5, 0], [5, 10], [0, 10]), at([4, 5], [10, 5], [10, 10], [4, 10])];
    const parts = { type: 'MultiPolygon', coordinates: [half, rest].map((ring) => polygon(ring).coordinates) };
    expect((await zone(parts)).issues_by_code).toEqual({ polygon_repaired: 1 });
    expect(await doubts()).toContain('inside zone_repaired');
    const [{ area }] = await db.query<{ area: number }>('select st_area(geom_m) as area from register.protected_zone');
    expect(area / (20 * 9)).toBeCloseTo(50 + 30 - 5, 0);
  });

  it('whose hole touches its outline between two corners is taken, on whole millimetres, as large as it was', async () => {
    const random = seeded(5);
    const shapes = Array.from({ length: 60 }, (): [number, number][][] => {
      const turn = 2 * Math.PI * random();
      const [x, y] = [1000 * random(), 1000 * random()];
      const placed = (...ring: [number, number][]) =>
        ring.map(([a, b]): [number, number] => [
          x + a * Math.cos(turn) - b * Math.sin(turn),
          y + a * Math.sin(turn) + b * Math.cos(turn),
        ]);
      const touching = 20 + 60 * random();
      return [
        placed([0, 0], [100, 0], [100, 100], [0, 100]),
        placed([touching, 0], [touching + 9, 40], [touching - 9, 40]), // 360 m² out of 10,000
      ];
    });
    const zones = shapes.map((rings, i): [object, Geometry] => [{ key: `t${i}`, kind: 'nature' }, polygon(...rings)]);
    const { rows_new, issues_by_code } = await load(db, part('touching', 'zones', ...zones));
    expect([rows_new, Object.keys(issues_by_code)]).toEqual([60, ['polygon_repaired']]);
    const stored = await db.query<{ area: number; valid: boolean; whole: boolean }>(
      `select st_area(geom_m) as area, st_isvalid(geom_m) as valid,
              (select bool_and(st_x(p.geom) = round(st_x(p.geom)::numeric, 3)::float8
                           and st_y(p.geom) = round(st_y(p.geom)::numeric, 3)::float8)
                 from st_dumppoints(geom_m) p) as whole
         from register.protected_zone where key like 't%'`,
    );
    // at() is flat and coarse: within 0.2 % of the plane
    expect(stored.filter(({ area, valid, whole }) => !valid || !whole || Math.abs(area / 9640 - 1) > 0.003)).toEqual(
      [],
    );
    expect(stored).toHaveLength(60);
  });

  it('that was rejected beside others leaves nothing clear, until its key is mended or the batch undone', async () => {
    const flat = ring([200, 10], [400, 10], [200, 10], [200, 10]);
    const far = polygon(box(900, 10, 950, 60));
    await zone(far, { key: 'good' });
    expect(await answer()).toEqual(['clear']);
    const { id } = await load(db, part('bad', 'zones', [{ key: 'bad', kind: '饮用水水源保护区' }, flat]));
    expect(await answer()).toEqual(['not_checked zones_rejected']);
    // in every answer there is: as a file, on the card, in the report and its sums
    const { rows, notes } = await flagReport(db, KEY, { flag: 'zones', asOf: '2022-01-01', all: true });
    expect(rows.map(({ relation }) => relation)).not.toContain('clear');
    expect(notes.join()).toMatch(/1 个保护区未能导入/);
    const [card] = await outfallFlags(db, KEY, 1, { asOf: '2022-01-01', reveal: false });
    expect(card).toMatchObject({ kind: 'drinking_water', state: 'not_checked', reason: 'zones_rejected' });
    const report = await drinkingWater(db, KEY, { asOf: '2022-01-01' });
    expect(report.rows.map((row) => [row.relation, row.not_checked.includes('zones_rejected')])).toEqual([
      ['not_checked', true],
    ]);
    expect(report.levels.every(({ checked }) => !checked)).toBe(true);
    await load(db, part('mended', 'zones', [{ key: 'bad', kind: 'drinking_water' }, polygon(box(700, 10, 720, 60))]));
    expect(await answer()).toEqual(['clear']);
    await db.query('delete from register.protected_zone where key = $1', ['bad']);
    expect(await answer()).toEqual(['not_checked zones_rejected']);
    await db.query('update register.import_batch set undone_at = now() where id = $1', [id]);
    expect(await answer()).toEqual(['clear']);
  });

  it('of another kind that was rejected says nothing of this one; of no kind it may be any', async () => {
    const flat = ring([200, 10], [400, 10], [200, 10], [200, 10]);
    await zone(polygon(box(900, 10, 950, 60)), { key: 'good' });
    await load(db, part('nature', 'zones', [{ key: 'n', kind: 'nature' }, flat]));
    expect(await answer()).toEqual(['clear']);
    await load(db, part('any', 'zones', [{ key: 'a' }, flat]));
    expect(await answer()).toEqual(['not_checked zones_rejected']);
  });

  it('has its kind read in SQL by the words of the import', async () => {
    const words = Object.entries(ZONE_KIND).flatMap(([kind, all]) => [kind, ...all].map((word) => ({ kind, word })));
    await zone(polygon(box(900, 10, 950, 60)), { key: 'good' });
    const flat = ring([200, 10], [400, 10], [200, 10], [200, 10]);
    await load(
      db,
      part('all', 'zones', ...words.map(({ word }, i): [object, Geometry] => [{ key: `k${i}`, kind: word }, flat])),
    );
    const read = await db.query<{ kind: string }>('select kind from atlas.rejected_zones($1) order by row_number', [
      KEY,
    ]);
    expect(read).toEqual(words.map(({ kind }) => ({ kind })));
  });

  it('without area is rejected: not checked, not clear', async () => {
    const flat = ring([200, 10], [400, 10], [200, 10], [200, 10]);
    expect(await zone(flat)).toMatchObject({ rows_rejected: 1, issues_by_code: { polygon_invalid: 1 } });
    expect(await answer()).toEqual(['not_checked layer_not_loaded']);
  });

  it('without geometry, or with an empty one, is rejected: not checked, not clear', async () => {
    for (const nothing of [null, { type: 'Polygon', coordinates: [] }, { type: 'MultiPolygon', coordinates: [] }]) {
      const report = await zone(nothing as Geometry);
      expect(report).toMatchObject({ rows_new: 0, rows_rejected: 1 });
      expect(report.issues.filter(({ severity }) => severity === 'error')).toHaveLength(1);
      expect(await answer()).toEqual(['not_checked layer_not_loaded']);
    }
  });

  it('in the wrong system lands far off and is rejected: not checked, not clear', async () => {
    const plane = [
      [352_200, 3_431_000],
      [352_400, 3_431_000],
      [352_400, 3_431_100],
      [352_200, 3_431_000],
    ];
    expect((await zone({ type: 'Polygon', coordinates: [plane] })).issues_by_code).toEqual({ out_of_range: 1 });
    expect(await answer()).toEqual(['not_checked layer_not_loaded']);
    const elsewhere = {
      type: 'Polygon',
      coordinates: [
        [
          [8, 46],
          [8.01, 46],
          [8.01, 46.01],
          [8, 46],
        ],
      ],
    };
    expect((await zone(elsewhere)).issues_by_code).toEqual({ outside_district: 1 });
    expect(await answer()).toEqual(['not_checked layer_not_loaded']);
  });

  it('whose border another shares: a point exactly on it is inside and on the edge of both', async () => {
    await zone(polygon(box(0, 10, 300, 100)));
    await load(db, part('next', 'zones', [{ key: 'Y', kind: 'drinking_water' }, polygon(box(300, 10, 600, 100))]));
    // a corner of both, to the millimetre
    await db.query(
      `update register.outfall set geom_m = (
         select p.geom from register.protected_zone z cross join st_dumppoints(z.geom_m) p
          where z.key = 'Z' and p.geom in (select q.geom from register.protected_zone y cross join st_dumppoints(y.geom_m) q
                                            where y.key = 'Y') limit 1)`,
    );
    await load(
      db,
      part('again', 'zones', [{ key: 'Z', kind: 'drinking_water', name: '一' }, polygon(box(0, 10, 300, 100))]),
    );
    expect(await answer()).toEqual(['inside', 'edge', 'inside', 'edge']);
  });

  it('of three that a conduit crosses is said three times', async () => {
    const three = [0, 1, 2].map((i): [object, Geometry] => [
      { key: `T${i}`, kind: 'drinking_water' },
      polygon(box(100 * i, 400, 100 * i + 60, 500)),
    ]);
    await load(db, part('three', 'zones', ...three));
    await load(
      db,
      part('conduit', 'conduits', [{ source_id: 'k', outfall: 'o' }, line([-50, 450], [320, 450], [300, 20])]),
    );
    expect(await answer()).toEqual(['conduit', 'conduit', 'conduit']);
  });

  it('with an accuracy below nothing is rejected by its row; parts of land and water are told apart', async () => {
    expect((await zone(polygon(box(0, 0, 9, 9)), { accuracy_m: '-3' })).issues_by_code).toEqual({
      number_out_of_bounds: 1,
    });
    await zone(polygon(box(200, 10, 400, 100)), { part: '水域', name: '水' });
    expect(await db.query('select part from register.protected_zone')).toEqual([{ part: 'water' }]);
  });

  it('whose validity ends before it begins is rejected: it would hold on no day', async () => {
    const dates = { valid_from: '2023-01-01', valid_to: '2020-01-01' };
    expect((await zone(polygon(box(200, 10, 400, 100)), dates)).issues_by_code).toEqual({ validity_reversed: 1 });
    expect(await answer()).toEqual(['not_checked layer_not_loaded']);
    const oneDay = { valid_from: '2022-01-01', valid_to: '2022-01-01' };
    expect((await zone(polygon(box(200, 10, 400, 100)), oneDay)).issues_by_code).toEqual({});
    expect(await answer()).toEqual(['inside']);
  });

  it('that an outfall without a place is asked about gives no answer, and that is said', async () => {
    await zone(polygon(box(200, 10, 400, 100)));
    await db.query(`insert into register.outfall (district, id, source_id) values ($1, null, 'nowhere')`, [KEY]);
    expect(await answer()).toEqual(['inside', 'not_checked no_position']);
  });
});
