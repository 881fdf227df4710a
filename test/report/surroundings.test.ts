/** What the card says of what lies around an outfall and who answers for it; the lists; departments; settings of a district. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { getDistrict } from '../../server/district/district.ts';
import type { LayerName } from '../../server/import/fields.ts';
import { editDistrict } from '../../server/register/edit-district.ts';
import { editOutfall } from '../../server/register/edit-outfall.ts';
import { departmentRows } from '../../server/report/bodies/departments.ts';
import { outfallCard } from '../../server/report/outfall-card.ts';
import { aroundList } from '../../server/report/surroundings/lists.ts';
import { SUBJECTS, type Subject } from '../../server/report/surroundings/subjects.ts';
import type { Surrounding } from '../../server/report/surroundings/surroundings.ts';
import { box, KEY, line, load, loadAll, part, point, polygon, TOWNS } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';

//   town a           |  town b            service area A: x 0..1000, y -200..300
//       1 2   5      |     3      4       foul pipe north at y = 60, storm pipe at y = 20
//   ════ R1 from west to east, y = 0 ════════════ , branch from north joins at x 3000
//       6 (south bank)                    park P: x 1400..1800, y 400..800
let db: Database;
const put = (layer: LayerName, ...items: [object, object | null][]) =>
  load(db, part(layer, layer, ...(items as Parameters<typeof part>[2][])));
const around = async (id: number, subject: Subject, reveal = false): Promise<Surrounding[]> =>
  (await outfallCard(db, KEY, id, { reveal })).surroundings.filter((each) => each.subject === subject);

beforeAll(async () => {
  db = await testDatabase();
  await loadAll(db, [TOWNS]);
  await put(
    'rivers',
    [{ key: 'R1', name: '甲河', chief: '张河长' }, line([0, 0], [3000, 0], [4400, 0])],
    [{ key: 'R1', name: '甲河' }, line([3000, 900], [3000, 0])],
  );
  await put(
    'outfalls',
    [{ source_id: '1', subtype: '生活污水散排囗' }, point(500, 10)],
    [{ source_id: '2', type: '工业排污口', credit_code: '91310118MA1JL0000X' }, point(700, 10)],
    [{ source_id: '3', subtype: '农村生活污水散排口' }, point(2500, 10)],
    [{ source_id: '4' }, point(3500, 10)],
    [{ source_id: '5', subtype: '生活污水散排口' }, point(999, 10)],
    [{ source_id: '6', subtype: '生活污水散排口' }, point(500, -10)],
    [{ source_id: '7', subtype: '生活污水散排口', status: '否' }, point(600, 10)],
  );
});
afterAll(() => db.close());

describe('with nothing around', () => {
  it('nothing is said to be none: every subject is not checked and names the layer', async () => {
    const { surroundings, bodies } = await outfallCard(db, KEY, 1);
    expect(surroundings.map(({ subject }) => subject)).toEqual(Object.keys(SUBJECTS));
    expect(surroundings.map(({ state, reason, layer, distance_m }) => [state, reason, layer, distance_m])).toEqual(
      [
        'manholes',
        'sewers',
        'foul-sewers',
        'foul-sewers',
        'sewer-service-areas',
        'parks',
        'sections',
        'intakes',
        'levees',
        'coastline',
      ].map((layer) => ['not_checked', 'layer_not_loaded', layer, null]),
    );
    expect(bodies).toEqual({ pack: null, managing: null, departments: [], fallback: null });
    for (const list of ['scattered_sewage', 'connectable', 'without_pipe'] as const)
      expect(await aroundList(db, await getDistrict(db, KEY), { list })).toMatchObject({
        rows: [],
        missing: [expect.any(String), ...(list === 'without_pipe' ? [] : ['sewer-service-areas'])].slice(
          0,
          list === 'without_pipe' ? 1 : 2,
        ),
      });
  });

  it('storm sewers alone do not say that there is nothing to connect to', async () => {
    await put('sewers', [{ source_id: 's', kind: '雨水' }, line([400, 20], [600, 20])]);
    expect(await around(1, 'pipe')).toMatchObject([
      { state: 'found', name: 's', kind: 'storm', relation: 'same_bank' },
    ]);
    expect(await around(1, 'connection')).toMatchObject([{ state: 'not_checked', layer: 'foul-sewers' }]);
  });
});

describe('with its layers', () => {
  beforeAll(async () => {
    await put(
      'sewers',
      [{ source_id: 'f', kind: '污水' }, line([400, 60], [800, 60])],
      [{ source_id: 'end', kind: '雨水' }, line([1500, 40], [1500, 3])],
    );
    await put('sewer-service-areas', [{ key: 'A', name: '甲片', plant: '一厂' }, polygon(box(0, -200, 1000, 300))]);
    await put('parks', [{ name: '园' }, polygon(box(1400, 400, 1800, 800))]);
    await put(
      'dischargers',
      [{ source_id: 'x', name: '园中厂', outfall: '3' }, point(1500, 500)],
      [{ source_id: 'y', name: '园外厂', outfall: '3' }, point(2500, 60)],
      [{ source_id: 'z', name: '秘密厂', credit_code: '91310118MA1JL0000X' }, point(1600, 600)],
    );
    await put(
      'sections',
      [{ code: 'S1', name: '下', river: '甲河' }, point(4000, 5)],
      [{ code: 'S2', name: '上', river: '甲河' }, point(450, 5)],
    );
    await put('coastline', [{ source_id: 'c', sea_side: '右' }, line([-500, -100], [5000, -100])]);
    await editDistrict(db, KEY, { pack: 'JY' }, { author: '李', reason: '试行' });
  });

  it('a pipe across the river is said to be, and the waters are named', async () => {
    expect(await around(6, 'connection')).toMatchObject([
      { name: 'f', relation: 'across', crosses: ['甲河'], straight: true },
    ]);
    const [near] = await around(1, 'connection');
    expect(near).toMatchObject({ name: 'f', relation: 'same_bank', crosses: [] });
    expect(near.distance_m).toBeCloseTo(50, 0);
  });

  it('an area is left or held with the distance to its boundary, and its edge is said', async () => {
    expect(await around(1, 'service_area')).toMatchObject([
      { name: '甲片', kind: '一厂', relation: 'inside', edge: false },
    ]);
    expect(await around(5, 'service_area')).toMatchObject([{ relation: 'inside', edge: true }]);
    expect((await around(1, 'service_area'))[0].distance_m).toBeLessThan(-200);
    const [away] = await around(3, 'service_area');
    expect([away.relation, away.distance_m! > 1490]).toEqual(['outside', true]);
  });

  it('enterprises that share an outfall are both listed, each by its own place; one known by its credit code is nobody in public', async () => {
    expect((await around(3, 'park')).map(({ enterprise, relation }) => [enterprise?.name, relation])).toEqual([
      ['园中厂', 'inside'],
      ['园外厂', 'outside'],
    ]);
    expect(await around(2, 'park')).toMatchObject([
      { relation: 'inside', distance_m: null, lon: null, enterprise: { id: null, name: null, by: 'credit_code' } },
    ]);
    expect(await around(2, 'park', true)).toMatchObject([{ relation: 'inside', enterprise: { name: '秘密厂' } }]);
    expect(await around(1, 'park')).toMatchObject([{ state: 'not_checked', reason: 'no_enterprise' }]);
  });

  it('the next section is the one down the river, else the nearest straight', async () => {
    const [down] = await around(1, 'section');
    expect(down).toMatchObject({ name: '下', relation: 'river', straight: false });
    expect(Math.abs(down.distance_m! - 3500)).toBeLessThan(10);
    await put('outfalls', [{ source_id: '8' }, point(4200, 10)]);
    expect(await around(8, 'section')).toMatchObject([{ name: '下', relation: 'straight', straight: true }]);
  });

  it('the sea is on the side the line says', async () => {
    const [coast] = await around(1, 'coastline');
    expect([coast.relation, Math.round(coast.distance_m!)]).toEqual(['land', -110]);
    await put('outfalls', [{ source_id: '9' }, point(500, -130)]);
    expect((await around(9, 'coastline'))[0]).toMatchObject({ relation: 'sea' });
    expect(Math.round((await around(9, 'coastline'))[0].distance_m!)).toBe(30);
  });

  it('scattered sewage inside the area is listed with its connection, rural apart, rejected and outside left out', async () => {
    const { rows, missing } = await aroundList(db, await getDistrict(db, KEY), { list: 'scattered_sewage' });
    expect(missing).toEqual([]);
    expect(rows.map(({ id, kind, state, pipe, bank }) => [id, kind, state, pipe, bank])).toEqual([
      [1, 'scattered_sewage', 'inside', 'f', 'same_bank'],
      [5, 'scattered_sewage', 'edge', 'f', 'same_bank'],
      [6, 'scattered_sewage', 'inside', 'f', 'across'],
    ]);
    const connectable = await aroundList(db, await getDistrict(db, KEY), { list: 'connectable' });
    expect(connectable.rows.map(({ id }) => id)).toEqual([1, 2, 5, 6]);
  });

  it('pipe ends at the bank without an outfall, and outfalls without a pipe', async () => {
    const district = await getDistrict(db, KEY);
    const ends = await aroundList(db, district, { list: 'pipe_ends_without_outfall' });
    expect(ends.rows.map(({ pipe, water }) => [pipe, water])).toEqual([
      ['s', '甲河'],
      ['end', '甲河'],
    ]);
    expect((await aroundList(db, district, { list: 'pipe_ends_without_outfall', bank: 5 })).rows).toMatchObject([
      { pipe: 'end' },
    ]);
    const bare = await aroundList(db, district, { list: 'without_pipe', within: 200 });
    expect(bare.rows.map(({ id }) => id)).toEqual([3, 4, 5, 8]);
    await expect(aroundList(db, district, { list: 'without_pipe', within: -1 })).rejects.toMatchObject({
      code: 'distance_invalid',
    });
  });

  it('merged records are nowhere', async () => {
    await db.query('update register.outfall set merged_into = 1 where id = 5');
    const { rows } = await aroundList(db, await getDistrict(db, KEY), { list: 'scattered_sewage' });
    expect(rows.map(({ id }) => id)).toEqual([1, 6]);
    expect(await outfallCard(db, KEY, 5)).toMatchObject({ surroundings: [], bodies: null });
    await db.query('update register.outfall set merged_into = null where id = 5');
  });
});

describe('who answers', () => {
  it('is the town by the point, and the departments of the plan with clause and words', async () => {
    const { bodies } = await outfallCard(db, KEY, 1);
    expect(bodies).toMatchObject({ pack: 'JY', managing: { body: '夏阳' } });
    expect(bodies!.departments.length).toBeGreaterThan(0);
    for (const { clause, words } of bodies!.departments) expect([clause !== '', words !== '']).toEqual([true, true]);
  });

  it('when tracing ended without a party, the town; never because tracing is missing; never when there is a party', async () => {
    const fallback = async () => (await outfallCard(db, KEY, 1)).bodies!.fallback;
    expect(await fallback()).toBeNull();
    await editOutfall(db, KEY, 1, { trace_result: 'undeterminable' }, { author: '李' });
    expect(await fallback()).toMatchObject({ party: 'town', body: '夏阳' });
    await editOutfall(db, KEY, 1, { responsible_party: '某厂' }, { author: '李' });
    expect(await fallback()).toBeNull();
  });

  it('the river’s chief is for those who may see persons', async () => {
    expect(JSON.stringify(await outfallCard(db, KEY, 1))).not.toContain('张河长');
    expect((await outfallCard(db, KEY, 1, { reveal: true })).private).toMatchObject({ river_chief: '张河长' });
  });

  it('departments count each outfall once per town, and rejected ones not', async () => {
    const district = await getDistrict(db, KEY);
    const { pack, rows } = await departmentRows(db, district);
    expect(pack).toBe('JY');
    const all = new Map<string, number>();
    for (const { department, outfalls } of rows) all.set(department, (all.get(department) ?? 0) + outfalls);
    const [{ known }] = await db.query<{ known: number }>(
      `select count(*)::int as known from register.outfall where status <> 'rejected'`,
    );
    expect(Math.max(...all.values())).toBe(known);
    for (const row of rows) expect(row.suspect + row.confirmed).toBe(row.outfalls);
  });
});

describe('settings of a district', () => {
  const edit = (given: Parameters<typeof editDistrict>[2]) =>
    editDistrict(db, KEY, given, { author: '李', reason: '试行' });

  it('are kept in the history with author and reason, and what hangs on them is made again', async () => {
    const { changes } = await edit({ link_tolerance_m: 5, stale_after_months: 12 });
    expect(changes).toEqual([
      { field: 'link_tolerance_m', before: 50, after: 5 },
      { field: 'stale_after_months', before: 24, after: 12 },
    ]);
    const history = await db.query(
      `select author, reason from register.change where table_name = 'district' order by id desc limit 1`,
    );
    expect(history).toEqual([{ author: '李', reason: '试行' }]);
    const linked = await db.query('select outfall_id from register.outfall_link where route_id is not null');
    expect(linked).toEqual([]);
    expect((await getDistrict(db, KEY)).recomputing).toBe(false);
    await edit({ link_tolerance_m: 50 });
    expect((await edit({ link_tolerance_m: 50 })).changes).toEqual([]);
  });

  it.each([
    [{}, 'nothing_given'],
    [{ pack: 'XX' }, 'bad_value'],
    [{ stale_after_months: 1.5 }, 'bad_value'],
    [{ link_tolerance_m: 0 }, 'bad_value'],
    [{ one_pass_width_m: Number.NaN }, 'bad_value'],
    [{ name: ' ' }, 'bad_value'],
  ] as const)('refuse %j', async (given, code) => {
    await expect(edit(given)).rejects.toMatchObject({ code });
  });

  it('of a district that is not there are not found', async () => {
    await expect(editDistrict(db, 'nowhere', { pack: 'QP' }, { author: '李' })).rejects.toMatchObject({
      code: 'district_unknown',
    });
  });
});
