/** A server that fails in part: what could not be read is said for as long as it is so, and comes by itself. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atlas } from '../support/program.ts';
import { drawn, type Served, serveDemo, visit } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(async () => {
  await served?.stop();
});

const NUMBERS = /\/api\/v1\/(summary|coverage\?|gaps)/;
const PATIENCE = { timeout: 15_000 };
const POLLS_MS = 9000; // two polls and more

const isBusy = { status: 503, contentType: 'application/problem+json', body: '{"code":"busy","detail":"Too busy."}' };
const notice = (page: Page) => page.locator('main > p.notice');

/** A new data version: one more outfall. */
async function grow(): Promise<number> {
  const { items } = await (await fetch(`${served.origin}/api/v1/districts`)).json();
  const [west, south, east, north] = items[0].bbox;
  const geometry = { type: 'Point', coordinates: [(west + east) / 2, (south + north) / 2] };
  const feature = { type: 'Feature', geometry, properties: { code: 'FA-LOST-1', name: '新排口', type: 'other' } };
  const folder = await mkdtemp(join(tmpdir(), 'outfall-atlas-lost-'));
  await writeFile(join(folder, 'one.geojson'), JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  const { code } = await atlas(
    ['import', join(folder, 'one.geojson'), '--layer', 'outfalls', '--district', 'demo'],
    served.env,
  );
  expect(code).toBe(0);
  await rm(folder, { recursive: true });
  return items[0].version + 1;
}

const named = (version: number) => String(version).padStart(4, '0');

describe('a server that answers which districts there are and not their numbers', () => {
  it('is said to give none for as long as it does not, and no row says that it is being read', async () => {
    const { page } = await visit(served);
    await page.route(NUMBERS, (route) => route.fulfill(isBusy));
    await page.keyboard.press('2');
    const said = page.getByText('服务器没有给出数据：Too busy.');
    await said.waitFor();
    let polls = 0;
    page.on('response', (response) => {
      if (response.url().includes('/api/v1/districts')) polls++;
    });
    await expect.poll(() => polls, PATIENCE).toBeGreaterThan(1);
    await page.waitForTimeout(500); // for what a poll would wipe
    expect(await said.isVisible()).toBe(true);
    expect(await page.locator('coverage-panel').innerText()).not.toContain('正在读取');
    expect(await page.locator('coverage-head').innerText()).not.toMatch(/\d/);
    await page.unroute(NUMBERS);
    await said.waitFor({ state: 'hidden', ...PATIENCE });
    await page.locator('coverage-head .big b', { hasText: /\d/ }).waitFor();
    await page.close();
  });

  it('has old numbers under their own version, and the newer one is said to be unread', async () => {
    const { page } = await visit(served);
    const head = page.locator('coverage-head');
    const before = await head.innerText();
    await page.route(NUMBERS, (route) => route.abort());
    const version = await grow();
    await page.locator('top-bar .version', { hasText: `${named(version)} 尚未读到` }).waitFor();
    await page.getByText(`数字还是数据版本 ${named(version - 1)} 的`).waitFor();
    await page.waitForTimeout(POLLS_MS);
    expect(await notice(page).innerText()).toContain('连接中断');
    expect(await page.locator('top-bar .version').innerText()).toContain(`数据版本 ${named(version - 1)}`);
    expect(await head.innerText()).toBe(before);
    await page.getByRole('button', { name: /打印/ }).click();
    const foot = page.locator('print-sheet footer');
    await foot.getByText(`数据版本 ${named(version - 1)}`).waitFor({ state: 'attached' });
    await page.locator('print-sheet').evaluate((sheet) => sheet.remove());
    await page.unroute(NUMBERS);
    await notice(page).waitFor({ state: 'hidden', ...PATIENCE });
    const bar = page.locator('top-bar .version', { hasText: `数据版本 ${named(version)}` });
    await bar.waitFor();
    expect(await bar.innerText()).not.toContain('尚未读到');
    await page.close();
  });
});

describe('a search that finds no server', () => {
  it('is said, and is answered in the open box once there is one again, which goes nowhere by itself', async () => {
    const { page } = await visit(served);
    await page.route(/\/api\/v1\/search/, (route) => route.abort());
    await page.keyboard.press('/');
    await page.keyboard.type('FA');
    const box = page.locator('search-box');
    await box.getByText('连接中断，没有查找。').waitFor(PATIENCE);
    await page.keyboard.press('Enter');
    const at = page.url();
    await page.unroute(/\/api\/v1\/search/);
    await box.locator('li').first().waitFor(PATIENCE);
    expect(await box.getByText('连接中断，没有查找。').count()).toBe(0);
    expect(page.url()).toBe(at);
    await page.keyboard.press('Escape');
    await page.close();
  });
});

describe('a reading that fails once', () => {
  it.each(['lost', 'busy'])('of a card (%s) is said in words, and the card comes by itself', async (how) => {
    const { page } = await visit(served);
    const cards = /\/api\/v1\/outfalls\/\d+/;
    await page.route(cards, (route) => (how === 'lost' ? route.abort() : route.fulfill(isBusy)));
    const card = page.locator('outfall-card');
    await expect // a map that has its tiles may still have to draw what the key finds
      .poll(async () => {
        if ((await card.count()) === 0) await page.keyboard.press('o');
        return card.count();
      }, PATIENCE)
      .toBe(1);
    await card.getByText('没有读到数据。').waitFor(PATIENCE);
    expect(await notice(page).innerText()).toMatch(how === 'lost' ? /连接中断/ : /服务器没有给出数据/);
    expect(await card.innerText()).not.toMatch(/Error|fetch/);
    await page.unroute(cards);
    await card.locator('h2').waitFor(PATIENCE);
    await notice(page).waitFor({ state: 'hidden', ...PATIENCE });
    await page.close();
  });

  it('of strips, months or outfalls in zones is said, and made up for', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
    const parts = /coverage\/strips|coverage\/months|outfalls\/flags/;
    await page.route(parts, (route) => route.abort());
    await page.goto(`${served.origin}/`);
    await drawn(page);
    await page.getByText('连接中断').waitFor();
    expect(await page.locator('coverage-panel coverage-strip').count()).toBe(0);
    expect(await page.locator('date-slider').count()).toBe(0);
    await page.unroute(parts);
    await page.locator('coverage-panel coverage-strip').first().waitFor(PATIENCE);
    await page.locator('date-slider').waitFor(PATIENCE);
    await notice(page).waitFor({ state: 'hidden', ...PATIENCE });
    const zones = page.locator('legend-panel .row', { hasText: '一级' }).first();
    expect(await zones.innerText()).toMatch(/\d/);
    await page.close();
  });

  it('of strips on their own page is said, and made up for without scrolling', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.route(/coverage\/strips/, (route) => route.abort());
    await page.goto(`${served.origin}/strips`);
    await page.getByText('连接中断').waitFor();
    await page.locator('.row.strips').first().waitFor();
    expect(await page.locator('coverage-strip').count()).toBe(0);
    await page.waitForTimeout(POLLS_MS);
    expect(await page.getByText('连接中断').isVisible()).toBe(true);
    await page.unroute(/coverage\/strips/);
    await page.locator('coverage-strip').first().waitFor(PATIENCE);
    await page.getByText('连接中断').waitFor({ state: 'hidden', ...PATIENCE });
    await page.close();
  });
});

describe('the dot beside the data version', () => {
  it('is hollow and says what is wrong while the server is out of reach, and green again when it is not', async () => {
    const { page } = await visit(served, 'lang=en');
    const dot = page.locator('top-bar .version [role=img]');
    const look = () => dot.evaluate((each) => getComputedStyle(each).backgroundColor);
    expect(await dot.getAttribute('aria-label')).toMatch(/^Connected/);
    const green = await look();
    await page.route('**/api/**', (route) => route.abort());
    await expect.poll(() => dot.getAttribute('aria-label'), PATIENCE).toMatch(/^Connection lost/);
    expect(await dot.getAttribute('title')).toBe(await dot.getAttribute('aria-label'));
    expect(await look()).not.toBe(green);
    await page.unroute('**/api/**');
    await expect.poll(() => dot.getAttribute('aria-label'), PATIENCE).toMatch(/^Connected/);
    expect(await look()).toBe(green);
    await page.close();
  });
});
