/** Registers compared in the database, near duplicates, merging and taking it back. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { compareBatches } from '../../server/register/match-batches.ts';
import { keepDistinct, mergeOutfalls, unmergeOutfall } from '../../server/register/merge-outfalls.ts';
import { outfallHistory } from '../../server/register/outfall-history.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { outfallCard } from '../../server/report/outfall-card.ts';
import { search } from '../../server/report/search.ts';
import { derivedState } from '../district/derived-state.ts';
import {
  KEY,
  load,
  loadAll,
  type Part,
  part,
  point,
  RIVERS_EAST,
  RIVERS_WEST,
  TOWNS,
} from '../district/small-district.ts';
import { seeded } from '../engine/coverage/random.ts';
import { command } from '../support/command.ts';
import { testDatabase } from '../support/database.ts';
import { removeDistrict } from '../support/emptied-database.ts';

const BY = { author: '王工', reason: '现场核对' };

/** R1 淀浦河 starts at 0, 0; all on its left bank, none nearer than 100 m to another. */
const SURVEY_2016 = part(
  'survey 2016',
  'outfalls',
  [{ code: 'FA-310118-0001-QT-00', name: '夏阳街道淀浦河1#雨水排口', type: 'other' }, point(100, 15)],
  [{ code: 'FA-310118-0002-QT-00', name: '夏阳街道淀浦河2#雨水排口' }, point(300, 25)],
  [{ code: 'FA-310118-0003-QT-00', name: '夏阳街道淀浦河3#雨水排口' }, point(500, 35)],
  [{ code: 'FA-310118-0004-QT-00', name: '夏阳街道淀浦河4#雨水排口' }, point(700, 42)],
);
const SIGNS_2022 = part(
  'signs 2022',
  'outfalls',
  [{ name: '淀浦河 1号 排放囗', code: 'FA3101180001QT00' }, point(103, 16)],
  [{ name: '淀浦河 2号 排放口' }, point(390, 28)],
  [{ name: '西大盈港9号排口' }, point(505, 38)],
  [{ name: '淀浦河7号排放口' }, point(1500, 25)],
);

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** Other names, five metres apart: `atlas match` doubts the pair, so a person is asked. */
const DOUBTED = { one_id: 3, other_id: 7, status: 'proposed' };

const pairs = () =>
  db.query<{ one_id: number; other_id: number; status: string }>(
    'select one_id, other_id, status from register.outfall_pair order by one_id, other_id',
  );

describe('two surveys', () => {
  let [a, b] = [0, 0];
  beforeEach(async () => {
    await removeDistrict(db);
    await loadAll(db, [TOWNS, RIVERS_WEST]);
    a = (await load(db, SURVEY_2016)).id!;
    b = (await load(db, SIGNS_2022)).id!;
  });
  const compared = async (batches = { a, b }) => {
    const { a: rows, b: others, matches } = await compareBatches(db, KEY, batches);
    return matches.map((match) => [
      match.verdict,
      rows[match.a]?.id ?? null,
      others[match.b]?.id ?? null,
      match.reasons.join(' '),
    ]);
  };
  const undo = (batch: number) => undoBatch(db, KEY, batch, 'tester', derive);

  it('come out as same, moved, doubtful, and only in one', async () => {
    expect(await compared()).toEqual([
      ['same', 1, 5, ''],
      ['moved', 2, 6, ''],
      ['doubtful', 3, 7, 'name_differs'],
      ['only_a', 4, null, ''],
      ['only_b', null, 8, ''],
    ]);
  });

  it('are compared as each batch left them: a row that a later batch moved stands where it stood', async () => {
    const moved = await load(db, part('2024', 'outfalls', [{ code: 'FA-310118-0004-QT-00' }, point(760, 44)]));
    expect(moved).toMatchObject({ rows_changed: 1 });
    expect(await compared({ a, b: moved.id! })).toContainEqual(['moved', 4, 4, 'same_record']);
    expect((await compareBatches(db, KEY, { a, b })).a[3].x).toBeCloseTo((await xOf(4)) - 60_000, -3);
    const same = await load(db, part('again', 'outfalls', [{ code: 'FA-310118-0004-QT-00' }, point(760, 44)]));
    expect(same).toMatchObject({ rows_same: 1 });
    expect(await compared({ a: moved.id!, b: same.id! })).toEqual([['same', 4, 4, 'same_record']]);
  });
  const xOf = async (id: number) =>
    (await db.query<{ x: number }>('select st_x(geom_m) * 1000 as x from register.outfall where id = $1', [id]))[0].x;

  it('that are no outfalls, undone, unknown or one and the same are refused', async () => {
    const refused = (one: number, other: number) => compareBatches(db, KEY, { a: one, b: other });
    await expect(refused(a, 1)).rejects.toMatchObject({ code: 'batch_not_outfalls' });
    await expect(refused(a, 99)).rejects.toMatchObject({ code: 'batch_unknown', status: 404 });
    await expect(refused(a, a)).rejects.toMatchObject({ code: 'same_batch' });
    await undo(b);
    await expect(refused(a, b)).rejects.toMatchObject({ code: 'batch_undone' });
  });

  it('leave a near duplicate for a person; what is decided stands through imports and redrawn rivers', async () => {
    expect(await pairs()).toEqual([{ one_id: 1, other_id: 5, status: 'proposed' }, DOUBTED]);
    await keepDistinct(db, KEY, [5, 1], BY);
    await load(db, RIVERS_EAST);
    await load(db, part('2024', 'outfalls', [{ code: 'FA3101180001QT00' }, point(104, 16)]));
    expect(await pairs()).toEqual([{ one_id: 1, other_id: 5, status: 'distinct' }, DOUBTED]);
    expect(await compared()).toContainEqual(['only_a', 1, null, '']);
    await mergeOutfalls(db, KEY, { keep: 1, other: 5 }, BY);
    await load(db, part('2025', 'outfalls', [{ code: 'FA-310118-0001-QT-00' }, point(101, 15)]));
    expect(await pairs()).toEqual([{ one_id: 1, other_id: 5, status: 'merged' }, DOUBTED]);
    expect(await compared()).toContainEqual(['same', 1, 5, 'merged']);
  });

  it('a proposal goes when the outfall moves away, and comes again when it is back', async () => {
    const move = (x: number) => load(db, part(`to ${x}`, 'outfalls', [{ code: 'FA3101180001QT00' }, point(x, 16)]));
    await move(140);
    expect(await pairs()).toEqual([DOUBTED]);
    await move(104);
    expect(await pairs()).toEqual([{ one_id: 1, other_id: 5, status: 'proposed' }, DOUBTED]);
  });

  it('merged: the record keeps codes and history, leaves lists and counts, and its code finds the outfall', async () => {
    const before = await derivedState(db, KEY);
    const links = await db.query(
      'select outfall_id, route_id, measure_mm, status from register.outfall_link order by 1',
    );
    const merged = await mergeOutfalls(db, KEY, { keep: 1, other: 5 }, BY);
    expect(merged).toMatchObject({ keep: 1, other: 5, status: 'merged' });
    expect(await db.query('select id from atlas.outfalls order by 1')).toEqual(
      [1, 2, 3, 4, 6, 7, 8].map((id) => ({ id })),
    );
    expect(await db.query('select outfall_id from register.outfall_link where outfall_id = 5')).toEqual([]);
    expect(await outfallCard(db, KEY, 1)).toMatchObject({
      code: 'FA-310118-0001-QT-00',
      records: [{ id: 5, merged_into: 1, code: 'FA3101180001QT00', batches: [b] }],
    });
    const shown = (await command(db, `outfalls show 1 --district ${KEY}`, '/')).out;
    expect(shown).toMatch(new RegExp(`并入记录 5 .*FA3101180001QT00.* 批次 ${b}`));
    expect(await outfallCard(db, KEY, 5)).toMatchObject({ code: 'FA3101180001QT00', merged_into: 1, records: [] });
    const found = (words: string) => search(db, { district: KEY, words, limit: 10, layers: null });
    expect(await found('淀浦河1号')).toEqual([]);
    expect((await found('FA3101180001QT00')).map(({ kind, id }) => [kind, id])).toEqual([['outfall', 1]]);
    expect((await outfallHistory(db, KEY, 5)).at(-1)).toMatchObject({
      kind: 'merge',
      author: '王工',
      reason: '现场核对',
    });
    expect((await outfallHistory(db, KEY, 1)).length).toBe(1);

    expect(await unmergeOutfall(db, KEY, 5, BY)).toMatchObject({ keep: 1, other: 5, status: 'proposed' });
    expect(await derivedState(db, KEY)).toEqual(before);
    expect(
      await db.query('select outfall_id, route_id, measure_mm, status from register.outfall_link order by 1'),
    ).toEqual(links);
  });

  it('chains: each record goes into the one it was merged into, and comes out as it went in', async () => {
    await mergeOutfalls(db, KEY, { keep: 5, other: 6 }, BY);
    await mergeOutfalls(db, KEY, { keep: 1, other: 5 }, BY);
    expect((await outfallCard(db, KEY, 1)).records.map(({ id, merged_into }) => [id, merged_into])).toEqual([
      [5, 1],
      [6, 5],
    ]);
    await expect(mergeOutfalls(db, KEY, { keep: 6, other: 1 }, BY)).rejects.toMatchObject({ code: 'outfall_merged' });
    await unmergeOutfall(db, KEY, 5, BY);
    expect((await outfallCard(db, KEY, 5)).records.map(({ id }) => id)).toEqual([6]);
    expect((await outfallCard(db, KEY, 1)).records).toEqual([]);
  });

  it('a link that a person decided comes back with the record, even after the river was redrawn', async () => {
    await db.query(`update register.outfall_link set status = 'overridden', reviewer = '李工' where outfall_id = 5`);
    await mergeOutfalls(db, KEY, { keep: 1, other: 5 }, BY);
    await load(db, RIVERS_EAST);
    await unmergeOutfall(db, KEY, 5, BY);
    const [link] = await db.query('select route_id, status, reviewer from register.outfall_link where outfall_id = 5');
    expect(link).toMatchObject({ reviewer: '李工' });
    expect(
      await db.query(`select from register.outfall_link l where outfall_id = 5 and l.route_id is not null
      and not exists (select from register.route r where r.id = l.route_id)`),
    ).toEqual([]);
  });

  it('a file that brings a merged record up to date changes that record only, and says so', async () => {
    await mergeOutfalls(db, KEY, { keep: 1, other: 5 }, BY);
    const report = await load(
      db,
      part('2024', 'outfalls', [{ code: 'FA3101180001QT00', name: '新名' }, point(150, 16)]),
    );
    expect(report.issues).toContainEqual(
      expect.objectContaining({ code: 'merged_record', severity: 'warning', row: 1, value: '5' }),
    );
    expect(await db.query('select id, name, merged_into from register.outfall where id in (1, 5) order by id')).toEqual(
      [
        { id: 1, name: '夏阳街道淀浦河1#雨水排口', merged_into: null },
        { id: 5, name: '新名', merged_into: 1 },
      ],
    );
    expect(await db.query('select from register.outfall_link where outfall_id = 5')).toEqual([]);
  });

  it('neither batch can be undone while one is merged into the other, and the person is named', async () => {
    await mergeOutfalls(db, KEY, { keep: 1, other: 5 }, BY);
    for (const batch of [a, b])
      await expect(undo(batch)).rejects.toMatchObject({
        code: 'batch_built_upon',
        message: expect.stringContaining('王工'),
      });
    await unmergeOutfall(db, KEY, 5, BY);
    expect(await undo(b)).toMatchObject({ rows_removed: 4 });
    expect(await undo(a)).toMatchObject({ rows_removed: 4 });
  });

  it('neither batch can be undone while they are kept apart; what the refusal says takes that back', async () => {
    expect((await command(db, 'match distinct 1 5', '/')).code).toBe(0);
    for (const batch of [a, b])
      await expect(undo(batch)).rejects.toMatchObject({
        code: 'batch_built_upon',
        message: expect.stringContaining('atlas match reopen 1 5.'),
        messageZh: expect.stringContaining('atlas match reopen 1 5。'),
      });
    expect((await command(db, 'match reopen 1 5', '/')).code).toBe(0);
    expect(await pairs()).toEqual([{ one_id: 1, other_id: 5, status: 'proposed' }, DOUBTED]);
    const again = await command(db, 'match reopen 1 5', '/');
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('(not_distinct)')]);
    expect(await undo(b)).toMatchObject({ rows_removed: 4 });
    expect(await undo(a)).toMatchObject({ rows_removed: 4 });
  });

  it('a merge by hand in psql is known everywhere as well', async () => {
    await db.query('update register.outfall set merged_into = 2 where id = 6');
    await load(db, part('2024', 'outfalls', [{ name: '远处' }, point(1700, 5)]));
    expect(await db.query('select from register.outfall_link where outfall_id = 6')).toEqual([]);
    await expect(undo(a)).rejects.toMatchObject({ code: 'batch_built_upon' });
    await db.query('update register.outfall set merged_into = null where id = 6');
    await load(db, part('2025', 'outfalls', [{ name: '更远处' }, point(1800, 5)]));
    expect(await db.query('select outfall_id from register.outfall_link where outfall_id = 6')).toHaveLength(1);
  });

  it('refuses what makes no sense', async () => {
    const by = (author: string) => ({ author });
    await expect(mergeOutfalls(db, KEY, { keep: 1, other: 1 }, BY)).rejects.toMatchObject({ code: 'same_outfall' });
    await expect(mergeOutfalls(db, KEY, { keep: 1, other: 99 }, BY)).rejects.toMatchObject({ code: 'outfall_unknown' });
    await expect(unmergeOutfall(db, KEY, 1, BY)).rejects.toMatchObject({ code: 'not_merged' });
    await expect(keepDistinct(db, KEY, [1, 5], by('derived'))).rejects.toMatchObject({ code: 'bad_author' });
  });

  it('codes are warned about at import, and every row gets in', async () => {
    const report = await load(
      db,
      part(
        'coded',
        'outfalls',
        [{ code: 'FA-310118-0009-GY-00', type: 'other' }, point(900, 30)],
        [{ code: '310118-9' }, point(1000, 30)],
        [{ code: 'fa3101180002qt00' }, point(1100, 30)],
        [{ permit_reference: 'DW1' }, point(1200, 30)],
      ),
    );
    expect(report.rows_new).toBe(4);
    expect(report.issues.filter(({ code }) => code.startsWith('code_')).map(({ row, code }) => [row, code])).toEqual([
      [1, 'code_type_mismatch'],
      [2, 'code_format'],
      [3, 'code_duplicate'],
      [4, 'code_format'],
    ]);
  });
});

describe('near duplicates', () => {
  it('are the pairs that SQL finds by ST_DWithin, of outfalls without name, type and code', async () => {
    await removeDistrict(db);
    const random = seeded(11);
    const scattered = (name: string): Part => ({
      ...part(name, 'outfalls'),
      rows: Array.from({ length: 150 }, (_, i) => ({
        row: i + 1,
        properties: { source_id: `${name} ${i}` },
        geometry: point(1900 * random(), -30 + 90 * random()),
      })),
    });
    await loadAll(db, [RIVERS_WEST, scattered('a'), scattered('b'), scattered('c')]);
    const found = await db.query(`
      with o as (
        select o.id, o.batch_id, o.geom_m, l.route_id, r.river_id, l.measure_mm, l.offset_mm, l.bank
          from register.outfall o join register.outfall_link l on l.outfall_id = o.id
          left join register.route r on r.id = l.route_id),
      pair as (
        select a.id as one_id, b.id as other_id, 1000 * st_distance(a.geom_m, b.geom_m) as straight,
               case when a.route_id = b.route_id and a.bank = b.bank then abs(a.measure_mm - b.measure_mm) end as along,
               a.river_id is distinct from b.river_id and a.river_id is not null and b.river_id is not null as other_river,
               a.route_id = b.route_id and a.bank <> b.bank and least(a.offset_mm, b.offset_mm) >= 5000 as other_bank
          from o a join o b on a.id < b.id and a.batch_id <> b.batch_id and st_dwithin(a.geom_m, b.geom_m, 20))
      select one_id, other_id, 'proposed' as status from pair
       where coalesce(sqrt(along ^ 2 + greatest(0, straight ^ 2 - along ^ 2) / 4), straight) <= 10000
         and not other_river and other_bank is not true
       order by 1, 2`);
    expect(found.length).toBeGreaterThan(20);
    expect(await pairs()).toEqual(found);
  });
});
