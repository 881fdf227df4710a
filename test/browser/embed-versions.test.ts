/** Elements of ours on one page share what they hear of versions, and follow reader and page wherever they are put. */
import type { Page, Response, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const ALONE = `<!doctype html><script type="module" src="http://127.0.0.1:8080/embed.js"></script>
<outfall-dossier district="demo" outfall="1"></outfall-dossier>`;

let served: Served;
let foreign: Foreign;
beforeAll(async () => {
  served = await serveDemo();
  foreign = await serveExamples(served.origin, { '/many.html': PAGE, '/alone.html': ALONE });
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

async function change(sql: string, values: string[] = []): Promise<void> {
  const db = await openDatabase(readConfig(served.env));
  await db.query(sql, values);
  await db.close();
}

const rename = (name: string) =>
  change(`update register.outfall set name = $1 where district = 'demo' and id = 1`, [name]);

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

describe('a data version that comes while an answer is on its way', () => {
  /** Keeps back the first answer to such a question, which the server has given. @returns whether it was asked, and what lets the answer go */
  async function keepBack(page: Page, asked: RegExp): Promise<[isAsked: Promise<void>, go: () => void]> {
    let [told, go] = [() => {}, () => {}];
    const isAsked = new Promise<void>((resolve) => {
      told = resolve;
    });
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const handler = async (route: Route) => {
      const response = await route.fetch();
      told();
      await held;
      await route.fulfill({ response });
    };
    await page.route(asked, handler, { times: 1 });
    return [isAsked, go];
  }
  /** The other elements on the page have heard of it, and read again. */
  const heard = (page: Page) =>
    page.waitForResponse((response: Response) => /coverage\/strips\?.*rivers=3\b/.test(response.url()));

  it('is not missed by a dossier put beside strips that hear of it', async () => {
    const page = await open();
    await page.evaluate(() => document.querySelector('outfall-dossier')!.remove());
    const [isAsked, go] = await keepBack(page, /\/api\/v1\/outfalls\/1\?/);
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<outfall-dossier district="demo" outfall="1"></outfall-dossier>');
    });
    await isAsked;
    const others = heard(page);
    await rename('答复在途');
    await others;
    go();
    await expect.poll(() => named(page).innerText(), { timeout: 20_000 }).toContain('答复在途');
    await page.close();
  });

  it('is not missed by a dossier alone, which hears of versions only after it', async () => {
    const page = await served.browser.newPage();
    const [isAsked, go] = await keepBack(page, /\/api\/v1\/outfalls\/1\?/);
    await page.goto(`${foreign.origin}/alone.html`);
    await isAsked;
    const answered = async () => (await fetch(`${served.origin}/api/v1/summary`)).json();
    const before = await answered();
    await rename('独自等待');
    const isThere = async () => {
      const { version, recomputing } = await answered();
      return version > before.version && !recomputing; // no version comes after it
    };
    await expect.poll(isThere, { timeout: 20_000 }).toBe(true);
    go();
    await expect.poll(() => named(page).innerText(), { timeout: 20_000 }).toContain('独自等待');
    await page.close();
  });

  it('is not missed by a strip', async () => {
    const page = await open();
    const first = page.locator('coverage-strip').first();
    const [isAsked, go] = await keepBack(page, /coverage\/strips\?.*rivers=12\b/);
    await first.evaluate((strip) => {
      const other = strip.cloneNode() as Element;
      other.setAttribute('river', '12');
      strip.replaceWith(other);
    });
    await isAsked;
    const others = heard(page);
    await change(`update register.river set name = '改名河' where district = 'demo' and id = 12`);
    await others;
    go();
    await expect.poll(() => first.locator('svg').getAttribute('aria-label'), { timeout: 20_000 }).toContain('改名河');
    await page.close();
  });
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
