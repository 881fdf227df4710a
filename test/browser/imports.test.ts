/** Files that fall on the map: looked at, imported, taken back, refused in words; over the wire on a served demo. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../server/db/postgres.ts';
import { shapefileOf } from '../import/shapefile-files.ts';
import { atlas } from '../support/program.ts';
import { dropFiles } from './drop-files.ts';
import { drawn, focused, type Served, serveDemo, visit } from './served.ts';

let served: Served;
let token: string;
let at: { lon: number; lat: number };
beforeAll(async () => {
  served = await serveDemo();
  const made = await atlas(['token', 'create', '--role', 'editor', '--name', '王工', '--format', 'json'], served.env);
  token = JSON.parse(made.out).token;
  const [west, south, east, north] = (await district()).bbox;
  at = { lon: (west + east) / 2, lat: (south + north) / 2 };
});
afterAll(async () => {
  await served?.stop();
});

async function district(): Promise<{ bbox: number[]; counts: { outfalls: number }; version: number }> {
  const { items } = await (await fetch(`${served.origin}/api/v1/districts`)).json();
  return items[0];
}

const signed = async <Answer>(path: string): Promise<Answer> =>
  (await fetch(`${served.origin}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } })).json();

/** A CSV of outfalls around the middle of the district: `count` good ones and one whose longitude is 200. */
function outfallsCsv(count: number, name = '新口'): string {
  const rows = Array.from(
    { length: count },
    (_, i) =>
      `${name}${i},${(at.lon + (i % 10) * 0.001).toFixed(6)},${(at.lat + Math.floor(i / 10) * 0.001).toFixed(6)},标牌${i}`,
  );
  return ['排口名称,东经,北纬,备注', ...rows, `${name}坏,200,${at.lat},标牌`].join('\n');
}

async function giveToken(page: Page, use = '使用'): Promise<void> {
  await page.locator('import-room input[name=token]').fill(token);
  await page.locator('import-room').getByRole('button', { name: use }).click();
}

/** Imports a table of outfalls by the API; `POINT` in it is the middle of the district. @returns the batch */
async function imported(name: string, csv: string): Promise<number> {
  const form = new FormData();
  for (const [field, value] of Object.entries({ layer: 'outfalls', crs: 'EPSG:4490', map: 'name=名称,sign_name=备注' }))
    form.append(field, value);
  form.append('file', new Blob([csv.replace('POINT', `${at.lon},${at.lat}`)]), name);
  const headers = { authorization: `Bearer ${token}` };
  const job = await (await fetch(`${served.origin}/api/v1/imports`, { method: 'POST', headers, body: form })).json();
  await (await fetch(`${served.origin}/api/v1/imports/${job.job}/events`, { headers })).text();
  return (await signed<{ result: { id: number } }>(`imports/${job.job}`)).result.id;
}

/** Rows of the preview that the map draws now. */
const previewed = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const map = document.querySelector('outfall-viewer')!.shadowRoot!.querySelector('outfall-map') as unknown as {
      gl: { getLayer(id: string): unknown; queryRenderedFeatures(o: object): { properties: { row: number } }[] };
    };
    if (!map.gl.getLayer('preview-point')) return 0;
    const rows = map.gl.queryRenderedFeatures({ layers: ['preview-point'] }).map(({ properties }) => properties.row);
    return new Set(rows).size;
  });

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
}

describe('files that fall on the map', () => {
  it('give axe nothing to find at any step, in English and dark; hints of codes come before the import', async () => {
    const { page } = await visit(served, 'lang=en&theme=dark');
    const room = page.locator('import-room');
    const good = ['甲', '乙', '丙'].map((name, i) => `${name},${at.lon + i / 1000},${at.lat},TV-00${i},x`);
    const csv = ['排口名称,东经,北纬,排污口编码,备注', ...good, `丁,200,${at.lat},,y`].join('\n');
    await dropFiles(page, { '夜排口.csv': csv });
    await room.locator('input[name=token]').waitFor();
    const seen = [await violations(page)];
    await giveToken(page, 'Use');
    await expect.poll(() => focused(page)).toBe('H2'); // what was pressed is gone
    await room.getByRole('button', { name: 'EPSG:4490' }).click();
    await room.getByText('4 rows read: 3 can be imported, 1 cannot').waitFor();
    await room.getByText('code "TV-001" has not the format').waitFor();
    seen.push(await violations(page));
    await room.getByRole('button', { name: 'Dry run' }).click();
    await room.locator('.result').waitFor();
    await expect.poll(() => focused(page)).not.toBe('BODY');
    seen.push(await violations(page));
    expect(seen).toEqual([[], [], []]);
    await page.close();
  });

  it('are looked at, mapped, imported with their issues, and taken back; the open map follows', async () => {
    const before = await district();
    const { page, complaints } = await visit(served);
    const room = page.locator('import-room');
    await dropFiles(page, { '新排口.csv': outfallsCsv(30) });
    await room.locator('input[name=token]').waitFor();
    expect(await violations(page)).toEqual([]);
    await giveToken(page);
    await room.getByText('文件没有说明坐标系').waitFor();
    expect(await violations(page)).toEqual([]);
    await room.getByRole('button', { name: 'EPSG:4490' }).click();
    await room.getByText('读取 31 行：可导入 30，不可导入 1').waitFor();
    await drawn(page);
    expect(await previewed(page)).toBe(30);
    expect((await district()).version).toBe(before.version); // nothing was written

    const column = room.getByRole('combobox', { name: '备注' });
    expect(await column.inputValue()).toBe('');
    await column.selectOption({ label: '标识牌名称' });
    await room.getByText('字段对应 · 4 / 4').waitFor();
    await room.getByRole('combobox', { name: '字段', exact: true }).selectOption({ label: '排污口类型' });
    await room.getByLabel('值', { exact: true }).fill('工业排污口');
    await room.locator('.set').getByRole('button', { name: '使用' }).click();
    await room.getByText('排污口类型 = 工业排污口').waitFor();
    expect(await room.locator('issue-table tbody tr').first().innerText()).toMatch(/错误\s+31\s.*200/s);
    expect(await violations(page)).toEqual([]);

    await room.getByRole('button', { name: '导入 30 行' }).click();
    await room.getByText(/已导入为第 \d+ 批/).waitFor();
    expect(await room.locator('.result dd').allInnerTexts()).toEqual(['30', '0', '0', '1']);
    expect(await violations(page)).toEqual([]);
    expect(await previewed(page)).toBe(0);
    expect((await district()).counts.outfalls).toBe(before.counts.outfalls + 30);
    const { items } = await signed<{ items: { id: number; mapping: object; author: string }[] }>('batches?limit=1');
    expect(items[0]).toMatchObject({
      mapping: { sign_name: '备注' },
      options: { defaults: { type: '工业排污口' } },
      author: '王工 (token 1)',
    });
    const total = async () =>
      (await page.locator('legend-panel button', { hasText: '待核实' }).locator('.value').innerText()).replace(
        /\D/g,
        '',
      );
    const { outfalls } = await (await fetch(`${served.origin}/api/v1/summary`)).json();
    await expect.poll(total, { timeout: 60_000 }).toBe(String(outfalls.by_progress.suspect));

    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      room.getByRole('button', { name: '待改行 CSV' }).click(),
    ]);
    expect(await readFile(await saved.path(), 'utf8')).toContain('新口坏');
    await room
      .getByRole('button', { name: `撤销第 ${items[0].id} 批` })
      .first()
      .click();
    expect(await violations(page)).toEqual([]);
    await room.getByRole('button', { name: '确定撤销' }).click();
    await room.getByText(`第 ${items[0].id} 批已撤销：删除 30 行`).waitFor();
    expect((await district()).counts.outfalls).toBe(before.counts.outfalls);
    await expect.poll(total, { timeout: 60_000 }).toBe(String(outfalls.by_progress.suspect - 30));
    expect(complaints.filter((text) => !/status of 40[01]/.test(text))).toEqual([]);
    await page.close();
  });

  it('that leave out a field which has to be said are refused in words of the page, and taken once it is given there', async () => {
    const { page } = await visit(served);
    const room = page.locator('import-room');
    const fix = (by: number) =>
      `<trkpt lat="${at.lat + by}" lon="${at.lon}"><time>2024-05-06T0${Math.round(by * 1e4)}:00:00Z</time></trkpt>`;
    const gpx = `<gpx version="1.1"><trk><name>甲</name><trkseg>${[0, 1e-4, 2e-4].map(fix).join('')}</trkseg></trk></gpx>`;
    await dropFiles(page, { '航迹.gpx': gpx });
    await giveToken(page);
    await room.getByRole('combobox', { name: '导入为' }).selectOption({ label: '排查航迹' });
    const refused = room.locator('.alarm', { hasText: '现在还不能导入' });
    await refused.waitFor();
    expect(await refused.innerText()).toMatch(
      /字段“排查方式”必填：请指定对应的列，或给出一个适用于全部行的值（在下面的字段对应中选列，或在“文件没有的内容”处选该字段、填值）；现有列/,
    );
    expect(await room.innerText()).not.toMatch(/--[a-z]|命令行/);
    await room.getByRole('combobox', { name: '字段', exact: true }).selectOption({ label: '排查方式' });
    await room.getByLabel('值', { exact: true }).fill('水上');
    await room.locator('.set').getByRole('button', { name: '使用' }).click();
    await room.getByText('读取 1 行：可导入 1，不可导入 0').waitFor();
    expect(await room.innerText()).not.toMatch(/--[a-z]|命令行/);
    await page.close();
  });

  it('that are wide tables are kept as a profile, with the rule that makes rows of them', async () => {
    const { page } = await visit(served);
    const room = page.locator('import-room');
    const place = (by: number) => `${at.lon + by},${at.lat}`;
    const wide = `名称,排口1经度,排口1纬度,排口2经度,排口2纬度\n甲厂,${place(0)},${place(0.01)}\n乙厂,${place(0.02)},${place(0.03)}`;
    await dropFiles(page, { '宽表.csv': wide });
    await giveToken(page);
    await room.getByRole('combobox', { name: '导入为' }).selectOption({ label: '排污口' });
    await room.getByRole('combobox', { name: '坐标系' }).fill('EPSG:4490');
    await page.keyboard.press('Tab');
    await room.getByRole('button', { name: '按此规则拆成一行一个' }).click();
    await room.getByText('读取 4 行').waitFor();
    await room.getByLabel('方案名').fill('宽表方案');
    await room.getByRole('button', { name: '保存为方案' }).click();
    await room.getByText('方案“宽表方案”已保存。').waitFor();
    const { items } = await signed<{ items: { name: string; unpivot: Record<string, string[]> }[] }>('profiles');
    const kept = items.find(({ name }) => name === '宽表方案')!;
    expect(Object.values(kept.unpivot).flat().join(' ')).toMatch(/排口\{n\}纬度.*排口\{n\}经度/);
    await page.close();
  });

  it('come several at once, the parts of a shapefile as one, a bad one refused in words; in English on a phone', async () => {
    const shp = shapefileOf('points', {
      encoding: 'utf-8',
      columns: ['name'],
      width: 20,
      rows: [['口一'], ['口二'], ['口三']],
      cpg: 'UTF-8',
    });
    const parts = await Promise.all(
      ['.shp', '.dbf', '.prj', '.cpg'].map(
        async (end) => [basename(shp, '.shp') + end, await readFile(shp.replace('.shp', end))] as const,
      ),
    );
    const { page } = await visit(served, 'lang=en', { width: 390, height: 844 });
    const room = page.locator('import-room');
    await dropFiles(page, {
      'laughs.gpx': '<!DOCTYPE x [<!ENTITY a "b">]><gpx>&a;</gpx>',
      ...Object.fromEntries(parts),
    });
    await giveToken(page, 'Use');
    await room.getByRole('alert').getByText('laughs.gpx cannot be read').waitFor();
    expect(await room.locator('.files-list li').count()).toBe(2);
    await room.getByRole('button', { name: 'points.shp' }).click();
    // neither its name nor its one column says what they are: it is asked
    await room.getByRole('combobox', { name: 'Import as' }).selectOption({ label: 'Outfalls' });
    await room.getByText('3 rows read: 3 can be imported, 0 cannot').waitFor();
    expect(await room.evaluate((element) => [element.scrollWidth, element.clientWidth])).toEqual([390, 390]);
    expect(await violations(page)).toEqual([]);
    await room.getByRole('button', { name: 'Dry run' }).click();
    await room.getByText('Result of a dry run; nothing was written').waitFor();
    expect((await room.locator('.result dd').allInnerTexts()).map(Number).reduce((sum, each) => sum + each)).toBe(3);
    await page.close();
  });

  it('are chosen by keyboard; the import shows how far it is, and stops when it is told to', async () => {
    const { page } = await visit(served);
    const before = await district();
    const room = page.locator('import-room');
    await page.getByRole('button', { name: '导入文件' }).focus();
    await page.keyboard.press('Enter');
    await giveToken(page);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      room
        .getByLabel('选择文件')
        .focus()
        .then(() => page.keyboard.press('Enter')),
    ]);
    await chooser.setFiles({ name: '再来.csv', mimeType: 'text/csv', buffer: Buffer.from(outfallsCsv(20, '再来')) });
    await room.getByRole('button', { name: 'EPSG:4490' }).click();
    const db = openPostgres(served.env.DATABASE_URL, 1);
    await db.transaction(async (tx) => {
      await tx.query('select 1 from register.district for update'); // the import waits for it
      await room.getByRole('button', { name: '导入 20 行' }).click();
      await room.getByRole('progressbar').waitFor();
      await Promise.all([
        page.waitForRequest((request) => request.method() === 'DELETE'),
        room.getByRole('button', { name: '取消导入' }).click(),
      ]);
    });
    await db.close();
    await room.getByText('导入已取消，未作任何更改。').or(room.getByText('已取消，未作任何更改。')).first().waitFor();
    expect(await district()).toMatchObject({ counts: before.counts });

    const first = await imported('一.csv', '名称,lon,lat,备注\n重名,POINT,甲');
    const second = await imported('二.csv', '名称,lon,lat,备注\n重名,POINT,乙');
    await room.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '导入文件' }).click();
    await room.getByRole('button', { name: `撤销第 ${first} 批` }).click();
    await room.getByRole('button', { name: '确定撤销' }).click();
    await room.getByText(`批次 ${first} 不能撤销：批次 ${second} 之后改动了相同的记录`).waitFor();
    await page.close();
  });
});
