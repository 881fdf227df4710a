/** Pages and rows of targets that had passed something over: what --by asks, the word that leaves a target open, and km beyond all there is. */
import exceljs from 'exceljs';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import type { Database } from '../../server/db/database.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { renderXlsx } from '../../server/report/render/xlsx.ts';
import { targetPage } from '../../server/report/targets/page.ts';
import { targetReport, VIEWS } from '../../server/report/targets/report.ts';
import { targetAnswer } from '../../server/report/targets/targets.ts';
import { addTarget } from '../../server/rules/targets/own-targets.ts';
import { box, KEY, line, load, part, polygon } from '../district/small-district.ts';
import { command, itemsOf } from '../support/command.ts';
import { testDatabase } from '../support/database.ts';

const BY = { author: 'test' };
const RIVERS = 52; // more than a page of all three lists
let db: Database;
let app: FastifyInstance;
beforeAll(async () => {
  db = await testDatabase();
  await load(db, part('towns', 'towns', [{ key: 'a', name: '夏阳' }, polygon(box(-500, -500, 2500, 60_000))]));
  const rivers = Array.from({ length: RIVERS }, (_, i): [object, ReturnType<typeof line>] => [
    { key: `R${i}`, name: `第${i}河`, official_length_km: i === 0 ? null : 1 },
    line([0, i * 1000], [990, i * 1000]),
  ]);
  await load(db, part('rivers', 'rivers', ...rivers));
  const surveys = rivers.map((_, i): [object, null] => [
    { source_id: `s${i}`, river: `R${i}`, mode: 'above_water', date: '2022-06-01' },
    null,
  ]);
  await load(db, part('surveys', 'surveys', ...surveys));
  const asked = { metric: 'above_water_ledger_km', due: '2022-12-31' } as const;
  await addTarget(db, KEY, { ...asked, words: '水上完成', threshold: 40, hedge: '视条件' }, BY);
  await addTarget(db, KEY, { ...asked, words: '水上 60 公里', threshold: 60 }, BY);
  await addTarget(db, KEY, { ...asked, words: '水上 20 公里', threshold: 20 }, BY);
  app = await buildApp({ db, config: readConfig({ LOG_LEVEL: 'silent' }) });
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const AS_OF = '2023-12-31';
const PATHS = { target: 'targets', town: 'targets/towns', river: 'targets/rivers' };
const HEADS = ['<h2>指标', '<h2>各街镇', '<h2>台账与图上里程'];
const headsOf = (html: string) => HEADS.map((head) => html.includes(head));
const answer = () => targetAnswer(db, () => loadSnapshot(db, KEY), { asOf: AS_OF });
const json = async (by: string) => {
  const { out } = await command(db, `report targets --by ${by} --as-of ${AS_OF} --format json`);
  return itemsOf(out);
};

describe('the page of targets', () => {
  it.each(VIEWS)('by %s has what was asked, by command and by request', async (by) => {
    const heads = { target: [true, true, true], town: [false, true, false], river: [false, false, true] }[by];
    const { out } = await command(db, `report targets --by ${by} --as-of ${AS_OF} --format html`);
    const { body } = await app.inject(`/api/v1/reports/${PATHS[by]}?as_of=${AS_OF}&format=html`);
    expect([headsOf(out), headsOf(body)]).toEqual([heads, heads]);
  });

  it('by river has every river, also one whose ledger and drawing agree; among the others those that differ, and how many more', async () => {
    const page = async (by: string) =>
      (await command(db, `report targets --by ${by} --as-of ${AS_OF} --format html`)).out;
    const rivers = (html: string) => (html.match(/<tr><td>第\d+河/g) ?? []).length;
    expect(rivers(await page('river'))).toBe(RIVERS);
    const all = await page('target');
    expect([rivers(all), all.includes('另有 1 条见文件')]).toEqual([50, true]);
  });
});

describe('the second share of a target, by its other denominator', () => {
  it.each([
    ['monitored_count_percent', '可能须监测的排污口', 'of all that may have to be sampled'],
    ['remediated_count_percent', '需整治的排污口', 'of those to remediate'],
  ] as const)('says of what it is: %s', async (metric, zh, en) => {
    const found = await answer();
    const [row] = found.targets;
    const other = { other_reached: 35.25, other_part: 49, other_whole: 139 };
    const page = targetPage({ ...found, targets: [{ ...row, metric, ...other }] }, 'target', []);
    expect(page).toMatch(new RegExp(`<small>另按${zh} [^/]*or ${en}</small> 35\\.25 %：49 / 139`));
  });
});

describe('a target that is left open by a word added to it', () => {
  it('has the word and no verdict in rows, table, workbook and page, by town too', async () => {
    const [row] = await json('target');
    expect(row).toMatchObject({ hedge: '视条件', status: 'no_verdict', late_days: null });
    expect((await json('town'))[0]).toMatchObject({ hedge: '视条件', behind: null });
    for (const by of ['target', 'town'] as const)
      for (const format of ['table', 'csv', 'html']) {
        const { out } = await command(db, `report targets --by ${by} --as-of ${AS_OF} --format ${format}`);
        expect(out).toContain('视条件');
      }
    const workbook = new exceljs.Workbook();
    const file = await renderXlsx(targetReport(await answer(), { view: 'target', format: 'xlsx' }));
    await workbook.xlsx.load(file.buffer as ArrayBuffer);
    const cells = JSON.stringify(workbook.worksheets.map((sheet) => sheet.getSheetValues()));
    expect(cells).toContain('视条件');
    const page = (await command(db, `report targets --as-of ${AS_OF} --format html`)).out;
    const [, line] = /<tr>(<td class="words"><b>own-1.*?)<\/tr>/s.exec(page)!;
    expect([line.includes('“视条件”'), line.includes('不作判定'), /已达到|逾期|未到期/.test(line)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('takes any word, and none that says nothing', async () => {
    const given = { words: '完成', metric: 'above_water_ledger_km', threshold: 1 } as const;
    for (const hedge of [' ', '　', '\t \n'])
      await expect(addTarget(db, KEY, { ...given, hedge }, BY)).rejects.toMatchObject({ code: 'bad_target' });
    const bySql = db.query(
      `insert into register.target (district, id, words, metric, threshold, hedge)
                            values ($1, null, '完成', 'above_water_ledger_km', 1, ' ')`,
      [KEY],
    );
    await expect(bySql).rejects.toMatchObject({ code: '23514' });
  });
});

describe('a target of more km than there are', () => {
  it('says by how much, where its percent by town is capped too', async () => {
    const register = 51 + 0.99;
    const rows = await json('target');
    expect(rows[1].register_km).toBeCloseTo(register, 2);
    expect(rows.map(({ beyond_km }: { beyond_km: number | null }) => beyond_km)).toEqual([
      null,
      Number((60 - rows[1].register_km).toFixed(6)),
      null,
    ]);
    const towns = await json('town');
    expect(towns.find(({ id }: { id: string }) => id === 'own-2')).toMatchObject({
      asked: 100,
      beyond_km: rows[1].beyond_km,
    });
    const { items } = (await app.inject(`/api/v1/reports/targets?as_of=${AS_OF}`)).json();
    expect(items[1].beyond_km).toBe(rows[1].beyond_km);
    for (const by of VIEWS.slice(0, 2)) {
      const { out } = await command(db, `report targets --by ${by} --as-of ${AS_OF} --format html`);
      expect(out).toContain(`${rows[1].beyond_km} km`);
    }
  });
});

describe('a target in km of a part of the district', () => {
  it('says what the ledger has of its waters and what is asked beyond, also where they divide rivers, and by town', async () => {
    // half of the first five rivers: the first has no official length and stands as drawn
    const west = part('basins', 'basins', [{ key: 'W', name: '西半' }, polygon(box(-500, -500, 495, 4500))]);
    await load(db, west);
    const asked = { metric: 'above_water_ledger_km', due: '2022-12-31', words: '部分河道' } as const;
    const ids = [
      await addTarget(db, KEY, { ...asked, threshold: 5, scope: 'rivers', scope_names: ['R1', 'R2'] }, BY),
      await addTarget(db, KEY, { ...asked, threshold: 4, scope: 'basin', scope_names: ['W'] }, BY),
      await addTarget(db, KEY, { ...asked, threshold: 1, scope: 'basin', scope_names: ['W'] }, BY),
    ];
    const [{ km }] = await db.query<{ km: number }>(
      `select sum(st_length(st_intersection(st_force2d(r.line_m), b.geom_m)) / st_length(r.line_m)
                  * coalesce(v.official_length_mm, r.length_mm))::float8 / 1e6 as km
         from register.route r join register.river v on v.district = r.district and v.id = r.river_id
         join register.basin b on b.district = r.district and st_intersects(r.line_m, b.geom_m) where r.district = $1`,
      [KEY],
    );
    expect(km).toBeCloseTo(2.5, 1);
    const rows = (await json('target')).slice(-ids.length);
    expect(rows[0]).toMatchObject({ register_km: 2, beyond_km: 3 });
    expect(rows[1].register_km).toBeCloseTo(km, 5);
    expect(rows[1].beyond_km).toBeCloseTo(4 - km, 5);
    expect(rows[2]).toMatchObject({ register_km: rows[1].register_km, beyond_km: null });
    const towns = (await json('town')).filter(({ town }: { town: string }) => town === 'a').slice(-ids.length);
    expect(
      new Set(
        towns.map(({ asked, beyond_km }: { asked: number; beyond_km: number | null }) => `${asked} ${beyond_km}`),
      ),
    ).toEqual(new Set([`100 3`, `100 ${rows[1].beyond_km}`, `${Math.round(10_000 / rows[1].register_km) / 100} null`]));
    const page = (await command(db, `report targets --as-of ${AS_OF} --format html`)).out;
    expect(page).toContain('比范围内台账总长还多 3 km');
  });
});
