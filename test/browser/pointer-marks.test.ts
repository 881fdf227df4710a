/** What follows the pointer is drawn by what the browser made while the map was at rest: nothing is compiled in the middle of a movement. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawn, type Served, serveDemo } from './served.ts';

interface Feature {
  geometry: { type: string; coordinates: number[] };
  properties: { river_id: number };
}
interface Gl {
  getSource(id: string): unknown;
  loaded(): boolean;
  project(at: [number, number]): { x: number; y: number };
  queryRenderedFeatures(of: { layers: string[] }): Feature[];
}
const LINES = ['main-gap', 'main-once', 'canal-gap', 'canal-once'];
type Viewer = Element & { renderRoot: ShadowRoot };
declare global {
  interface Window {
    linked: number;
  }
}

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(() => served?.stop());

/** Counts the programs that are linked, from the page's first line on. */
const count = () => {
  window.linked = 0;
  const { prototype } = WebGL2RenderingContext;
  const link = prototype.linkProgram;
  prototype.linkProgram = function (program: WebGLProgram) {
    window.linked++;
    link.call(this, program);
  };
};

/** Where in the window one of a layer's features is drawn, away from the panels. */
const spotOf = (page: Page, layer: string) =>
  page.evaluate((id) => {
    const map = (document.querySelector('outfall-viewer') as Viewer).renderRoot.querySelector('outfall-map')!;
    const { gl } = map as unknown as { gl: Gl };
    const box = map.getBoundingClientRect();
    const spots = gl.queryRenderedFeatures({ layers: [id] }).flatMap(({ geometry: { type, coordinates } }) => {
      if (type !== 'Point') return [];
      const { x, y } = gl.project([coordinates[0], coordinates[1]]);
      return x > 480 && x < 900 && y > 200 && y < 650 ? [{ x: box.x + x, y: box.y + y }] : [];
    });
    return spots[0];
  }, layer);

/** As a row of the table under the pointer does, for a river in sight. */
const hoverRiver = (page: Page) =>
  page.evaluate((layers) => {
    const map = (document.querySelector('outfall-viewer') as Viewer).renderRoot.querySelector('outfall-map')!;
    const { gl } = map as unknown as { gl: Gl };
    const [{ properties }] = gl.queryRenderedFeatures({ layers });
    Object.assign(map, { hover: { kind: 'river', id: properties.river_id } });
  }, LINES);

const state = (page: Page) =>
  page.evaluate(() => {
    const map = (document.querySelector('outfall-viewer') as Viewer).renderRoot.querySelector('outfall-map')!;
    const { gl } = map as unknown as { gl: Gl };
    const shown = (id: string) => gl.queryRenderedFeatures({ layers: [id] }).length > 0;
    return {
      linked: window.linked,
      warming: gl.getSource('warming') !== undefined,
      marks: gl.loaded() ? [['outfall-hovered'], ['hover', 'hover-gap']].map((ids) => ids.some(shown)) : [],
    };
  });

/** Once nothing was compiled for some seconds. */
async function rested(page: Page): ReturnType<typeof state> {
  for (let before = await state(page); ; ) {
    await page.waitForTimeout(4000);
    const now = await state(page);
    if (!now.warming && now.linked === before.linked) return now;
    before = now;
  }
}

it('the first outfall and the first line under the pointer compile nothing', async () => {
  const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(count);
  await page.goto(`${served.origin}/?at=14/121.1012/31.1513`);
  await drawn(page);
  const { linked, marks } = await rested(page);
  expect(linked).toBeGreaterThan(8);
  expect(marks).toEqual([false, false]);

  const outfall = await spotOf(page, 'outfalls');
  await page.mouse.move(outfall.x, outfall.y);
  await expect.poll(async () => (await state(page)).marks, { timeout: 30_000 }).toEqual([true, false]);
  const river = async () => {
    await hoverRiver(page); // again where the page told the map its own hover meanwhile
    return (await state(page)).marks[1];
  };
  await expect.poll(river, { timeout: 30_000, interval: 1500 }).toBe(true);
  expect((await state(page)).linked).toBe(linked);
  await page.close();
});
