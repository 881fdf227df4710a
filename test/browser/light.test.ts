/** How much the first view of the viewer asks for, as it comes over the wire. */
import { readdirSync } from 'node:fs';
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
