/** No word of the viewer is cut off or written over another: two languages, two themes, three windows, with scroll bars. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clippedWords } from './clipped-words.ts';
import { type Served, serveDemo } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveDemo({ scrollBars: true });
});
afterAll(() => served?.stop());

const WITHIN = [
  'top-bar',
  'search-box',
  'legend-panel',
  'coverage-head',
  '.tabs',
  'virtual-rows',
  'coverage-panel footer',
  '.compared',
  '.mark',
  '.sheet-switch',
  '.maplibregl-ctrl',
];

async function open(query: string, width: number, height: number): Promise<Page> {
  const page = await served.browser.newPage({ viewport: { width, height } });
  await page.route('**/*.mvt*', (route) => route.fulfill({ status: 204 })); // no word of these comes from tiles
  await page.goto(`${served.origin}/?${query}`);
  await page.locator('.compared b').first().waitFor(); // the last to come
  await page.locator('coverage-strip').first().waitFor();
  return page;
}

async function cutOn(page: Page): Promise<string[]> {
  const cut = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    cut.push(...(await page.evaluate(clippedWords, { within: WITHIN })));
  }
  return cut;
}

/** Pairs of what stands on the map that lie on each other; in a narrow window with the legend open too. */
async function cornersOver(page: Page): Promise<string[]> {
  const boxes: { name: string; x: number; y: number; width: number; height: number }[] = [];
  for (const name of ['.panel.left', '.panel.right', 'map-controls', '.compared', '.mark', '.maplibregl-ctrl-scale']) {
    const box = (await page.locator(name).boundingBox())!;
    boxes.push({ name, ...box });
  }
  const apart = (a: (typeof boxes)[number], b: (typeof boxes)[number]): boolean =>
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => !apart(a, b))
      .map((b) => `${a.name} and ${b.name}`),
  );
}

const WINDOWS = [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const;
const CASES = WINDOWS.flatMap(([width, height]) => ['zh', 'en'].map((lang) => ({ width, height, lang })));

describe('words of the viewer', () => {
  it.each(CASES)('are whole at $width × $height in $lang, light and dark', async ({ width, height, lang }) => {
    const page = await open(`lang=${lang}&as_of=2022-12-31&compare=2021-12-31`, width, height);
    for (const tab of ['towns', 'levels', 'gaps', 'rivers']) {
      await page.locator(`#tab-${tab}`).click();
      expect(await cutOn(page)).toEqual([]);
    }
    expect(await cornersOver(page)).toEqual([]);
    if (width === 1024) {
      await page.keyboard.press('l');
      expect(await cornersOver(page)).toEqual([]);
    }
    const more = page.locator('top-bar .more');
    if (await more.isVisible()) await more.click();
    expect(await cutOn(page)).toEqual([]);
    await page.locator('top-bar .third').click();
    await page.locator('coverage-head .big').waitFor();
    expect(await cutOn(page)).toEqual([]);
    await page.close();
  });
});
