/** A day's work in Chromium on the embedded database: what the other files here look at in detail on PostGIS. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atlas } from '../support/program.ts';
import { dropFiles } from './drop-files.ts';
import { type Foreign, serveExamples } from './foreign.ts';
import { type Served, serveDemo, visit } from './served.ts';

let served: Served;
let foreign: Foreign;
let token: string;
beforeAll(async () => {
  served = await serveDemo();
  const made = await atlas(['token', 'create', '--role', 'editor', '--name', '王工'], served.env); // the server has the database
  token = made.out.trim();
  foreign = await serveExamples(served.origin);
});
afterAll(async () => {
  await foreign?.close();
  await served?.stop();
});

// biome-ignore lint/suspicious/noExplicitAny: each step says what it expects of the answer
const api = async (path: string): Promise<any> => (await fetch(`${served.origin}${path}`)).json();
const inUrl = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);

describe('a day with the embedded database', () => {
  it('finds an outfall, follows its river beside the strip, and comes back by the address', async () => {
    const { features } = await api('/ogc/collections/outfalls/items?limit=200');
    const { code } = features.find((each: { properties: { code: string } }) => each.properties.code).properties;
    const { page, complaints } = await visit(served);
    await page.keyboard.press('/');
    await page.keyboard.type(code);
    await page.locator('search-box li').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('outfall-card .code', { hasText: code }).waitFor();
    const card = inUrl(page, 'select');
    await page.keyboard.press('Escape');
    await page.locator('coverage-panel .row.body').first().click();
    await page.locator('river-drawer coverage-strip').waitFor();
    expect(inUrl(page, 'select')).toMatch(/^river:/);
    await page.reload();
    await page.locator('river-drawer coverage-strip').waitFor();
    await page.goBack();
    await page.goBack();
    await page.locator('outfall-card h2').waitFor();
    expect(inUrl(page, 'select')).toBe(card);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('filters by year and mode, compares, and selects an area that the server counts alike', async () => {
    const { page } = await visit(served);
    await page.getByLabel('年度').selectOption('2022');
    await page.locator('.compared', { hasText: '与 2021-12-31 相比' }).waitFor();
    await page.getByLabel('年度').selectOption('');
    await page.getByRole('button', { name: /^缺口/ }).click();
    await expect.poll(() => inUrl(page, 'hide')).toBe('gap');
    const { items } = await api('/api/v1/districts');
    const [west, south, east, north] = items[0].bbox;
    const area = [west, south, (west + east) / 2, (south + north) / 2].map((degrees) => degrees.toFixed(5));
    const { features } = await api(`/ogc/collections/outfalls/items?limit=10000&bbox=${area}`);
    const found = features.filter((each: { properties: { status: string } }) => each.properties.status !== 'rejected');
    const corners = [
      [0, 1],
      [2, 1],
      [2, 3],
      [0, 3],
    ].map(([x, y]) => `${area[x]}/${area[y]}`);
    await page.goto(`${served.origin}/?area=${corners}`);
    await page
      .getByText(new RegExp(`范围内有 ${found.length.toLocaleString('en').replace(',', '\u2009')} 个排污口`))
      .waitFor();
    await page.close();
  });

  it('accepts a doubtful link, with who decided', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${served.origin}/review?lang=zh`);
    await page.getByLabel('编辑令牌').fill(token);
    await page.getByRole('button', { name: '使用' }).click();
    await page.getByRole('button', { name: '挂接', exact: true }).click();
    await page.locator('button[data-key="a"]:not([disabled])').waitFor();
    await page.keyboard.press('a');
    await page.getByText('已记录：接受').waitFor();
    const { items } = await api('/api/v1/reviews?state=decided');
    expect(items).toHaveLength(1);
    await page.close();
  });

  it('imports what is dropped on the map, and takes it back', async () => {
    const before = (await api('/api/v1/districts')).items[0];
    const [west, south, east, north] = before.bbox;
    const at = `${((west + east) / 2).toFixed(6)},${((south + north) / 2).toFixed(6)}`;
    const { page } = await visit(served);
    const room = page.locator('import-room');
    await dropFiles(page, { '新排口.csv': `排口名称,东经,北纬\n新口,${at}\n又口,${at}1\n三口,${at}2\n坏口,200,31` });
    await room.locator('input[name=token]').fill(token);
    await room.getByRole('button', { name: '使用' }).click();
    await room.getByRole('button', { name: 'EPSG:4490' }).click();
    await room.getByText('读取 4 行：可导入 3，不可导入 1').waitFor();
    await room.getByRole('button', { name: '导入 3 行' }).click();
    await room.getByText(/已导入为第 \d+ 批/).waitFor();
    expect((await api('/api/v1/districts')).items[0].counts.outfalls).toBe(before.counts.outfalls + 3);
    await room
      .getByRole('button', { name: /^撤销第 \d+ 批/ })
      .first()
      .click();
    await room.getByRole('button', { name: '确定撤销' }).click();
    await room.getByText(/批已撤销：删除 3 行/).waitFor();
    expect((await api('/api/v1/districts')).items[0].counts.outfalls).toBe(before.counts.outfalls);
    await page.close();
  });

  it('is shown by elements and a frame on pages of another origin', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1000, height: 800 } });
    await page.goto(`${foreign.origin}/plain.html`);
    await expect.poll(() => page.locator('coverage-strip svg').getAttribute('aria-label')).toMatch(/，水上 .+；水下 /);
    await page.locator('outfall-map').evaluate((map) => {
      (map as unknown as { select(target: object): void }).select({ kind: 'outfall', id: 1 });
    });
    await page.locator('outfall-dossier outfall-card h2').waitFor();
    expect(await page.locator('#chosen').innerText()).toBe('{"kind":"outfall","id":1}');
    await page.goto(`${foreign.origin}/iframe.html`);
    const { length_km, states } = await api('/api/v1/summary?mode=above_water');
    const percent = ((100 * (length_km - states.gap)) / length_km).toFixed(2);
    await page.frameLocator('iframe').locator('header b', { hasText: percent }).waitFor();
    await page.close();
  });
});
