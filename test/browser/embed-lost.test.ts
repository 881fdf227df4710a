/** A strip or a dossier alone on another page, whose server is lost under it: what they show may be of before. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Foreign, serveExamples } from './foreign.ts';
import { type Served, serveDemo } from './served.ts';

const page = (element: string) => `<!doctype html><script type="module" src="http://127.0.0.1:8080/embed.js"></script>
<script>addEventListener('oa-error', ({ detail }) => (window.told ??= []).push(detail.detail), true)</script>${element}`;

const ELEMENTS = {
  'coverage-strip': page('<coverage-strip district="demo" river="1"></coverage-strip>'),
  'outfall-dossier': page('<outfall-dossier district="demo" outfall="1"></outfall-dossier>'),
};

let served: Served;
let foreign: Foreign;
beforeAll(async () => {
  served = await serveDemo();
  foreign = await serveExamples(
    served.origin,
    Object.fromEntries(Object.entries(ELEMENTS).map(([name, html]) => [`/${name}.html`, html])),
  );
});
afterAll(async () => {
  await foreign?.close();
  await served?.stop();
});

const PATIENCE = { timeout: 30_000 };
const notice = (page: Page, name: string) =>
  page.locator(name).evaluate((element) => (element as HTMLElement & { notice: string | null }).notice);

it('say so, keep what they have, and say nothing any more once it is there again', async () => {
  const pages = new Map<string, Page>();
  for (const name of Object.keys(ELEMENTS)) {
    const page = await served.browser.newPage();
    const isFollowed = page.waitForRequest((request) => request.resourceType() === 'eventsource');
    await page.goto(`${foreign.origin}/${name}.html`);
    await isFollowed;
    expect(await notice(page, name)).toBeNull();
    pages.set(name, page);
  }
  await served.halt('SIGKILL'); // as a machine that falls: with SIGTERM the server takes leave of its streams
  for (const [name, page] of pages) {
    await expect.poll(() => notice(page, name), PATIENCE).toContain('连接中断');
    expect(await page.evaluate(() => (window as unknown as { told?: string[] }).told)).toHaveLength(1);
  }
  expect(await pages.get('coverage-strip')!.locator('coverage-strip svg').count()).toBeGreaterThan(0);
  expect(await pages.get('outfall-dossier')!.locator('outfall-card h2').innerText()).not.toBe('');
  await served.resume();
  for (const [name, page] of pages) {
    await expect.poll(() => notice(page, name), PATIENCE).toBeNull();
    await page.close();
  }
});
