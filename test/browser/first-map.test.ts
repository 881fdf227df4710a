/** What the viewer asks for before its first map is there, and what only then. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawn, type Served, serveDemo } from './served.ts';

const AT_MOST_MS = 2000; // that the numbers wait for a map
const NUMBERS = /\/api\/v1\/(summary|coverage|gaps|outfalls)|\/ogc\//;
const TILES = /\.mvt\?v=/;

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(() => served?.stop());

/** A page whose numbers wait for as long as the test says. */
async function patientPage(): Promise<{ page: Page; asked: string[] }> {
  const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript((most) => {
    const { setTimeout } = window;
    const patient = (work: () => void, ms?: number) => {
      if (ms !== most) return setTimeout.call(window, work, ms);
      Object.assign(window, { losePatience: work });
      return 0;
    };
    Object.assign(window, { setTimeout: patient });
  }, AT_MOST_MS);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return { page, asked };
}

it('asks for the numbers once the tiles of the first map are there', async () => {
  const { page, asked } = await patientPage();
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let held = 0;
  await page.route(TILES, async (route) => {
    held += 1;
    await released;
    await route.continue();
  });
  await page.goto(`${served.origin}/`);
  await expect.poll(() => held, { timeout: 60_000 }).toBeGreaterThan(0);
  await page.waitForTimeout(500); // for what would be asked meanwhile
  expect(asked.filter((path) => NUMBERS.test(path))).toEqual([]);
  release();
  await drawn(page);
  expect(asked.filter((path) => NUMBERS.test(path)).length).toBeGreaterThan(5);
  await page.locator('coverage-head .big b', { hasText: /\d/ }).waitFor();
  await page.close();
});

it('does not let them wait for a map that never comes', async () => {
  const { page, asked } = await patientPage();
  await page.route(TILES, () => {}); // never answered
  await page.goto(`${served.origin}/`);
  await page.waitForFunction(() => 'losePatience' in window);
  expect(asked.filter((path) => NUMBERS.test(path))).toEqual([]);
  await page.evaluate(() => (window as unknown as { losePatience(): void }).losePatience());
  await page.locator('coverage-head .big b', { hasText: /\d/ }).waitFor();
  await page.close();
});

it('asks which districts there are before any script has run, once, with the share of its address', async () => {
  const link = async (query: string) => (await fetch(`${served.origin}/${query}`)).headers.get('link');
  expect(await link('')).toBe('</api/v1/districts>; rel=preload; as=fetch; crossorigin');
  expect(await link('?lang=en&share=oas_a%22b')).toContain('</api/v1/districts?share=oas_a%22b>');
  const page = await served.browser.newPage();
  const initiators: string[] = [];
  const session = await page.context().newCDPSession(page);
  session.on('Network.requestWillBeSent', ({ request, initiator }) => {
    if (request.url.endsWith('/api/v1/districts')) initiators.push(initiator.type);
  });
  await session.send('Network.enable');
  await page.route('**/events', (route) => route.abort()); // which would have them asked again
  await page.goto(`${served.origin}/`);
  await page.locator('top-bar .version').waitFor();
  expect(initiators).not.toContain('script');
  expect(initiators).toHaveLength(1);
  await page.close();
});
