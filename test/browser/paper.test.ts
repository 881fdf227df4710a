/** Report tables on paper: all of what stands in them lies within the page. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZONE_GAP_COLUMNS } from '../../server/report/columns.ts';
import { ACCESS_COLUMNS } from '../../server/report/gaps/access.ts';
import { MATCH_COLUMNS } from '../../server/report/matches.ts';
import { renderHtml } from '../../server/report/render/html.ts';
import type { Column } from '../../server/report/report.ts';
import { type Served, serveDemo } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(() => served.stop());

/** A4 less margins of 10 mm, CSS pixels. */
const PX = { portrait: 719, landscape: 1047 };
const ACCESS = 'gaps?mode=above_water&access=true&max_length_m=500';

/** Whether the browser turns the page, by how many pixels cells reach beyond it, and how small their letters are. */
async function onPaper(page: Page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const isWide = Number(/\/MediaBox\s*\[\s*0 0 ([\d.]+)/.exec(pdf)![1]) > 800;
  const width = PX[isWide ? 'landscape' : 'portrait'];
  await page.setViewportSize({ width, height: 700 });
  await page.emulateMedia({ media: 'print' });
  const right = await page.locator('th, td').evaluateAll((cells) => {
    const reach = (cell: Element) => cell.getBoundingClientRect().right + cell.scrollWidth - cell.clientWidth;
    return Math.max(...cells.map(reach));
  });
  const cell = page.locator('td').first();
  const letters = await cell.evaluate((each) => Number.parseFloat(getComputedStyle(each).fontSize));
  return { isWide, beyond: Math.max(0, right - width), letters };
}

const open = async (path: string) => {
  const page = await served.browser.newPage();
  await page.goto(`${served.origin}/api/v1/${path}&format=html`);
  return page;
};

describe('a report table on paper', () => {
  it.each([
    [ACCESS, true],
    ['gaps/plan?start=121.1,31.1&hours=8&speed_kmh=4', false],
    ['reports/funding?phase=survey', true],
    ['reports/targets?as_of=2023-12-31', false],
    ['reports/targets/towns?as_of=2023-12-31', false],
    ['coverage/diff?from=2023-04-01&to=2023-08-01', true],
  ])('%s has every cell within A4', async (path, isWide) => {
    const page = await open(path);
    const { letters, ...found } = await onPaper(page);
    expect(found).toEqual({ isWide, beyond: 0 });
    expect(letters).toBeGreaterThan(7);
    await page.close();
  });

  // of the columns that the server can give, the most and widest
  const long: Record<string, string | number> = {
    number: '中心河(QP-HD-00123)-117+499.2',
    mode: 'under_water',
    access_lon: 121.04405194312345,
    access_lat: 31.11439525312345,
    access_kind: 'residential',
    access_reason: 'none_within_1000_m',
    reasons: 'name_unsaid',
  };
  const row = (columns: Column[]) =>
    Object.fromEntries(columns.map(({ key, decimals }) => [key, long[key] ?? (decimals ? 12345.678 : '夏阳街道')]));
  it.each([
    ['gaps by zone with access', [...ZONE_GAP_COLUMNS, ...ACCESS_COLUMNS]],
    ['duplicates', MATCH_COLUMNS],
  ])('%s, the widest there is, is within A4', async (_, columns) => {
    const page = await served.browser.newPage();
    await page.setContent(renderHtml({ title: { zh: '宽', en: 'Wide' }, columns, rows: [row(columns)], notes: [] }));
    const { letters, ...found } = await onPaper(page);
    expect(found).toEqual({ isWide: true, beyond: 0 });
    expect(letters).toBeGreaterThan(7);
    await page.close();
  });

  it('has whole degrees, and words of both languages where files have codes', async () => {
    const page = await open(ACCESS);
    const texts = new Set(await page.locator('td').allInnerTexts());
    const { items } = await (await fetch(`${served.origin}/api/v1/${ACCESS}&limit=100`)).json();
    const degrees = items.flatMap((each: Record<string, number | null>) => [each.access_lon, each.access_lat]);
    expect(degrees.filter((each: number | null) => each !== null && !texts.has(String(each)))).toEqual([]);
    expect([...texts]).toEqual(expect.arrayContaining(['水上 above water', '堤防 levee', '检查井 manhole']));
    expect([...texts].filter((text) => /^[a-z]+(_[a-z0-9]+)*$/.test(text))).toEqual([]);
    const csv = await (await fetch(`${served.origin}/api/v1/${ACCESS}&format=csv`)).text();
    expect(csv).toMatch(/,above_water,.*,levee,/);
    expect(csv).not.toMatch(/水上|,堤防/);
    const none = { ...items[0], access_kind: null, access_reason: 'none_within_1000_m' };
    const html = renderHtml({ title: { zh: '', en: '' }, columns: ACCESS_COLUMNS, rows: [none], notes: [] });
    expect(html).toContain('<td>1000 米内没有 none within 1000 m</td>');
    await page.close();
  });
});
