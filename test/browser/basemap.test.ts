/** A basemap of our own making under the map, and what is said of one that cannot be read. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atlas } from '../support/program.ts';
import { coloursOf, drawn, type Served, serveDemo, visit } from './served.ts';

const LAYERS = ['towns', 'rivers', 'outfalls'];
let folder: string;
let served: Served;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'basemap-'));
  const BASEMAP = join(folder, 'own.pmtiles');
  served = await serveDemo({
    settings: async (env) => {
      const { code, err } = await atlas(['tiles', 'build', BASEMAP, '--layers', LAYERS.join(), '--minzoom', '12'], env);
      if (code !== 0) throw new Error(err);
      return { BASEMAP };
    },
  });
});
afterAll(async () => {
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function placeOfAnOutfall(): Promise<string> {
  const answer = await fetch(`${served.origin}/ogc/collections/outfalls/items?limit=1`);
  const { features } = (await answer.json()) as { features: { geometry: { coordinates: [number, number] } }[] };
  return features[0].geometry.coordinates.join('/');
}

interface Drawn {
  getStyle(): { layers: { id: string; source?: string }[] };
  queryRenderedFeatures(of: { layers: string[] }): { sourceLayer: string; layer: { type: string } }[];
}

/** Layer and manner of what of the basemap is drawn. */
const ofBasemap = (page: Page): Promise<string[]> =>
  page.locator('outfall-map').evaluate((element) => {
    const { gl } = element as unknown as { gl: Drawn };
    const layers = gl.getStyle().layers.flatMap(({ id, source }) => (source === 'basemap' ? [id] : []));
    const found = gl.queryRenderedFeatures({ layers }).map(({ sourceLayer, layer }) => `${sourceLayer} ${layer.type}`);
    return [...new Set(found)].sort();
  });

it('an archive made by `atlas tiles build` is drawn, layer by layer', async () => {
  const { page, complaints } = await visit(served, `at=14/${await placeOfAnOutfall()}`);
  await expect.poll(() => ofBasemap(page)).toEqual(['outfalls circle', 'rivers line', 'towns fill']);
  expect(complaints).toEqual([]);
  await page.close();
});

/** The server says another basemap than it has. */
const instead = (page: Page, url: string) =>
  page.route('**/basemap.json', (route) => route.fulfill({ json: { kind: 'pmtiles', url } }));

it.each([
  ['that is no archive', '/api/v1/districts'],
  ['that is out of reach', 'http://127.0.0.1:9/land.pmtiles'],
  ['that is not there', '/none.pmtiles'],
])('a basemap %s is told, and the map works without', async (_, url) => {
  const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
  await instead(page, url);
  await page.goto(`${served.origin}/?lang=en`);
  await drawn(page);
  const notice = page.locator('outfall-viewer .notice');
  await expect.poll(() => notice.innerText()).toContain(`The basemap was not read (${new URL(url, served.origin)})`);
  expect(await ofBasemap(page)).toEqual([]);
  expect(await coloursOf(page)).toBeGreaterThan(20);
  await page.close();
});

it('an embed tells it too', async () => {
  const page = await served.browser.newPage({ viewport: { width: 900, height: 600 } });
  await instead(page, '/none.pmtiles');
  await page.goto(`${served.origin}/embed`);
  await page.getByText(`底图没有读到（${served.origin}/none.pmtiles）`).waitFor({ timeout: 60_000 });
  await page.close();
});

describe('a basemap of pictures from elsewhere', () => {
  const PICTURE = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const refused = (status: number) => (route: Route) => route.fulfill({ status });
  const come = (route: Route) => route.fulfill({ contentType: 'image/png', body: PICTURE });
  const MISSING = 'No tiles of the basemap came (127.0.0.1:';

  /** The server says pictures of its own address, and `answer` is what comes of them. */
  async function withPictures(answer: (route: Route) => unknown): Promise<Page> {
    const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
    const raster = { kind: 'raster', tileSize: 256, maxzoom: 18, attribution: '© Pictures' };
    await page.route('**/basemap.json', (route) =>
      route.fulfill({ json: { ...raster, tiles: [`${served.origin}/ground/{z}/{x}/{y}.png?tk=key`] } }),
    );
    await page.route('**/ground/**', answer);
    return page;
  }
  const notice = (page: Page) => page.locator('outfall-viewer .notice').innerText();

  /** Whether the sheet to print says that the basemap is missing, and names it as a source. */
  async function printed(page: Page): Promise<{ isMissing: boolean; names: boolean }> {
    await page.evaluate(() => {
      window.print = () => {};
    });
    await page.keyboard.press('Control+p');
    await page.locator('print-sheet[ready]').waitFor({ timeout: 90_000 });
    const said = await page.locator('print-sheet .bar').innerText();
    const foot = await page.locator('print-sheet footer').innerText();
    return { isMissing: said.includes(MISSING), names: foot.includes('© Pictures') };
  }

  it.each([
    ['cannot be reached', (route: Route) => route.abort('connectionrefused')],
    ['is refused', refused(403)],
    ['is not there', refused(404)],
  ])('that %s is told, without its key, and not named as the source of the map', async (_, answer) => {
    const page = await withPictures(answer);
    await page.goto(`${served.origin}/?lang=en&at=14/${await placeOfAnOutfall()}`);
    await expect.poll(() => notice(page), { timeout: 60_000 }).toContain(MISSING);
    expect(await notice(page)).not.toContain('tk=');
    expect(await page.locator('outfall-viewer .mark').innerText()).not.toContain('© Pictures');
    await page.close();
  });

  it('that does not answer is told on the map and before it is printed, and taken back when it comes', async () => {
    const page = await withPictures(() => {});
    await page.goto(`${served.origin}/?lang=en&at=14/${await placeOfAnOutfall()}`);
    await expect.poll(() => notice(page), { timeout: 60_000 }).toContain(MISSING);
    expect(await printed(page)).toEqual({ isMissing: true, names: false });
    await page.locator('print-sheet').getByRole('button', { name: 'Close' }).click();
    await page.unroute('**/ground/**');
    await page.route('**/ground/**', come);
    await page.locator('outfall-map').evaluate((element) => {
      (element as unknown as { gl: { panBy(by: [number, number]): void } }).gl.panBy([900, 0]);
    });
    await expect.poll(() => notice(page), { timeout: 60_000 }).not.toContain(MISSING);
    expect(await page.locator('outfall-viewer .mark').innerText()).toContain('© Pictures');
    expect(await printed(page)).toEqual({ isMissing: false, names: true });
    await page.close();
  });

  it('that comes in part is drawn, and nothing is told', async () => {
    const page = await withPictures((route) =>
      (/[02468]\.png/.test(route.request().url()) ? come : refused(403))(route),
    );
    await page.goto(`${served.origin}/?lang=en&at=14/${await placeOfAnOutfall()}`);
    await drawn(page);
    expect(await page.locator('outfall-viewer .notice').isHidden()).toBe(true);
    await page.close();
  });

  it('is found missing by the sheet itself where the map on screen is too small to ask for any', async () => {
    const page = await withPictures(() => {});
    await page.setViewportSize({ width: 600, height: 480 });
    await page.goto(`${served.origin}/?lang=en&at=12.95/${await placeOfAnOutfall()}`);
    await drawn(page);
    expect(await page.locator('outfall-viewer .notice').isHidden()).toBe(true);
    expect(await printed(page)).toEqual({ isMissing: true, names: false });
    await page.close();
  });

  it('is told by an embed too', async () => {
    const page = await withPictures(refused(403));
    await page.goto(`${served.origin}/embed?at=14/${await placeOfAnOutfall()}`);
    await page.getByText(/底图瓦片没有读到（127\.0\.0\.1:\d+）/).waitFor({ timeout: 60_000 });
    await page.close();
  });
});
