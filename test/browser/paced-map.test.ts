/** The map asks for no frame while more than one waits for the graphics processor, and for the next when it is done. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawn, type Served, serveDemo } from './served.ts';

interface Gl {
  on(event: 'render', listener: () => void): void;
  panBy(by: [number, number], options: { duration: number }): void;
  redraw(): void;
  getLayer(id: string): unknown;
  queryRenderedFeatures(of: { layers: string[] }): { properties: { type?: string } }[];
}
type Viewer = Element & { renderRoot: ShadowRoot };
declare global {
  interface Window {
    isBusy: boolean;
    drawnFrames: number;
  }
}

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(() => served?.stop());

/** A graphics processor that is not done with anything while `isBusy`. */
const holdUp = () => {
  window.isBusy = false;
  const { prototype } = WebGL2RenderingContext;
  const ask = prototype.getSyncParameter;
  prototype.getSyncParameter = function (sync, name) {
    return window.isBusy && name === this.SYNC_STATUS ? this.UNSIGNALED : ask.call(this, sync, name);
  };
};

/** Moves the map by itself and counts its frames. */
const move = (page: Page) =>
  page.evaluate(() => {
    const map = (document.querySelector('outfall-viewer') as Viewer).renderRoot.querySelector('outfall-map')!;
    const { gl } = map as unknown as { gl: Gl };
    window.drawnFrames = 0;
    window.isBusy = true;
    gl.on('render', () => window.drawnFrames++);
    gl.panBy([120, 0], { duration: 60_000 });
  });

/** As often as the page itself could draw. */
const turns = (page: Page, count: number) =>
  page.evaluate(async (left) => {
    for (let each = 0; each < left; each++) await new Promise(requestAnimationFrame);
    return window.drawnFrames;
  }, count);

it('draws two frames at most ahead of the graphics processor, at once what is told to be, then goes on', async () => {
  const page = await served.browser.newPage();
  await page.addInitScript(holdUp);
  await page.goto(`${served.origin}/?at=13/121.1012/31.1513`);
  await drawn(page);
  await move(page);
  const ahead = await turns(page, 20);
  expect(ahead).toBeLessThanOrEqual(2);
  expect(await turns(page, 20)).toBe(ahead);
  await page.evaluate(() => {
    const map = (document.querySelector('outfall-viewer') as Viewer).renderRoot.querySelector('outfall-map')!;
    (map as unknown as { gl: Gl }).gl.redraw();
  });
  expect(await turns(page, 2)).toBe(ahead + 1);
  await page.evaluate(() => {
    window.isBusy = false;
  });
  await page.waitForFunction((before) => window.drawnFrames > before + 3, ahead);
  await page.close();
}, 120_000);

const typesDrawn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const map = (document.querySelector('outfall-viewer') as Viewer).renderRoot.querySelector('outfall-map')!;
    const { gl } = map as unknown as { gl: Gl };
    const found = gl.queryRenderedFeatures({ layers: ['outfalls', 'outfalls-left'].filter((id) => gl.getLayer(id)) });
    return [...new Set(found.map(({ properties }) => properties.type ?? 'other'))].sort();
  });

it('draws other tiles that it was told of while it drew nothing', async () => {
  const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(holdUp);
  await page.goto(`${served.origin}/?at=12/121.1012/31.1513&lang=en&hide=type:agricultural`);
  await drawn(page);
  await expect.poll(() => typesDrawn(page)).toEqual(['industrial', 'other', 'urban_wwtp']);
  await move(page); // so that a frame waits
  await turns(page, 20);
  await page
    .getByRole('button', { name: /^Industrial/ })
    .first()
    .click();
  await turns(page, 10);
  await page.evaluate(() => {
    window.isBusy = false;
  });
  await expect.poll(() => typesDrawn(page), { timeout: 30_000 }).toEqual(['other', 'urban_wwtp']);
  await page.close();
}, 120_000);
