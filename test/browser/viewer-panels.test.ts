/** What the viewer's panels do with the map: a town chosen in the table, filters that leave nothing, a phone's controls. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawn, type Served, serveDemo, visit } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(async () => {
  await served?.stop();
});

const inUrl = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);

/** Controls in sight that a thumb cannot hit: less than 44 px one way, and in no row that is high enough. */
const small = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const look = (root: ParentNode): void => {
      for (const each of root.querySelectorAll('*')) {
        if (each.shadowRoot) look(each.shadowRoot);
        if (!each.matches('button, a, select, input:not(.picker)')) continue;
        const { width, height, top, bottom } = each.getBoundingClientRect();
        const isInSight = width > 1 && height > 1 && bottom > 0 && top < innerHeight;
        if (isInSight && (width < 43.5 || height < 43.5))
          found.push(`${each.getAttribute('aria-label') ?? each.textContent?.trim()} ${width}x${height}`);
      }
    };
    look(document);
    return found;
  });

describe('the address', () => {
  it('is not passed over where it is not understood: one notice says each part, until something is chosen', async () => {
    const { page } = await visit(served, 'mode=zzz&at=99/1000/x&select=river:99999&hide=zzz&theme=pink&lang=fr&rivr=3');
    const notice = page.locator('p.notice');
    for (const said of ['mode="zzz"', 'at="99/1000/x"', 'hide="zzz"', 'theme="pink"', 'lang="fr"'])
      expect(await notice.innerText()).toContain(`${said} 看不懂`);
    expect(await notice.innerText()).toContain('不认识的参数：rivr');
    expect(await notice.innerText()).toContain('没有编号为 99999 的河道');
    await page.locator('virtual-rows .row.body').first().click();
    await notice.waitFor({ state: 'hidden' });
    await page.close();
  });

  it('is told of a town that the district has not, and not of one that it has', async () => {
    const { page } = await visit(served, 'town=T99&tab=gaps');
    await page.locator('p.notice', { hasText: '有河道的街镇中没有“T99”' }).waitFor();
    await page.goto(`${served.origin}/?town=T01&tab=gaps&lang=en`);
    await drawn(page);
    expect(await page.locator('p.notice:visible').count()).toBe(0);
    await page.close();
  });

  it('says whose gaps are listed beside the map of what was surveyed above water only', async () => {
    const { page } = await visit(served, 'mode=above_not_under&tab=gaps');
    await page.getByText('以下是水上排查的缺口').waitFor();
    await page.close();
  });
});

describe('the panels', () => {
  it('go to a town that is chosen in the table and list its gaps, until that is taken off', async () => {
    const { items } = await (await fetch(`${served.origin}/api/v1/gaps?mode=above_water&limit=10000`)).json();
    const towns = await (await fetch(`${served.origin}/api/v1/coverage?group=town&mode=above_water`)).json();
    const { key, name } = towns.items.find(
      (row: { gap_km: number; key: string }) => row.gap_km > 0 && row.key !== 'outside',
    );
    const own = items.filter(({ town }: { town: string | null }) => town === name).length;
    expect(own).toBeGreaterThan(0);
    expect(own).toBeLessThan(items.length);
    const { page } = await visit(served, 'tab=towns');
    await page.locator('coverage-panel').getByRole('button', { name, exact: true }).click();
    await expect.poll(() => [inUrl(page, 'town'), inUrl(page, 'tab')]).toEqual([key, 'gaps']);
    await expect.poll(() => page.locator('coverage-panel footer span').first().innerText()).toBe(`${own} 条`);
    await page.getByRole('button', { name: '全部镇街' }).click();
    await expect.poll(() => page.locator('coverage-panel footer span').first().innerText()).toBe(`${items.length} 条`);
    await page.close();
  });

  it.each([1440, 1280, 1024, 760, 375])(
    'leave every button of the map free under a long notice at %i px',
    async (width) => {
      const { page } = await visit(served, 'known_at=2024-06-30&lang=en', { width, height: 812 });
      const notice = page.locator('main > p.notice');
      await notice.waitFor();
      const said = (await notice.boundingBox())!;
      expect(said.width).toBeGreaterThan(120);
      const boxes = await page.locator('map-controls button:visible, search-box input, .panel.right').all();
      expect(boxes.length).toBeGreaterThan(4);
      for (const each of boxes) {
        const { x, y, width, height } = (await each.boundingBox())!;
        const meets = x < said.x + said.width && said.x < x + width && y < said.y + said.height && said.y < y + height;
        expect(meets).toBe(false);
      }
      await page.close();
    },
  );

  it('say that filters leave no outfall, or nothing at all, and take them off', async () => {
    const types = ['industrial', 'urban_wwtp', 'agricultural', 'other'].map((type) => `type:${type}`);
    const { page } = await visit(served, `hide=zone:1,${types}`);
    await page.getByText('这里没有符合筛选的排污口。').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: '去掉筛选' }).click();
    await expect.poll(() => inUrl(page, 'hide')).toBe('zone:1');
    await page.getByText('这里没有符合筛选的排污口。').waitFor({ state: 'hidden', timeout: 30_000 });
    await page.close();
    const { page: frame } = { page: await served.browser.newPage() };
    await frame.goto(`${served.origin}/embed?layers=manholes`);
    await frame.getByText('图层都关掉了').waitFor({ timeout: 60_000 });
    await frame.getByRole('button', { name: '全部显示' }).click();
    await frame.getByText('图层都关掉了').waitFor({ state: 'hidden', timeout: 60_000 });
    await frame.close();
  });

  it('have controls for thumbs on a phone, days, comparison and theme among them', async () => {
    const { page, complaints } = await visit(served, '', { width: 390, height: 844 });
    expect(await small(page)).toEqual([]);
    await page.getByRole('button', { name: '日期、对比与明暗' }).click();
    expect(await small(page)).toEqual([]);
    await page.getByRole('textbox', { name: '截至' }).fill('2022-12-31');
    await page.getByRole('textbox', { name: '对比' }).fill('2022-06-30');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: '明暗' }).selectOption('dark');
    await expect.poll(() => [inUrl(page, 'as_of'), inUrl(page, 'compare')]).toEqual(['2022-12-31', '2022-06-30']);
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: '日期、对比与明暗' }).click();
    await page.getByRole('button', { name: '图例' }).click();
    expect(await small(page)).toEqual([]);
    await drawn(page);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('leave room for the name of the district on a phone in English, and show no number where none could be read', async () => {
    const phone = { width: 390, height: 844 };
    const { page } = await visit(served, 'lang=en', phone);
    const box = await page.getByRole('combobox', { name: 'District' }).boundingBox();
    expect(box!.width).toBeGreaterThan(80);
    expect(await small(page)).toEqual([]);
    await page.goto(`${served.origin}/?district=nowhere&lang=en&as_of=2022-13-45`);
    await page.getByText('There is no district "nowhere".').waitFor();
    expect(await page.getByRole('combobox', { name: 'District' }).inputValue()).toBe('');
    const values = await page.locator('legend-panel .value, legend-panel footer b').allInnerTexts();
    expect(values.filter((value) => value !== '–' && value !== '')).toEqual([]);
    expect(await page.locator('coverage-panel .tabs').innerText()).not.toMatch(/\d/);
    await page.goto(`${served.origin}/?lang=en&as_of=2022-13-45`);
    await page.getByText('as_of="2022-13-45" is not understood').waitFor();
    await expect.poll(() => page.locator('coverage-head .big').innerText()).toMatch(/\d%/);
    await page.close();
  });

  it('come by keyboard after the controls of the map, which do not wait behind the rows of every river', async () => {
    const { page } = await visit(served);
    const stops: string[] = [];
    for (let i = 0; i < 70 && !stops.at(-1)?.startsWith('coverage-panel'); i++) {
      await page.keyboard.press('Tab');
      stops.push(
        await page.evaluate(() => {
          const focused = document.querySelector('outfall-viewer')!.shadowRoot!.activeElement!;
          let within = focused;
          while (within.shadowRoot?.activeElement) within = within.shadowRoot.activeElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(within);
          const isSeen = within.closest('.find') !== null || (outlineStyle === 'solid' && outlineWidth === '2px');
          return `${focused.localName} ${isSeen ? 'seen' : 'unseen'}`;
        }),
      );
    }
    const [first, map, search, controls, panel] = [
      ...['top-bar', 'outfall-map', 'search-box', 'map-controls', 'coverage-panel'],
    ].map((name) => stops.findIndex((stop) => stop.startsWith(name)));
    expect([first, map, search, controls, panel].toSorted((a, b) => a - b)).toEqual([0, map, search, controls, panel]);
    expect(stops.filter((stop) => stop.endsWith('unseen'))).toEqual([]);
    await page.close();
  });

  it('name the map in the language of the page', async () => {
    const { page } = await visit(served);
    expect(await page.locator('canvas.maplibregl-canvas').getAttribute('aria-label')).toContain('覆盖图');
    await page.getByRole('button', { name: 'EN' }).click();
    await expect.poll(() => page.locator('canvas.maplibregl-canvas').getAttribute('aria-label')).toMatch(/^Map of /);
    await page.close();
  });
});

/** What `top-bar` has, as far as it is set here. */
type Bar = HTMLElement & { district: object; olderVersion: number | null; updateComplete: Promise<unknown> };

describe('the top bar in a window of a tablet', () => {
  it.each([768, 820, 900, 960, 1024])(
    'at %i px is one row above all else, whatever it says of versions',
    async (width) => {
      const page = await served.browser.newPage({ viewport: { width, height: 700 } });
      for (const lang of ['zh', 'en']) {
        await page.goto(`${served.origin}/?lang=${lang}`);
        await page.locator('top-bar .version').waitFor();
        const measured = (said: Record<string, unknown>) =>
          page.locator('top-bar').evaluate(async (bar, { recomputing, olderVersion }) => {
            const { district } = bar as Bar;
            Object.assign(bar, { district: { ...district, recomputing }, olderVersion });
            await (bar as Bar).updateComplete;
            const header = bar.shadowRoot!.querySelector('header')!;
            const beside = header.querySelector('.district')!.getBoundingClientRect();
            const below = bar.nextElementSibling!.getBoundingClientRect().top;
            const { height } = header.getBoundingClientRect();
            return {
              height,
              isOver: height > below,
              isCut: header.scrollWidth > header.clientWidth,
              beside: beside.width,
            };
          }, said);
        const current = await measured({ recomputing: false, olderVersion: null });
        expect(current).toMatchObject({ height: 52, isOver: false, isCut: false });
        expect(current.beside).toBeGreaterThan(110); // room for a name
        expect(await measured({ recomputing: false, olderVersion: 1 })).toEqual(current); // nothing moves
        const { height, isCut } = await measured({ recomputing: true, olderVersion: null });
        expect([height, isCut]).toEqual([52, false]);
      }
      await page.close();
    },
  );
});

describe('pointing at the map', () => {
  it('marks the row of the river under the pointer, and of the gap among the gaps', async () => {
    const { page } = await visit(served, '');
    const river = await page.locator('virtual-rows .row.body .named').first().innerText();
    const id = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/coverage?district=demo&mode=above_water&group=river');
      const { items } = (await answer.json()) as { items: { river_id: number; gap_km: number }[] };
      return items.sort((a, b) => b.gap_km - a.gap_km)[0].river_id;
    });
    const point = (target: object | null) =>
      page.locator('outfall-map').evaluate((map, at) => {
        const detail = at && { target: at, kind: 'river', lngLat: [121, 31], point: { x: 0, y: 0 }, properties: {} };
        map.dispatchEvent(new CustomEvent('oa-hover', { detail, bubbles: true, composed: true }));
      }, target);
    await point({ kind: 'river', id });
    await expect.poll(() => page.locator('.row.hovered .named').allInnerTexts()).toEqual([river]);
    await page.getByRole('tab', { name: '缺口' }).click();
    await page.locator('.row.gaps.body').first().hover(); // which is the map's target too
    await expect.poll(() => page.locator('.row.gaps.hovered').count()).toBeGreaterThan(0);
    await page.mouse.move(900, 10);
    await point(null);
    await expect.poll(() => page.locator('.row.hovered').count()).toBe(0);
    await page.close();
  });

  it('leaves what a row marks, where the pointer goes to it straight from the map', async () => {
    const { page } = await visit(served, '');
    const row = (await page.locator('virtual-rows .row.body').first().boundingBox())!;
    const marked = () => page.locator('outfall-map').evaluate((map) => (map as HTMLElement & { hover: unknown }).hover);
    for (const y of [300, 420, 540]) {
      await page.mouse.move(row.x - 200, y);
      await page.mouse.move(row.x + 40, row.y + 10);
      await page.waitForTimeout(400); // what comes too late comes in this
      expect(await marked()).toMatchObject({ kind: 'river' });
    }
    await page.close();
  });
});
