/** The viewer in Chromium on a served demo: what a person does first. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atlas } from '../support/program.ts';
import { coloursOf, drawn, focused, type Served, serveDemo, visit } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(async () => {
  await served?.stop();
});

const api = async <Answer>(path: string): Promise<Answer> => (await fetch(`${served.origin}${path}`)).json();
const inUrl = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);
const zoomOf = (page: Page): number => Number(inUrl(page, 'at')?.split('/')[0]);

/** Of `once`, `repeated` and `gap` those that a source of the map has tiles with. */
const statesOf = (page: Page, source: string): Promise<string[]> =>
  page.locator('outfall-map').evaluate((map, name) => {
    const { gl } = map as unknown as { gl: { getSource(id: string): unknown; querySourceFeatures: QuerySource } };
    if (!gl.getSource(name)) return [];
    const found = ['coverage', 'gaps'].flatMap((sourceLayer) => gl.querySourceFeatures(name, { sourceLayer }));
    const states = new Set(found.map(({ properties }) => properties.state));
    return ['once', 'repeated', 'gap'].filter((state) => states.has(state));
  }, source);
type QuerySource = (id: string, of: { sourceLayer: string }) => { properties: { state: string } }[];

/** Corners drawn so far. */
const cornersOn = (page: Page): Promise<number> =>
  page.locator('outfall-map').evaluate((map) => {
    const { overlay } = map as unknown as { overlay: { features: { properties: { role: string } }[] } | null };
    return (overlay?.features ?? []).filter(({ properties }) => properties.role === 'corner').length;
  });

/** What axe finds. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
}

interface Listed<Row> {
  items: Row[];
}
interface Feature {
  id: number;
  properties: Record<string, string | null>;
  geometry: { coordinates: [number, number] };
}

async function anOutfall(): Promise<Feature> {
  const { features } = await api<{ features: Feature[] }>('/ogc/collections/outfalls/items?limit=200');
  return features.find(({ properties }) => properties.code && properties.status === 'confirmed')!;
}

describe('the viewer', () => {
  it('draws the map, says the data are synthetic, asks nobody but its server and has nothing to complain of', async () => {
    const { page, asked, complaints } = await visit(served);
    expect(await coloursOf(page)).toBeGreaterThan(100);
    expect(await page.getByText('合成演示数据', { exact: true }).isVisible()).toBe(true);
    const outside = asked.filter((url) => !url.startsWith(`${served.origin}/`) && !/^(blob|data):/.test(url));
    expect(outside).toEqual([]);
    expect(asked.some((url) => url.includes('.mvt'))).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows the number of the API, with a sum that agrees', async () => {
    const { page } = await visit(served);
    const { length_km, states } = await api<{ length_km: number; states: { gap: number } }>('/api/v1/summary');
    const percent = ((100 * (length_km - states.gap)) / length_km).toFixed(2);
    expect(await page.locator('coverage-head .big b').innerText()).toContain(percent);
    expect(await page.locator('coverage-head .total').innerText()).toContain('合计一致');
    await page.close();
  });

  it('finds an outfall by its code and opens its card', async () => {
    const { properties, id } = await anOutfall();
    const { page } = await visit(served);
    await page.keyboard.press('/');
    await page.keyboard.type(properties.code!);
    await page.locator('search-box li').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('outfall-card h2').waitFor();
    expect(await page.locator('outfall-card .code').innerText()).toContain(properties.code);
    const zones = await page.locator('outfall-card .zones li').allInnerTexts();
    for (const kind of [/保护区/, /自然保护地/, /特殊保护区域/]) expect(zones.some((row) => kind.test(row))).toBe(true);
    await expect.poll(() => inUrl(page, 'select')).toBe(`outfall:${id % 2 ** 32}`);
    await page.locator('outfall-card button').first().focus();
    await page.keyboard.press('Escape');
    await page.locator('coverage-panel').waitFor();
    await expect.poll(() => focused(page)).toBe('CANVAS'); // what had it is gone
    expect(inUrl(page, 'select')).toBeNull();
    await page.goBack();
    await page.locator('outfall-card h2').waitFor();
    await page.close();
  });

  it('has no hit of another text: says what was refused, and Enter waits for the answer', async () => {
    const towns = await api<{ features: Feature[] }>('/ogc/collections/towns/items?limit=1');
    const [town] = towns.features;
    const { page } = await visit(served);
    await page.keyboard.press('/');
    await page.keyboard.type(town.properties.name!);
    await page.locator('search-box li').first().waitFor();
    const at = inUrl(page, 'at');
    await page.locator('search-box input').fill('EPSG:99999 1 2');
    await page.locator('search-box p', { hasText: '99999' }).waitFor();
    expect(await page.locator('search-box li').count()).toBe(0);
    await page.keyboard.press('Enter');
    expect(inUrl(page, 'at')).toBe(at);
    const { properties, id } = await anOutfall();
    await page.locator('search-box input').fill(town.properties.name!);
    await page.locator('search-box li').first().waitFor();
    await page.locator('search-box input').fill(properties.code!);
    await page.keyboard.press('Enter'); // before there can be an answer
    await expect.poll(() => inUrl(page, 'select')).toBe(`outfall:${id % 2 ** 32}`);
    await page.close();
  });

  it('draws in the third mode what is surveyed above water and not under it, in rows and in the drawer', async () => {
    const { items } = await api<Listed<{ river_id: number; gap_km: number; above_not_under_km: number }>>(
      '/api/v1/coverage?group=river&mode=above_water&limit=10000',
    );
    const most = items.reduce((a, b) => (b.above_not_under_km > a.above_not_under_km ? b : a));
    const { page } = await visit(served, 'mode=above_not_under');
    const first = page.locator('coverage-panel .row.body coverage-strip').first();
    await expect
      .poll(() => first.locator('svg').getAttribute('aria-label'))
      .toContain(`水上有·水下无 ${most.above_not_under_km.toFixed(3)} km`);
    expect(await first.locator('path.gap').count()).toBe(1);
    expect(await first.locator('path.above').count()).toBe(0);
    await page.close();
    const both = items.find((row) => row.gap_km > 0.1 && row.above_not_under_km > 0.1)!;
    const { page: chosen } = await visit(served, `mode=above_not_under&select=river:${both.river_id}`);
    const inDrawer = chosen.locator('river-drawer coverage-strip');
    await expect.poll(() => inDrawer.locator('path.above').count()).toBeGreaterThan(0);
    expect(await inDrawer.locator('li button[aria-label^=水下]').count()).toBeGreaterThan(0);
    expect(await chosen.locator('river-drawer p').first().innerText()).toMatch(/^水上 · 缺口/); // whose gaps are listed
    await chosen.close();
  });

  it.each([
    ['', '没有辖区“nowhere”。请在上方的列表里另选辖区。'],
    ['strips', '没有辖区“nowhere”。请到地图页另选辖区。'],
    ['review', '没有这个辖区。'],
  ])('says of a district that does not exist that there is none, and shows no other (/%s)', async (path, sentence) => {
    const page = await served.browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${served.origin}/${path}?district=nowhere`);
    await page.getByText(sentence).waitFor();
    expect(await page.getByText('正在读取').count()).toBe(0);
    expect(await page.getByText('没有读到数据').count()).toBe(0); // the sentence says it all
    expect(asked.filter((url) => /\/tiles\/|district=demo/.test(url))).toEqual([]);
    await page.close();
  });

  it('shows the district that is chosen in the list instead of one that does not exist', async () => {
    const page = await served.browser.newPage();
    await page.goto(`${served.origin}/?district=nowhere&lang=en`);
    await page.getByText('There is no district "nowhere". Choose another one in the list above.').waitFor();
    await page.locator('top-bar .district select').selectOption('demo');
    await page.locator('coverage-panel .big').first().waitFor();
    expect(new URL(page.url()).searchParams.get('district')).toBe('demo');
    expect(await page.getByText('There is no district').count()).toBe(0);
    await page.close();
  });

  it('opens the card of an outfall that is clicked on the map', async () => {
    const { geometry, properties } = await anOutfall();
    const [lon, lat] = geometry.coordinates;
    const { page } = await visit(served, `at=18/${lon}/${lat}`);
    // the map's centre is the middle of what the panels leave free
    await page.mouse.click(292 + (1440 - 292 - 422) / 2, 52 + 12 + (900 - 52 - 12 - 16) / 2);
    await page.locator('outfall-card h2').waitFor();
    expect(await page.locator('outfall-card .code').innerText()).toContain(properties.code);
    await page.close();
  });

  it('selects with a box what the server finds in that box, and measures', async () => {
    const { page } = await visit(served);
    await page.getByRole('button', { name: '圈选' }).click();
    await page.locator('tool-panel').waitFor();
    const [west, north, east, south] = [420, 250, 800, 620];
    await page.keyboard.down('Shift');
    await page.mouse.move(west, north);
    await page.mouse.down();
    await page.mouse.move(east, south, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    const corners = await page.locator('outfall-map').evaluate(
      (map, [left, top, right, bottom]) => {
        const { gl } = map as unknown as { gl: { unproject(at: [number, number]): { lng: number; lat: number } } };
        const { x, y } = map.getBoundingClientRect();
        const at = (px: number, py: number) => gl.unproject([px - x, py - y]);
        const [a, b] = [at(left, bottom), at(right, top)];
        return [a.lng, a.lat, b.lng, b.lat].map((degrees) => degrees.toFixed(6));
      },
      [west, north, east, south],
    );
    const { features } = await api<{ features: Feature[] }>(
      `/ogc/collections/outfalls/items?limit=10000&bbox=${corners}`,
    );
    const found = features.filter(({ properties }) => properties.status !== 'rejected').length;
    expect(found).toBeGreaterThan(10);
    await page
      .getByText(new RegExp(`范围内有 ${found.toLocaleString('en').replace(',', '\u2009')} 个排污口`))
      .waitFor();
    // the area is in the address: back takes it away, forward draws it again
    expect(inUrl(page, 'area')!.split(',')).toHaveLength(4);
    await page.goBack();
    await page.locator('coverage-panel').waitFor();
    expect(inUrl(page, 'area')).toBeNull();
    await page.goForward();
    await page
      .getByText(new RegExp(`范围内有 ${found.toLocaleString('en').replace(',', '\u2009')} 个排污口`))
      .waitFor();
    await page.getByRole('button', { name: '量距离' }).click();
    await page.locator('tool-panel[tool=measure]').waitFor(); // the tool before it took the click otherwise
    for (const [i, x] of [450, 600, 700].entries()) {
      await page.mouse.click(x, 400);
      await expect.poll(() => cornersOn(page)).toBe(i + 1);
    }
    await page.keyboard.press('Enter');
    await page.locator('tool-panel li').nth(1).waitFor();
    expect(await page.locator('tool-panel li').count()).toBe(2);
    await page.keyboard.press('Escape');
    await page.locator('coverage-panel').waitFor();
    expect(inUrl(page, 'select')).toBeNull();
    await page.close();
  });

  it('measures by keyboard alone, and the line and a searched place are in the address', async () => {
    const { page } = await visit(served);
    await page.getByRole('button', { name: '量距离' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('tool-panel[tool=measure]').getByText('空格在地图中心').waitFor();
    const middle = () =>
      page.locator('outfall-map').evaluate((map) => {
        const { gl } = map as unknown as { gl: { getCenter(): { lng: number; lat: number } } };
        return [gl.getCenter().lng, gl.getCenter().lat];
      });
    const first = await middle();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await drawn(page);
    const second = await middle();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    const line = [first, second].map(([x, y]) => `${x.toFixed(6)}/${y.toFixed(6)}`).join(',');
    await expect.poll(() => inUrl(page, 'measure')).toBe(line);
    const length = await page.locator('tool-panel .big').innerText();
    await page.reload();
    await page.locator('tool-panel .big', { hasText: length }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('coverage-panel').waitFor();
    expect(inUrl(page, 'measure')).toBeNull();
    await page.keyboard.press('/');
    await page.keyboard.type('121.15 31.08');
    await page.keyboard.press('Enter');
    await expect.poll(() => inUrl(page, 'mark')).toBe('121.150000/31.080000');
    const marks = () =>
      page.locator('outfall-map').evaluate((map) => {
        const { overlay } = map as unknown as { overlay: { features: unknown[] } | null };
        return overlay?.features.length ?? 0;
      });
    await page.reload();
    await expect.poll(marks).toBe(1);
    await page.keyboard.press('/');
    await page.keyboard.type((await anOutfall()).properties.code!);
    await page.keyboard.press('Enter');
    await expect.poll(() => inUrl(page, 'select')).toMatch(/^outfall:/);
    expect([inUrl(page, 'mark'), await marks()]).toEqual([null, 0]);
    await page.close();
  });

  it('gives the map back after a tool that was taken twice while it was loaded', async () => {
    const { page } = await visit(served);
    await page.route('**/assets/*tool*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    await page.getByRole('button', { name: '量距离' }).dblclick();
    await page.locator('tool-panel').waitFor();
    await page.mouse.click(450, 400);
    await expect.poll(() => cornersOn(page)).toBe(1);
    await page.keyboard.press('Escape');
    await page.locator('coverage-panel').waitFor();
    await page.mouse.click(600, 420);
    await page.mouse.move(640, 460);
    await page.waitForTimeout(300);
    expect(await cornersOn(page)).toBe(0);
    await page.close();
  });

  it('never says 100 % while a millimetre is missing', async () => {
    const { page } = await visit(served);
    await page.route('**/api/v1/summary*', async (route) => {
      const summary = await (await route.fetch()).json();
      const gap = 0.000001;
      const states = { ...summary.states, once: summary.length_km - gap, bridged: 0, repeated: 0, gap };
      await route.fulfill({ json: { ...summary, states } });
    });
    await page.reload();
    await page.locator('coverage-head .big').waitFor();
    expect(await page.locator('coverage-head .big b').innerText()).toMatch(/^99\.99\s*%$/);
    await page.close();
  });

  it('leads from the card to the printable dossier, which asks for nothing else and has nothing to complain of', async () => {
    const { id, properties } = await anOutfall();
    const { page } = await visit(served, `select=outfall:${id % 2 ** 32}`);
    const link = page.locator('outfall-card a.dossier');
    await link.waitFor();
    const address = await link.evaluate((each: HTMLAnchorElement) => each.href);
    const context = await served.browser.newContext({ javaScriptEnabled: false });
    const dossier = await context.newPage();
    const asked: string[] = [];
    dossier.on('request', (request) => asked.push(request.url()));
    await dossier.goto(address);
    expect(await dossier.locator('.sub').innerText()).toContain(properties.code);
    expect(await dossier.locator('svg.map').isVisible()).toBe(true);
    expect((await dossier.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-');
    expect(asked.filter((url) => url !== address && !url.endsWith('/favicon.ico'))).toEqual([]);
    await context.close();
    await page.goto(address); // axe is a script
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it('zooms to a gap from the list, and to the next with G', async () => {
    const { page } = await visit(served);
    const { items } = await api<Listed<{ length_m: number }>>('/api/v1/gaps?mode=above_water');
    await page.getByRole('tab', { name: /缺口清单/ }).click();
    expect(await page.getByRole('tab', { name: /缺口清单/ }).innerText()).toContain(String(items.length));
    await page.locator('virtual-rows .row.body').nth(2).click();
    await expect.poll(() => zoomOf(page), { timeout: 20_000 }).toBeGreaterThan(11);
    const first = inUrl(page, 'select');
    expect(first).toMatch(/^gap:/);
    expect(await page.locator('river-drawer .gap[aria-pressed=true]').count()).toBe(1);
    await drawn(page);
    await page.keyboard.press('g');
    await expect.poll(() => inUrl(page, 'select')).not.toBe(first);
    await page.close();
  });

  it('chooses a gap that towns cut as it is drawn, and marks all its rows', async () => {
    const { items } = await api<Listed<Record<'river_id' | 'route' | 'from_m' | 'to_m', number>>>(
      '/api/v1/gaps?mode=above_water&limit=10000',
    );
    const meets = (row: (typeof items)[number]) =>
      items.find(({ route, from_m }) => route === row.route && from_m === row.to_m);
    const isFirst = (row: (typeof items)[number]) =>
      !items.some(({ route, to_m }) => route === row.route && to_m === row.from_m);
    const first = items.find((row) => isFirst(row) && meets(row))!;
    const rows = [first];
    for (let next = meets(first); next; next = meets(next)) rows.push(next);
    const { page } = await visit(served, `select=river:${first.river_id}`);
    const button = page.locator('river-drawer coverage-strip li button');
    const own = items.filter(({ river_id }) => river_id === first.river_id);
    const starts = own.filter(isFirst).sort((a, b) => a.route - b.route || a.from_m - b.from_m);
    await button.nth(starts.indexOf(first)).click({ force: true });
    await expect
      .poll(() => inUrl(page, 'select'))
      .toBe(`gap:${first.river_id}/${first.route}/${first.from_m}/${rows.at(-1)!.to_m}`);
    await expect.poll(() => page.locator('river-drawer .gap[aria-pressed=true]').count()).toBe(rows.length);
    expect(await page.locator('river-drawer p[role=status]').innerText()).toContain(`分列 ${rows.length} 条`);
    await page.locator('river-drawer .gap[aria-pressed=true]').first().click();
    await expect.poll(() => page.locator('river-drawer .gap[aria-pressed=true]').count()).toBe(1);
    await page.close();
  });

  it('switches language, mode and theme, and keeps them in the URL', async () => {
    const { page, asked, complaints } = await visit(served);
    await page.keyboard.press('?');
    await page.locator('key-list dd').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('key-list').waitFor({ state: 'detached' });
    await page.locator('date-slider').waitFor(); // the months are there
    await page.keyboard.press('[');
    const { items } = await api<Listed<{ month: string }>>('/api/v1/coverage/months?mode=above_water');
    await expect.poll(() => inUrl(page, 'as_of')?.slice(0, 7)).toBe(items.at(-1)!.month);
    await page.keyboard.press(']');
    await expect.poll(() => inUrl(page, 'as_of')).toBeNull();
    await page.getByLabel('年度').selectOption('2022');
    await page.locator('.compared', { hasText: '与 2021-12-31 相比' }).waitFor();
    expect(inUrl(page, 'as_of')).toBe('2022-12-31');
    const then = await api<Listed<{ duplicate_km: number }>>('/api/v1/coverage?mode=above_water&as_of=2022-12-31');
    expect(then.items[0].duplicate_km).toBe(0); // but some is on the later day that was shown first, whose tiles must not stay
    await expect.poll(() => statesOf(page, 'atlas-as-of'), { timeout: 60_000 }).toEqual(['once', 'gap']);
    expect(asked.some((url) => /\/coverage,gaps\/.*as_of=2022-12-31/.test(url))).toBe(true);
    expect(asked.filter((url) => /v1\/gaps\?.*format=geojson/.test(url))).toEqual([]);
    await page.getByLabel('年度').selectOption('');
    await expect.poll(() => statesOf(page, 'atlas-as-of'), { timeout: 20_000 }).toEqual([]);
    await page.getByRole('button', { name: 'EN' }).click();
    await page.getByRole('button', { name: 'Under water' }).click();
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
    await page.getByRole('heading', { name: /Surveyed under water/ }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
    expect([inUrl(page, 'lang'), inUrl(page, 'mode'), inUrl(page, 'theme')]).toEqual(['en', 'under_water', 'dark']);
    await drawn(page);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('filters by the legend, and prints what is left on one page with legend, scale, date and data version', async () => {
    const { page, complaints } = await visit(served);
    await page.getByRole('button', { name: /^缺口/ }).click();
    await expect.poll(() => inUrl(page, 'hide')).toBe('gap');
    await page.evaluate(() => {
      window.print = () => {}; // the browser of the test has no printer
    });
    await page.keyboard.press('Control+p');
    await page.locator('print-sheet[ready]').waitFor({ timeout: 90_000 });
    const sheet = await page.locator('print-sheet .page').innerText();
    expect(sheet).toMatch(/已排查\s+[\d\u2009.]+\s/);
    expect(sheet).not.toMatch(/^缺口/m);
    expect(sheet).toMatch(/数据版本 \d{4} · 比例尺约 1∶[\d\u2009]+/);
    expect(sheet).toContain(`打印 ${new Date().toISOString().slice(0, 10)}`);
    const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(paper.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    expect(paper.length).toBeGreaterThan(50_000); // with a picture of the map
    const [, width, height] = paper.toString('latin1').match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/)!;
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595]); // A4 landscape, points
    await page.locator('print-sheet').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.getByRole('button', { name: /^缺口/ }).click({ modifiers: ['Alt'] });
    await expect.poll(() => inUrl(page, 'hide')?.split(',').sort()).not.toContain('gap');
    await page.close();
  });

  it.each([
    ['light', ''],
    ['dark, with a river chosen', 'theme=dark&select=river:1'],
    ['the gap list in English', 'lang=en&tab=gaps'],
    ['an outfall, close up', 'select=outfall:1&at=16/121.1/31.1'],
  ])('has no accessibility violation: %s', async (_, query) => {
    const { page } = await visit(served, query);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it('has none on the sheet for A4, behind which nobody gets until it is closed', async () => {
    const { page } = await visit(served);
    await page.evaluate(() => {
      window.print = () => {};
    });
    const button = page.getByRole('button', { name: '打印地图（A4）' });
    await button.click();
    await page.locator('print-sheet[ready]').waitFor({ timeout: 90_000 });
    expect(await violations(page)).toEqual([]);
    for (let steps = 0; steps < 4; steps++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.localName)).toMatch(/^(print-sheet|body)$/);
    }
    const right = () =>
      page
        .locator('print-sheet .page > *')
        .evaluateAll((parts) => Math.max(...parts.map((part) => part.getBoundingClientRect().right)));
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(right).toBeLessThanOrEqual(390); // all of it, as small as it must be
    await page.emulateMedia({ media: 'print' });
    expect(await right()).toBeCloseTo((277 / 25.4) * 96, 0); // millimetres on paper
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.locator('print-sheet').getByRole('button', { name: '关闭' }).click();
    expect(await button.evaluate((it) => (it.getRootNode() as ShadowRoot).activeElement === it)).toBe(true);
    await page.close();
  });

  it('is usable on a phone', async () => {
    const { page, complaints } = await visit(served, '', { width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: '图例' }).click();
    expect(await page.getByText('需处理').isVisible()).toBe(true);
    await page.getByRole('button', { name: '表格' }).click();
    await page.locator('virtual-rows .row.body').first().click();
    await page.locator('river-drawer').waitFor();
    const gap = page.locator('river-drawer .gap').first();
    const { y = 844, height = 0 } = (await gap.boundingBox()) ?? {};
    expect(y + height).toBeLessThan(844); // the table makes room
    await gap.click();
    await expect.poll(() => inUrl(page, 'select')).toMatch(/^gap:/);
    const { geometry, properties } = await anOutfall();
    const [longitude, latitude] = geometry.coordinates;
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation({ longitude, latitude, accuracy: 5 });
    await page.getByRole('button', { name: '我的位置与附近' }).click();
    const first = page.locator('near-panel li').first();
    await first.waitFor();
    expect(await first.innerText()).toContain(properties.name);
    expect(await first.innerText()).toMatch(/\b0\s?m/);
    expect(complaints).toEqual([]);
    // gaps are those of the mode that is shown by now, and a read that failed is tried again at the next fix
    const asked = page.waitForRequest(/collections\/gaps\/items/);
    await page.keyboard.press('2');
    await asked;
    await page.route('**/ogc/**', (route) => route.abort());
    await page.context().setGeolocation({ longitude: longitude + 0.001, latitude, accuracy: 5 });
    await page.getByText('列表没有更新').waitFor();
    await page.unroute('**/ogc/**');
    await page.context().setGeolocation({ longitude: longitude + 0.00101, latitude, accuracy: 5 });
    await page.getByText('列表没有更新').waitFor({ state: 'hidden' });
    await page.context().setOffline(true);
    const offline = page.getByText('连接中断，显示的是'); // the list of what is near may say so of itself as well
    await offline.waitFor();
    expect((await offline.boundingBox())!.y).toBeLessThan(0.45 * 844); // over the map, not under the sheet
    await page.context().setOffline(false);
    await offline.waitFor({ state: 'hidden' });
    await page.close();
  });

  it('follows a new data version by itself, with the old map until the new one is there', async () => {
    const { page, asked, complaints } = await visit(served);
    const before = await api<Listed<{ version: number; counts: { outfalls: number } }>>('/api/v1/districts');
    const { geometry } = await anOutfall();
    const feature = { type: 'Feature', geometry, properties: { code: 'FA-NEW-1', name: '新排口', type: 'other' } };
    const folder = await mkdtemp(join(tmpdir(), 'outfall-atlas-viewer-'));
    const file = join(folder, 'one.geojson');
    await writeFile(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
    const done = await atlas(['import', file, '--layer', 'outfalls', '--district', 'demo'], served.env);
    expect(done.err + done.out, 'import').not.toMatch(/refused/);
    expect(done.code).toBe(0);
    const version = before.items[0].version + 1;
    await page.getByText(`数据版本 ${String(version).padStart(4, '0')}`).waitFor();
    await expect.poll(() => asked.some((url) => url.endsWith(`.mvt?v=${version}`)), { timeout: 15_000 }).toBe(true);
    await drawn(page);
    expect(await coloursOf(page)).toBeGreaterThan(100);
    expect(complaints).toEqual([]);
    await rm(folder, { recursive: true });
    await page.close();
  });

  it('shows no number of another mode or day, while the answer is on its way and when the server is lost', async () => {
    const { page } = await visit(served);
    const head = page.locator('coverage-head');
    const gapLegend = page.locator('legend-panel .row', { hasText: '缺口' }).first().locator('.value');
    const above = await head.locator('.big b').innerText();
    let letGo = () => {};
    const gone = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route(/mode=under_water/, (route) => gone.then(() => route.continue()));
    const monthsSaid = page.locator('date-slider rect title');
    await monthsSaid.first().waitFor({ state: 'attached' });
    const monthsAbove = await monthsSaid.allTextContents();
    await page.getByRole('button', { name: '水下', exact: true }).click();
    await head.getByText('水下排查覆盖').waitFor();
    expect(await head.innerText()).not.toMatch(/\d/);
    expect(await gapLegend.innerText()).toBe('–');
    expect(await monthsSaid.count()).toBe(0);
    const row = page.locator('coverage-panel .row.body').first();
    expect(await row.locator('.percent').innerText()).toBe('–');
    expect(await row.locator('coverage-strip').count()).toBe(0);
    letGo();
    const { length_km, states } = await api<{ length_km: number; states: { gap: number } }>(
      '/api/v1/summary?mode=under_water',
    );
    const percent = ((100 * (length_km - states.gap)) / length_km).toFixed(2);
    await head.locator('.big b', { hasText: percent }).waitFor();
    expect(above).not.toContain(percent);
    await monthsSaid.first().waitFor({ state: 'attached' });
    expect(await monthsSaid.allTextContents()).not.toEqual(monthsAbove);
    await page.route('**/api/**', (route) => route.abort());
    await page.locator('top-bar #asOf').fill('2022-06-30');
    await page.locator('top-bar #asOf').press('Enter');
    await page.getByText('没有读到“水下 · 截至 2022-06-30”的数据').waitFor();
    expect(await head.innerText()).not.toMatch(/\d/);
    expect(await gapLegend.innerText()).toBe('–');
    await page.locator('top-bar #asOf').fill('');
    await page.locator('top-bar #asOf').press('Enter');
    await page.getByText('（水下 · 截至 最新）').waitFor(); // what was read before is of that again
    expect(await head.locator('.big b').innerText()).toContain(percent);
    await page.close();
  });

  it('says in words that a day is none, and no longer when the field is emptied', async () => {
    const { page } = await visit(served);
    const field = page.locator('top-bar #asOf');
    await field.fill('2022-13-30');
    await field.press('Enter');
    const said = page.getByText('“2022-13-30”不是日期');
    await said.waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(inUrl(page, 'as_of')).toBeNull();
    await field.fill('');
    await said.waitFor({ state: 'hidden' });
    expect(await field.getAttribute('aria-invalid')).toBe('false');
    await field.fill('2022-06');
    await field.press('Enter');
    await page.getByText('“2022-06”不是日期').waitFor();
    await page.locator('top-bar').getByRole('button', { name: '水上有·水下无' }).click(); // which empties it
    expect(await field.inputValue()).toBe('');
    expect(await field.getAttribute('aria-invalid')).toBe('false');
    await page.close();
  });

  it('says that the connection is lost or tiles do not arrive, keeps the numbers, and recovers by itself', async () => {
    const { page } = await visit(served);
    await page.route('**/api/**', (route) => route.abort());
    await page.getByText('连接中断').waitFor();
    expect(await page.locator('coverage-head .big').isVisible()).toBe(true);
    await page.unroute('**/api/**');
    await page.getByText('连接中断').waitFor({ state: 'hidden', timeout: 15_000 });
    // the numbers come and the tiles do not
    await page.route('**/tiles/**', (route) => route.fulfill({ status: 502, body: '' }));
    await page.getByRole('button', { name: '放大', exact: true }).click();
    const said = page.getByText('有几块地图没有读到');
    await said.waitFor({ timeout: 60_000 });
    expect(await page.locator('coverage-head .big').isVisible()).toBe(true);
    await page.unroute('**/tiles/**');
    await said.waitFor({ state: 'hidden', timeout: 60_000 });
    await drawn(page);
    expect(await coloursOf(page)).toBeGreaterThan(100);
    await page.close();
  });
});
