/** How much the first view of the viewer asks for, as it comes over the wire. */
import { readdirSync } from 'node:fs';
import { get } from 'node:http';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawn, type Served, serveDemo } from './served.ts';

const MOST = 400_000; // bytes of script, MapLibre's main file included, its worker apart
const ASSETS = 'web/dist/assets';
const LAZY = ['share-panel', 'tool-panel', 'near-panel', 'draw-tool', 'import-room', 'print-sheet', 'review', 'strips'];

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(() => served?.stop());

interface Answer {
  path: string;
  type: string;
  encoding: string | undefined;
  /** With its headers. */
  bytes: number;
}

/** Every answer that the page got from then on. */
async function answersOf(page: Page): Promise<Answer[]> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const answers = new Map<string, Answer>();
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    const encoding = response.headers['content-encoding'] ?? response.headers['Content-Encoding'];
    answers.set(requestId, { path: new URL(response.url).pathname, type, encoding, bytes: Number.NaN });
  });
  const list: Answer[] = [];
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength: bytes }) => {
    const answer = answers.get(requestId);
    if (answer) list.push({ ...answer, bytes });
  });
  await session.send('Network.enable');
  return list;
}

it('the first view asks for at most 400 kB of script, all of it compressed, and for no panel that has to be opened first', async () => {
  const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
  const answers = await answersOf(page);
  await page.goto(`${served.origin}/`);
  await drawn(page);
  await page.close();

  const scripts = answers.filter(({ path }) => path.endsWith('.js') && !path.includes('worker'));
  const names = scripts.map(({ path }) => path).join(' ');
  expect(names).toMatch(/maplibre-gl-/);
  expect(names).toMatch(/map-element/);
  const bytes = scripts.reduce((sum, answer) => sum + answer.bytes, 0);
  expect(bytes).toBeGreaterThan(200_000); // MapLibre alone: all of it was counted
  expect(bytes).toBeLessThanOrEqual(MOST);
  for (const lazy of LAZY) {
    const file = new RegExp(`\\b${lazy}-[\\w-]{8}\\.js$`);
    expect(readdirSync(ASSETS).some((name) => file.test(name))).toBe(true);
    expect(scripts.filter(({ path }) => file.test(path))).toEqual([]);
  }
  const plain = answers.filter(({ type, encoding, bytes }) => type !== 'Image' && bytes > 2048 && !encoding);
  expect(plain).toEqual([]);
});

/** Not by fetch, which asks every cache to be passed by where the request has a validator. */
const statusOf = (url: string, headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve, reject) => {
    get(url, { headers }, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
  });

it.each([
  ['gzip', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['identity', null],
])('scripts for those who take %s are said to be so, to HEAD and to caches too', async (accepted, encoding) => {
  const url = `${served.origin}/assets/${readdirSync(ASSETS).find((name) => /^maplibre-gl-[\w-]{8}\.js$/.test(name))}`;
  const headers = { 'accept-encoding': accepted };
  const [whole, head] = [await fetch(url, { headers }), await fetch(url, { headers, method: 'HEAD' })];
  for (const { headers } of [whole, head]) {
    expect(headers.get('content-encoding')).toBe(encoding);
    expect(headers.get('vary')).toBe('accept-encoding');
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  }
  for (const name of ['etag', 'content-length']) expect(head.headers.get(name)).toBe(whole.headers.get(name));
  expect(Number(head.headers.get('content-length')) < 400_000).toBe(encoding !== null);
  expect((await whole.text()).length).toBeGreaterThan(900_000);
  const known = { 'accept-encoding': accepted, 'if-none-match': whole.headers.get('etag')! };
  expect(await statusOf(url, known)).toBe(304);
});
