/** The back button in Chromium: every choice is undone and done again, on the map, in the controls and in the numbers. */
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
const steps = (page: Page): Promise<number> => page.evaluate(() => history.length);

/** What the map was told to draw. */
const onMap = (page: Page) =>
  page.locator('outfall-map').evaluate((map) => {
    const { mode, theme, asOfTiles, changes, switchedOff } = map as unknown as Record<string, unknown>;
    return {
      mode,
      theme,
      day: /as_of=([\d-]+)/.exec(String(asOfTiles))?.[1],
      isCompared: changes !== null,
      switchedOff,
    };
  });

/** What the address, the controls, the panel and the map say. */
const said = async (page: Page) => ({
  mode: inUrl(page, 'mode'),
  day: inUrl(page, 'as_of'),
  compare: inUrl(page, 'compare'),
  hide: inUrl(page, 'hide'),
  pressed: (await page.locator('top-bar .mode [aria-pressed=true]').allInnerTexts()).map((text) => text.trim()),
  year: await page.locator('top-bar select.year').inputValue(),
  days: await Promise.all(['asOf', 'compare'].map((name) => page.locator(`top-bar input#${name}`).inputValue())),
  look: await page.locator('top-bar .theme select').inputValue(),
  page: await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]),
  legend: await page.locator('legend-panel button[aria-pressed=false]').count(),
  panel: await page.locator('coverage-panel .big, coverage-panel h2').first().innerText(),
  map: await onMap(page),
});

/** Where the map looks, as exactly as an address says it. */
const look = (page: Page): Promise<string> =>
  page.locator('outfall-map').evaluate((map) => {
    const { gl } = map as unknown as { gl: { getCenter(): { lng: number; lat: number }; getZoom(): number } };
    const { lng, lat } = gl.getCenter();
    return [gl.getZoom().toFixed(2), lng.toFixed(4), lat.toFixed(4)].join('/');
  });

/** A range, moved over several months as one drag with a slow hand does. */
const slide = (page: Page, stops: readonly number[]) =>
  page.locator('top-bar date-slider input').evaluate((input: HTMLInputElement, moves: readonly number[]) => {
    for (const stop of moves) {
      input.value = String(stop);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }, stops);

describe('back and forward', () => {
  it('undo and redo mode, year, layers, language and theme, and no move of the map', async () => {
    const { page, complaints } = await visit(served);
    const before = await steps(page);
    const choices: [isDone: () => Promise<unknown>, choose: () => Promise<unknown>][] = [
      [
        async () => inUrl(page, 'mode') === 'under_water',
        () => page.getByRole('button', { name: '水下', exact: true }).click(),
      ],
      [
        () => page.locator('.compared b').first().isVisible(),
        () => page.locator('top-bar select.year').selectOption('2022'),
      ],
      [async () => inUrl(page, 'hide') === 'gap', () => page.getByRole('button', { name: /^缺口/ }).click()],
      [async () => inUrl(page, 'theme') === 'dark', () => page.locator('top-bar .theme select').selectOption('dark')],
      [async () => inUrl(page, 'lang') === 'en', () => page.getByRole('button', { name: 'EN', exact: true }).click()],
    ];
    const told = [await said(page)];
    for (const [isDone, choose] of choices) {
      await choose();
      await expect.poll(isDone, { timeout: 20_000 }).toBe(true);
      await drawn(page);
      await page.locator('outfall-map canvas').focus();
      await page.keyboard.press('ArrowRight');
      await drawn(page);
      told.push(await said(page));
    }
    expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(6);
    expect(await steps(page)).toBe(before + choices.length);
    const at = inUrl(page, 'at');
    for (const then of told.slice(0, -1).reverse()) {
      await page.goBack();
      await expect.poll(() => said(page), { timeout: 20_000 }).toEqual(then);
    }
    for (const then of told.slice(1)) {
      await page.goForward();
      await expect.poll(() => said(page), { timeout: 20_000 }).toEqual(then);
    }
    expect(inUrl(page, 'at')).toBe(at); // where the map has stood all the while
    // a style chosen while the one before still loads is built whole, and MapLibre says so
    expect(complaints.filter((text) => !text.startsWith('Unable to perform style diff'))).toEqual([]);
    await page.close();
  });

  it('take a slid day as one step, a typed one as another, and what was typed in vain away', async () => {
    const { page } = await visit(served);
    const before = await steps(page);
    await slide(page, [3, 4, 5, 6]);
    const slid = inUrl(page, 'as_of');
    expect(slid).not.toBeNull();
    expect(await steps(page)).toBe(before + 1);
    await page.locator('top-bar input#compare').fill('2021-12-31');
    await page.keyboard.press('Enter');
    await page.locator('.compared b').first().waitFor();
    expect(await steps(page)).toBe(before + 2);
    await page.locator('top-bar input#compare').fill('2021-12-32');
    await page.keyboard.press('Enter');
    await page.locator('top-bar day-field .wrong').waitFor();
    await page.goBack();
    await expect.poll(() => inUrl(page, 'compare')).toBeNull();
    expect(await page.locator('top-bar input#compare').inputValue()).toBe('');
    expect(await page.locator('.compared').count()).toBe(0);
    expect(inUrl(page, 'as_of')).toBe(slid);
    await page.goBack();
    await expect.poll(() => page.locator('top-bar input#asOf').inputValue()).toBe('');
    expect((await onMap(page)).day).toBeUndefined();
    await slide(page, [4]); // at once, and still a step of its own
    expect(inUrl(page, 'as_of')).not.toBeNull();
    await page.goBack();
    await expect.poll(() => inUrl(page, 'as_of')).toBeNull();
    await page.close();
  });

  it('leave the map where it is when nothing else is chosen', async () => {
    const { page } = await visit(served);
    await page.locator('coverage-panel .row.body').first().click();
    await page.locator('river-drawer').waitFor();
    await drawn(page);
    await page.getByRole('button', { name: '水下', exact: true }).click();
    await expect.poll(() => inUrl(page, 'mode')).toBe('under_water');
    await page.locator('outfall-map canvas').focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowUp');
    await drawn(page);
    const at = inUrl(page, 'at');
    await page.goBack();
    await expect.poll(() => inUrl(page, 'mode')).toBeNull();
    await drawn(page);
    expect(inUrl(page, 'at')).toBe(at);
    expect(await page.locator('river-drawer').count()).toBe(1);
    await page.close();
  });

  it('show what was seen before a choice that the map flew to, from the first view on', async () => {
    const { page } = await visit(served);
    const rows = page.locator('coverage-panel .row.body');
    const first = await look(page);
    await rows.first().click();
    await page.locator('river-drawer').waitFor();
    await drawn(page);
    await page.locator('outfall-map canvas').focus();
    await page.keyboard.press('ArrowUp');
    await drawn(page);
    const second = await look(page);
    await page.keyboard.press('g');
    await expect.poll(() => inUrl(page, 'select')).toMatch(/^gap:/);
    await drawn(page);
    const third = await look(page);
    expect(new Set([first, second, third]).size).toBe(3);
    for (const then of [second, first]) {
      await page.goBack();
      await expect.poll(() => look(page)).toBe(then);
    }
    expect(inUrl(page, 'select')).toBeNull();
    for (const then of [second, third]) {
      await page.goForward();
      await expect.poll(() => look(page)).toBe(then);
    }
    await page.close();
  });

  it('undo what was chosen on the page of strips, a typed name as one step', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${served.origin}/strips`);
    await page.locator('strips-page coverage-strip').first().waitFor();
    const all = await page.locator('strips-page .meta').innerText();
    const before = await steps(page);
    const mode = page.getByLabel('排查方式');
    await mode.selectOption('under_water');
    await expect.poll(() => page.locator('strips-page .figures .alarm').count()).toBe(1);
    await page.locator('strips-page input[type=search]').pressSequentially('浦', { delay: 20 });
    await expect.poll(() => inUrl(page, 'q')).toBe('浦');
    expect(await steps(page)).toBe(before + 2);
    await page.goBack();
    await expect.poll(() => page.locator('strips-page input[type=search]').inputValue()).toBe('');
    expect(inUrl(page, 'mode')).toBe('under_water');
    await page.goBack();
    await expect.poll(() => page.locator('strips-page .figures .alarm').count()).toBe(2);
    expect(await mode.inputValue()).toBe('');
    await expect.poll(() => page.locator('strips-page .meta').innerText()).toBe(all);
    await page.goForward();
    await expect.poll(() => mode.inputValue()).toBe('under_water');
    await page.close();
  });
});
