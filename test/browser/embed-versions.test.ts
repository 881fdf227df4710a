/** Elements of ours on one page share what they hear of versions, and follow reader and page wherever they are put. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openDatabase } from '../../server/db/connect.ts';
import { type Foreign, serveExamples } from './foreign.ts';
import { type Served, serveDemo } from './served.ts';

const STRIPS = Array.from(
  { length: 8 },
  (_, k) => `<coverage-strip district="demo" river="${k + 1}" theme="auto"></coverage-strip>`,
);
const PAGE = `<!doctype html><script type="module" src="http://127.0.0.1:8080/embed.js"></script>
<div id="here"><outfall-dossier district="demo" outfall="1" theme="auto"></outfall-dossier></div><div id="there"></div>${STRIPS.join('')}`;

let served: Served;
let foreign: Foreign;
beforeAll(async () => {
  served = await serveDemo();
  foreign = await serveExamples(served.origin, { '/many.html': PAGE });
});
afterAll(async () => {
  await foreign?.close();
  await served?.stop();
});

async function open(streams: string[] = []): Promise<Page> {
  const page = await served.browser.newPage({ colorScheme: 'light' });
  page.on('request', (request) => {
    if (request.resourceType() === 'eventsource') streams.push(request.url());
  });
  await page.goto(`${foreign.origin}/many.html`);
  for (const strip of await page.locator('coverage-strip').all()) await strip.locator('svg').waitFor();
  await named(page).waitFor();
  return page;
}

const named = (page: Page) => page.locator('outfall-dossier outfall-card h2');

async function rename(name: string): Promise<void> {
  const db = await openDatabase(readConfig(served.env));
  await db.query(`update register.outfall set name = $1 where district = 'demo' and id = 1`, [name]);
  await db.close();
}

it('nine of them leave the browser connections to read by', async () => {
  const streams: string[] = [];
  const page = await open(streams);
  expect(streams).toHaveLength(1);
  const first = page.locator('coverage-strip').first();
  const label = await first.locator('svg').getAttribute('aria-label');
  await first.evaluate((strip) => strip.setAttribute('river', '12'));
  await expect.poll(() => first.locator('svg').getAttribute('aria-label')).not.toBe(label);
  await page.close();
});

it('a dossier that was moved in its page, or put back, shows what changes after', async () => {
  const page = await open();
  await page.evaluate(() => document.querySelector('#there')!.append(document.querySelector('outfall-dossier')!));
  await rename('移动之后');
  await expect.poll(() => named(page).innerText(), { timeout: 30_000 }).toContain('移动之后');
  await page.evaluate(async () => {
    const dossier = document.createElement('outfall-dossier');
    for (const [name, value] of Object.entries({ district: 'demo', outfall: '1' })) dossier.setAttribute(name, value);
    document.querySelector('outfall-dossier')!.remove();
    document.body.append(dossier);
    await new Promise((resolve) => setTimeout(resolve, 30)); // before it has read anything
    dossier.remove();
    await new Promise((resolve) => setTimeout(resolve, 200));
    document.body.append(dossier);
  });
  await named(page).waitFor();
  await page.close();
});

it('those of theme="auto" turn dark with the reader’s system', async () => {
  const page = await open();
  const themes = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('outfall-dossier, coverage-strip')].map(
        ({ dataset }) => dataset.theme,
      ),
    );
  expect(new Set(await themes())).toEqual(new Set(['light']));
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(async () => [...new Set(await themes())]).toEqual(['dark']);
  await page.close();
});

it('a page that is not looked at holds no connection, and knows on its return what came', async () => {
  const streams: string[] = [];
  const page = await open(streams);
  const look = (hidden: boolean) =>
    page.evaluate((is) => {
      Object.defineProperty(document, 'hidden', { value: is, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await look(true);
  await rename('无人看时');
  await page.waitForTimeout(1000); // for a stream that should not be
  expect(await named(page).innerText()).not.toContain('无人看时');
  await look(false);
  await expect.poll(() => named(page).innerText(), { timeout: 30_000 }).toContain('无人看时');
  expect(streams).toHaveLength(2);
  await page.close();
});

it('elements behind a proxy that had no server for a while follow again', async () => {
  const streams: string[] = [];
  const page = await served.browser.newPage();
  let isAway = true;
  await page.route(/\/events/, (route) => {
    streams.push(route.request().url());
    return isAway ? route.fulfill({ status: 502, body: '' }) : route.continue();
  });
  await page.goto(`${foreign.origin}/many.html`);
  await named(page).waitFor();
  await expect.poll(() => streams.length).toBe(1);
  isAway = false;
  await expect.poll(() => streams.length, { timeout: 20_000 }).toBe(2);
  await rename('代理之后');
  await expect.poll(() => named(page).innerText(), { timeout: 30_000 }).toContain('代理之后');
  await page.close();
});

it('a strip that is being read says so, and nothing of what is surveyed', async () => {
  const page = await served.browser.newPage();
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route(/\/coverage\/strips/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${foreign.origin}/many.html`);
  const first = page.locator('coverage-strip').first();
  await first.locator('[role=status]').getByText('正在读取').waitFor();
  expect(await first.locator('svg').count()).toBe(0);
  go();
  await first.locator('svg').waitFor();
  expect(await first.locator('[role=status]').isVisible()).toBe(false);
  await page.close();
});
