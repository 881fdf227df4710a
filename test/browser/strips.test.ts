/** Rivers drawn straight in Chromium: the page, its way to the map and back, and the printed report. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfRows } from './pdf-rows.ts';
import { drawn, type Served, serveDemo } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(async () => {
  await served?.stop();
});

interface Report {
  items: { river_id: number; name: string; under_gap_km: number; under_gaps: number }[];
  total: { above_percent: number; under_gaps: number };
}
const report = async (query = ''): Promise<Report> =>
  (await fetch(`${served.origin}/api/v1/reports/coverage?${query}`)).json();
const inUrl = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);

async function open(query = '', size = { width: 1440, height: 900 }) {
  const page = await served.browser.newPage({ viewport: size });
  page.setDefaultTimeout(90_000); // a browser that draws in software on a busy machine
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(`${served.origin}/strips?${query}`);
  await page.locator('coverage-strip').first().waitFor();
  return { page, complaints };
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
}

/** 2,000 rivers in the report's place. */
async function routeMany(page: Page): Promise<void> {
  const whole = await report('sort=name');
  const many = Array.from({ length: 2000 }, (_, i) => ({
    ...whole.items[i % whole.items.length],
    name: `第${i + 1}河`,
  }));
  const json = { ...whole, items: many, next: null };
  await page.route(/\/api\/v1\/reports\/coverage/, (route) => route.fulfill({ json }));
}

describe('the page of strips', () => {
  it('shows the numbers of the report, a sentence for each picture, and has nothing to complain of', async () => {
    const { page, complaints } = await open('sort=gap&mode=under_water');
    const { items, total } = await report('sort=gap&mode=under_water');
    expect(await page.locator('.figures').innerText()).toContain(
      `${total.under_gaps} 段`.replace(/^(\d+)(\d{3} )/, '$1\u2009$2'),
    );
    const first = page.locator('.row.strips[aria-rowindex="2"]');
    expect(await first.innerText()).toContain(items[0].name);
    expect(await first.innerText()).toContain(items[0].under_gap_km.toFixed(3));
    expect(await first.locator('svg[role=img]').getAttribute('aria-label')).toMatch(
      /^.+，水下 [\d.]+ %，\d+ 段缺口，最长 .+\sm$/,
    );
    for (const [i, row] of items.slice(0, 5).entries()) {
      const drawn = page.locator(`.row.strips[aria-rowindex="${i + 2}"] svg[role=img]`);
      expect(await drawn.getAttribute('aria-label')).toContain(`，${row.under_gaps} 段缺口`); // as the list of gaps counts
    }
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows no figure of another day when the server is lost', async () => {
    const { page } = await open('sort=gap');
    const figures = page.locator('.figures');
    const before = await figures.innerText();
    await page.route('**/api/**', (route) => route.abort());
    const day = page.getByRole('textbox', { name: '选日期' }); // not the browser's own field: its order of day and month is not ours
    await day.fill('2022-06-30');
    await day.press('Enter');
    expect(await day.inputValue()).toBe('2022-06-30');
    await page.getByText('没有读到“水上与水下 · 截至 2022-06-30”的数据').waitFor();
    expect(await figures.innerText()).not.toMatch(/\d/);
    expect(await page.locator('.row.strips .figure', { hasText: /\d/ }).count()).toBe(0);
    expect(await page.locator('coverage-strip').count()).toBe(0);
    await day.fill('');
    await day.press('Enter');
    await page.locator('coverage-strip').first().waitFor();
    expect(await figures.innerText()).toBe(before);
    await page.close();
  });

  it('holds 2,000 rivers with the rows in sight alone', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(90_000);
    await routeMany(page);
    await page.goto(`${served.origin}/strips?sort=name`);
    await page.locator('coverage-strip').first().waitFor();
    const list = page.locator('virtual-rows');
    const rows = page.locator('.row.strips[aria-rowindex]');
    expect(await list.locator('[role=table]').getAttribute('aria-rowcount')).toBe('2001');
    expect(await rows.count()).toBeLessThan(60);
    await list.hover();
    await page.mouse.wheel(0, 400);
    await expect.poll(() => list.evaluate(({ scrollTop }) => scrollTop)).toBe(400);
    for (let look = 0; look < 10; look++) {
      await page.waitForTimeout(100);
      expect(await list.evaluate(({ scrollTop }) => scrollTop)).toBe(400); // it goes on by no one's hand
    }
    await list.evaluate((each) => each.scrollTo(0, each.scrollHeight));
    const last = page.locator('.row.strips[aria-rowindex="2001"]');
    expect(await last.innerText()).toContain('第2000河');
    await last.locator('coverage-strip').waitFor();
    expect(await rows.count()).toBeLessThan(60);
    await page.getByLabel('排序').selectOption('gap'); // another list is read from its beginning
    await expect.poll(() => list.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
    await page.close();
  });

  it('filters, sorts and searches by its address, in both languages and themes', async () => {
    const { page } = await open();
    await page.getByLabel('等级').selectOption('municipal');
    await page.getByLabel('排序').selectOption('percent');
    await page.getByRole('button', { name: 'EN' }).click();
    await page.getByLabel('Theme').selectOption('dark');
    await expect
      .poll(() => ['level', 'sort', 'lang', 'theme'].map((name) => inUrl(page, name)))
      .toEqual(['municipal', 'percent', 'en', 'dark']);
    const { items } = await report('level=municipal&sort=percent');
    const spelled = (await (await fetch(`${served.origin}/api/v1/latin-names`)).json()).items;
    const latin = new Map(spelled.map((each: { name: string; latin: string }) => [each.name, each.latin]));
    expect(items.every(({ name }) => /^[A-Z]/.test(String(latin.get(name))))).toBe(true);
    await expect
      .poll(() => page.locator('.row.strips a').allInnerTexts())
      .toEqual(items.map(({ name }) => latin.get(name))); // English reads in Latin letters
    expect(await page.locator('nav .print').getAttribute('href')).toContain('level=municipal');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('/');
    await page.keyboard.type('nowhere');
    await page.getByText('No rivers match.').waitFor();
    await page.getByRole('button', { name: /Removing the filters/ }).click();
    await page.locator('coverage-strip').first().waitFor();
    await page.close();
  });

  it('says each part of its address that is not understood, of the day until one is chosen', async () => {
    const { page } = await open('level=x&sort=bogus&as_of=2023-99-99&mode=zz&lang=en');
    const notice = page.locator('p.notice');
    for (const said of ['level="x"', 'sort="bogus"', 'as_of="2023-99-99"', 'mode="zz"'])
      expect(await notice.innerText()).toContain(`${said} is not understood`);
    await page.getByLabel('Sort').selectOption('gap');
    await expect.poll(() => notice.innerText()).not.toContain('bogus');
    expect(await notice.innerText()).toContain('as_of="2023-99-99"');
    const day = page.getByRole('textbox', { name: 'Pick a date' });
    await day.fill('2022-06-30');
    await day.press('Enter');
    await notice.waitFor({ state: 'hidden' });
    await page.close();
  });

  it('fits a phone', async () => {
    const { page, complaints } = await open('lang=en', { width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('the narrowest phone', () => {
  it('has every name on a line of its own: neither its strip nor another row lies over it', async () => {
    const page = await served.browser.newPage({ viewport: { width: 320, height: 640 } });
    await page.route(/reports\/coverage/, async (route) => {
      const response = await route.fetch();
      const report = await response.json();
      for (const item of report.items) item.name = `${item.name}（西岑社区莲湖村北段支流）`;
      await route.fulfill({ response, json: report });
    });
    await page.goto(`${served.origin}/strips?lang=en`);
    await page.locator('coverage-strip').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const rows = await page.locator('.row.strips:not(.head)').evaluateAll((all) =>
      all.map((row) => {
        const box = (selector: string) => row.querySelector(selector)!.getBoundingClientRect();
        const [name, figure, strip, whole] = [
          box('.river'),
          box('.figure'),
          box('.strip'),
          row.getBoundingClientRect(),
        ];
        return [whole.top, name.top, name.bottom, figure.top, figure.bottom, strip.top, strip.bottom, whole.bottom];
      }),
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const edges of rows) expect(edges).toEqual([...edges].sort((a, b) => a - b)); // one under the other
    await page.close();
  });
});

describe('a gap on a strip', () => {
  it('opens on the map, where the strip of the river moves a bar across it and selects its gaps', async () => {
    const { page } = await open('sort=gap&mode=under_water');
    await page
      .locator('coverage-strip')
      .first()
      .getByRole('button', { name: /^水下缺口/ })
      .first()
      .click();
    await page.waitForURL(/\/\?.*select=gap/);
    await drawn(page);
    await expect.poll(() => Number(inUrl(page, 'at')?.split('/')[0])).toBeGreaterThan(10.5);
    const strip = page.locator('river-drawer coverage-strip');
    await strip.hover({ position: { x: 90, y: 3 } });
    await expect.poll(() => overlayRoles(page)).toEqual(['cross']);
    await page.mouse.move(700, 500);
    await expect.poll(() => overlayRoles(page)).toEqual([]);
    const gap = inUrl(page, 'select');
    // and the other way round: over the middle of the gap on the map
    const middle = await middleOf(page, gap!);
    await page.mouse.move(middle.x + 60, middle.y + 60);
    await page.mouse.move(middle.x, middle.y);
    const bar = strip.locator('.cross');
    await bar.waitFor();
    const measured = Number.parseFloat(await strip.locator('.tip').innerText());
    expect(Math.abs(measured - middle.km)).toBeLessThan(0.15); // a pixel is up to 75 m, and gaps bend
    expect(await strip.getByRole('button', { pressed: true }).count()).toBe(1);
    await page.locator('river-drawer h3 button').first().click();
    await expect.poll(() => inUrl(page, 'select')).toMatch(/^river:/);
    await strip.getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => inUrl(page, 'select')).toMatch(new RegExp(`^gap:${gap!.match(/\d+/)![0]}/`));
    await page.close();
  });
});

/** Where the middle of a gap of the address is on the screen. */
async function middleOf(page: Page, select: string): Promise<{ x: number; y: number; km: number }> {
  const [, route, from] = select.match(/^gap:\d+\/(\d+)\/([\d.]+)(?:\/[\d.]+)?$/)!;
  const mode = inUrl(page, 'mode') ?? 'above_water';
  const { items } = (await (await fetch(`${served.origin}/api/v1/gaps?mode=${mode}`)).json()) as {
    items: { route: number; from_m: number; to_m: number; marks: [number, number, number][] }[];
  };
  const gap = items.find((each) => each.route === Number(route) && Math.abs(each.from_m - Number(from)) < 2)!;
  const place = await page.locator('outfall-map').evaluate((map, [lon, lat]) => {
    const { gl } = map as unknown as { gl: { project(at: [number, number]): { x: number; y: number } } };
    const [at, box] = [gl.project([lon, lat]), map.getBoundingClientRect()];
    return { x: box.x + at.x, y: box.y + at.y };
  }, gap.marks[1]);
  return { ...place, km: (gap.from_m + gap.to_m) / 2000 };
}

const overlayRoles = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const map = document.querySelector('outfall-viewer')!.shadowRoot!.querySelector('outfall-map')!;
    const { overlay } = map as unknown as { overlay: { features: { properties: { role: string } }[] } | null };
    return (overlay?.features ?? []).map(({ properties }) => properties.role);
  });

describe('the page printed by the browser itself', () => {
  const size = { preferCSSPageSize: true, tagged: true } as const;
  const PATIENT = { timeout: 30_000 };

  it('has each river once on A4 landscape with its strip, none on two pages, and no page that is blank', async () => {
    const { page, complaints } = await open('sort=gap&theme=dark&lang=en');
    const { items } = await report('sort=gap');
    const rivers = Math.min(items.length, 100);
    await page.waitForLoadState('networkidle'); // the strips of those out of sight come after
    const { pages, spread } = pdfRows(await page.pdf(size));
    expect(spread.length).toBeGreaterThanOrEqual(rivers);
    expect(spread.filter((on) => on > 1)).toEqual([]);
    expect(pages).toBeGreaterThanOrEqual(Math.ceil(rivers / 13)); // 718 px of a page less the head hold 12 rows of 54 px
    expect(pages).toBeLessThanOrEqual(1 + Math.ceil((rivers - 7) / 12));
    await page.emulateMedia({ media: 'print' });
    const strips = page.locator('coverage-strip');
    await expect.poll(() => strips.count(), PATIENT).toBe(rivers);
    const right = await strips.evaluateAll((all) => Math.max(...all.map((each) => each.getBoundingClientRect().right)));
    expect(right).toBeLessThan(1046); // A4 less its margins
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
    await page.emulateMedia({ media: 'screen' });
    await expect.poll(() => strips.count(), PATIENT).toBeLessThan(40);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('stops after 100 of 2,000 rivers, and says so with the address of the whole report', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(90_000);
    await routeMany(page);
    await page.goto(`${served.origin}/strips?sort=name`);
    await page.locator('coverage-strip').first().waitFor();
    const { pages } = pdfRows(await page.pdf(size));
    expect(pages).toBeGreaterThanOrEqual(8);
    expect(pages).toBeLessThanOrEqual(10);
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.locator('.row.strips[aria-rowindex]').count(), PATIENT).toBe(100);
    const hint = await page.locator('.hint').innerText();
    expect(hint).toMatch(/前 100 条河道，共 2\s?000 条/);
    expect(hint).toMatch(/http:\S+\/api\/v1\/reports\/coverage\?\S*format=html/);
    await page.close();
  });
});

describe('the printed report', () => {
  it('stands on A4 without scripts: as many pages as its rows fill, and no row on two of them', async () => {
    const context = await served.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${served.origin}/api/v1/reports/coverage?format=html`);
    const rows = await page.locator('.strips tbody tr').count();
    const { pages, spread } = pdfRows(await page.pdf({ preferCSSPageSize: true, tagged: true }));
    expect(spread.length).toBeGreaterThanOrEqual(rows);
    expect(spread.filter((on) => on !== 1)).toEqual([]);
    // head, maps and tables on two pages; 187 mm of a page less the table's head hold 13 or 14 strips of 49 px
    expect(pages).toBeGreaterThanOrEqual(1 + Math.ceil(rows / 14));
    expect(pages).toBeLessThanOrEqual(3 + Math.ceil(rows / 12));
    await page.setViewportSize({ width: 1046, height: 706 }); // A4 less its margins
    await page.emulateMedia({ media: 'print' });
    const [top, bottom] = await page.locator('header, .maps').evaluateAll((all) => {
      const boxes = all.map((each) => each.getBoundingClientRect());
      return [boxes[0].top, boxes.at(-1)!.bottom];
    });
    expect(bottom - top).toBeLessThan((187 / 25.4) * 96); // the maps stand on the first page, under the figures
    await context.close();
  });
});
