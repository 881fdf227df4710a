/** A basemap of our own making under the map, and what is said of one that cannot be read. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
