/** Our elements, frame and tiles on pages of another origin: the examples, as they are shipped. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openDatabase } from '../../server/db/connect.ts';
import { atlas } from '../support/program.ts';
import { type Foreign, serveExamples } from './foreign.ts';
import { coloursOf, type Served, serveDemo } from './served.ts';

let served: Served;
let foreign: Foreign;
beforeAll(async () => {
  served = await serveDemo();
  const panel = await readFile('examples/grafana-text-panel.html', 'utf8');
  foreign = await serveExamples(served.origin, {
    '/grafana.html': `<!doctype html><body style="height:400px">${panel}`,
  });
});
afterAll(async () => {
  await foreign?.close();
  await served?.stop();
});

const complaints: string[] = [];
async function open(path: string, asked: string[] = []): Promise<Page> {
  const page = await served.browser.newPage({ viewport: { width: 1000, height: 800 } });
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
  await page.goto(`${foreign.origin}/${path}`);
  return page;
}

/** Shadow roots and maps of elements of ours, as far as the tests look into them. */
type MapElement = HTMLElement & { gl?: { loaded(): boolean; areTilesLoaded(): boolean; getZoom(): number } };
const mapDrawn = (map: { evaluate: Page['evaluate'] } | Page, selector = 'outfall-map') =>
  (map as Page).waitForFunction((name) => {
    const element = document.querySelector(name) as MapElement | null;
    return element?.gl?.loaded() && element.gl.areTilesLoaded();
  }, selector);

/** What axe finds in the page, by the rules named or all; `region` is text in no landmark. */
async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, only ? { runOnly: only } : {});
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
  }, rules);
}

/** Kinds of the outfalls that are drawn. */
const seenOutfalls = (page: Page) =>
  page.evaluate(() => {
    const { gl } = document.querySelector('outfall-map')!;
    const layers = ['outfalls', 'outfalls-left'].filter((id) => gl?.getLayer(id));
    const kinds = gl!
      .queryRenderedFeatures({ layers })
      .map(({ properties: { type, progress } }) => JSON.stringify({ type, progress }));
    return [...new Set(kinds)].map((kind) => JSON.parse(kind));
  });

async function share(body: object): Promise<string> {
  const token = (await atlas(['token', 'create', '--role', 'editor'], served.env)).out.trim();
  const response = await fetch(`${served.origin}/api/v1/shares`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ district: 'demo', name: 'a page', expires: '2099-01-01', ...body }),
  });
  return (await response.json()).secret;
}

const CHOOSE = '在地图上点选一个排污口，这里显示它的档案。';

describe('elements on a page of another origin', () => {
  it('draw, tell what is chosen, obey, and ask nobody but their server', async () => {
    const asked: string[] = [];
    const page = await open('plain.html', asked);
    await mapDrawn(page);
    expect(await coloursOf(page, { x: 40, y: 140, width: 500, height: 400 })).toBeGreaterThan(100);
    expect(await page.locator('coverage-strip svg').getAttribute('aria-label')).toMatch(/，水上 .+；水下 /);
    await page.evaluate(() => {
      (document.querySelector('outfall-map') as unknown as { select(target: object): void }).select({
        kind: 'outfall',
        id: 1,
      });
    });
    await page.locator('outfall-dossier outfall-card h2').waitFor();
    expect(await page.locator('#chosen').innerText()).toBe('{"kind":"outfall","id":1}');
    const chosen = () =>
      page.locator('outfall-map').evaluate((map) => (map as HTMLElement & { selection: unknown }).selection);
    const give = (name: string, value: string | null) =>
      page
        .locator('outfall-map')
        .evaluate((map, [key, words]) => (words === null ? map.removeAttribute(key!) : map.setAttribute(key!, words)), [
          name,
          value,
        ] as const);
    for (const [name, value] of [
      ['select', 'outfall:2'],
      ['river', '3'],
    ]) {
      await give(name, value);
      await expect.poll(chosen, { timeout: 30_000 }).toMatchObject({ id: Number(value.at(-1)) });
      await give(name, name === 'select' ? 'boat:1' : null); // as if it were left out
      await expect.poll(chosen).toBeNull();
    }
    await page.click('#gaps');
    await expect
      .poll(() =>
        page.evaluate(() =>
          (
            document.querySelector('outfall-map') as unknown as {
              gl: { getLayoutProperty(id: string, name: string): string };
            }
          ).gl.getLayoutProperty('outfalls', 'visibility'),
        ),
      )
      .toBe('none');
    await mapDrawn(page);
    await page.evaluate(() => {
      const { gl } = document.querySelector('outfall-map') as unknown as { gl: { jumpTo(to: object): void } };
      gl.jumpTo({ zoom: 8 }); // where no outfall is drawn
    });
    await mapDrawn(page);
    await page.click('#work');
    await expect
      .poll(() => seenOutfalls(page), { timeout: 30_000 })
      .toEqual([{ type: 'industrial', progress: 'action_needed' }]);
    expect(await page.locator('[aria-pressed=true]').allInnerTexts()).toEqual(['只看需处理的工业排污口']);
    await page.click('#all');
    await expect.poll(async () => (await seenOutfalls(page)).length, { timeout: 30_000 }).toBeGreaterThan(3);
    expect(await violationsOf(page, ['region'])).toEqual([]);
    const outside = asked.filter(
      (url) => !url.startsWith(served.origin) && !url.startsWith(foreign.origin) && !/^(blob|data):/.test(url),
    );
    expect(outside).toEqual([]);
    await page.close();
  });

  it('have neither the fill nor the edges of towns where these are not among their layers', async () => {
    const page = await open('plain.html');
    await mapDrawn(page);
    const seen = () =>
      page.evaluate(() => {
        const { layers } = document.querySelector('outfall-map')!.gl!.getStyle();
        const isShown = (id: string) => layers.find((each) => each.id === id)!.layout?.visibility !== 'none';
        const ground = layers.find(({ id }) => id === 'ground')!.paint as Record<string, unknown>;
        return [isShown('towns'), isShown('town-edge'), ground['background-color']];
      });
    expect(await seen()).toEqual([true, true, '#0D151A']);
    await page.locator('outfall-map').evaluate((map) => map.setAttribute('layers', 'gaps,water_bodies'));
    await expect.poll(seen).toEqual([false, false, '#121C22']); // no outside without towns: all is paper
    await page.close();
  });

  it('say in the reader’s language what is wrong with a filter, a district or the server', async () => {
    const page = await open('plain.html');
    await mapDrawn(page);
    const set = (name: string, value: string) =>
      page.locator('outfall-map').evaluate((map, [key, text]) => map.setAttribute(key, text), [name, value] as const);
    await set('filters', 'type=industry');
    await page.getByText('不认识的图层或筛选：industry').waitFor();
    await set('filters', '');
    await set('layers', 'coverage,rivulets');
    await page.getByText('不认识的图层或筛选：rivulets').waitFor();
    await set('layers', 'coverage');
    await set('language', 'en');
    await set('district', 'nowhere');
    await page.getByText('There is no district "nowhere".').waitFor();
    await page.close();
  });

  it('follow the data of the river that is shown by now, also where the strip was put elsewhere', async () => {
    const page = await open('plain.html');
    const label = () => page.locator('coverage-strip svg').getAttribute('aria-label');
    await expect.poll(label, { timeout: 30_000 }).toMatch(/，水上 /);
    const first = await label();
    const strip = page.locator('coverage-strip');
    await strip.evaluate((each) => each.setAttribute('river', '2'));
    await expect.poll(label, { timeout: 30_000 }).not.toBe(first);
    const db = await openDatabase(readConfig(served.env));
    const rename = (name: string) => db.query('update register.river set name = $1 where id = 2', [name]);
    await rename('改名河');
    await expect.poll(label, { timeout: 30_000 }).toContain('改名河');
    await strip.evaluate((each) => each.parentElement!.prepend(each));
    await rename('再改河');
    await expect.poll(label, { timeout: 30_000 }).toContain('再改河');
    await page.evaluate(() => {
      const dossier = document.createElement('outfall-dossier');
      dossier.setAttribute('outfall', '2');
      document.body.prepend(dossier);
    });
    const title = page.locator('outfall-dossier h2');
    await title.waitFor();
    await db.query('update register.outfall set name = $1 where id = 2', ['改名口']);
    await expect.poll(() => title.innerText(), { timeout: 30_000 }).toBe('改名口');
    const dossier = page.locator('outfall-dossier').first();
    await dossier.evaluate((each) => each.setAttribute('outfall', 'abc'));
    await dossier.getByText('outfall="abc"').waitFor();
    await dossier.getByText(CHOOSE).waitFor(); // as if it were left out
    await dossier.evaluate((each) => each.setAttribute('outfall', '2'));
    await title.filter({ hasText: '改名口' }).waitFor();
    await dossier.evaluate((each) => each.removeAttribute('outfall'));
    await dossier.getByText(CHOOSE).waitFor();
    await db.close();
    await page.close();
  });

  it('says the place under the pointer beside the names of a strip, also where there is room for 320 pixels alone', async () => {
    const page = await open('plain.html');
    await page.setViewportSize({ width: 320, height: 640 });
    const strip = page.locator('coverage-strip');
    const svg = strip.locator('svg');
    await svg.waitFor();
    const box = (await svg.boundingBox())!;
    await expect.poll(async () => (await svg.boundingBox())!.width).toBeLessThanOrEqual(320);
    for (const part of [0.1, 0.45, 0.9]) {
      await svg.hover({ position: { x: part * (await svg.boundingBox())!.width, y: box.height / 2 }, force: true });
      const tip = (await strip.locator('.tip').boundingBox())!;
      expect(tip.y + tip.height).toBeLessThanOrEqual((await svg.boundingBox())!.y + 0.5);
      expect([tip.x >= 0, tip.x + tip.width <= 320]).toEqual([true, true]);
    }
    await page.close();
  });

  it('live in React', async () => {
    const page = await open('react.html');
    await mapDrawn(page);
    expect((await page.locator('outfall-map').boundingBox())?.height).toBe(520); // of the box around it
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'above_water' }).click();
    await expect
      .poll(() => page.locator('outfall-map').evaluate((map) => (map as unknown as { mode: string }).mode))
      .toBe('under_water');
    await page.evaluate(() => {
      (document.querySelector('outfall-map') as unknown as { select(target: object): void }).select({
        kind: 'river',
        id: 1,
      });
    });
    await expect.poll(() => page.locator('output').innerText()).toContain('"kind":"river","id":1');
    await page.close();
  });
});

describe('the frame', () => {
  it('shows the API’s number, tells the page around it, and obeys it', async () => {
    const page = await open('iframe.html');
    const frame = page.frameLocator('iframe');
    await frame.locator('header b').waitFor();
    const { length_km, states } = await (await fetch(`${served.origin}/api/v1/summary?mode=above_water`)).json();
    expect(await frame.locator('header b').innerText()).toBe(((100 * (length_km - states.gap)) / length_km).toFixed(2));
    expect(await frame.locator('li').count()).toBeGreaterThan(3);
    await mapDrawn(page.frames()[1] as unknown as Page, 'frame-page').catch(() => undefined);
    await page.click('#fly');
    await expect.poll(() => page.locator('#heard').innerText(), { timeout: 20_000 }).toMatch(/^view .*"zoom":1[1-9]/);
    await page.close();
  });

  it('fits a Grafana text panel, and a small place', async () => {
    const page = await open('grafana.html');
    const frame = page.frameLocator('iframe');
    await frame.locator('header b').waitFor();
    expect(await frame.locator('aside').count()).toBe(0);
    await page.setViewportSize({ width: 300, height: 260 });
    const fits = () => frame.locator('frame-page').evaluate((each) => each.scrollWidth <= innerWidth);
    await expect.poll(fits).toBe(true); // the page is laid out anew after the resize
    await page.close();
  });

  it('may be shown by the pages the configuration names, and no other page of ours may be framed', async () => {
    const headers = async (path: string) => (await fetch(served.origin + path)).headers;
    expect((await headers('/embed')).get('content-security-policy')).toContain('frame-ancestors *');
    expect((await headers('/embed')).get('x-frame-options')).toBeNull();
    expect((await headers('/')).get('content-security-policy')).toContain("frame-ancestors 'self'");
  });

  it('names beside its map, and the viewer of a share in its legend, only what is drawn', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
    const key = page.locator('frame-page .key span');
    await page.goto(`${served.origin}/embed?district=demo&at=12/121.15/31.16`);
    await key.first().waitFor();
    expect(await key.allInnerTexts()).toEqual(['已排查', '重复', '缺口']);
    await page.evaluate(() => postMessage({ to: 'outfall-atlas', type: 'layers', layers: 'rivers,gaps' }, '*'));
    await expect.poll(() => key.allInnerTexts()).toEqual(['河道', '缺口']);
    const secret = await share({ layers: ['rivers', 'gaps'] });
    await page.goto(`${served.origin}/?share=${secret}`);
    const rows = page.locator('legend-panel .row');
    const { length_km } = await (await fetch(`${served.origin}/api/v1/summary?share=${secret}`)).json();
    const value = async () => (await rows.first().locator('.value').innerText()).replace(/[^\d.]/g, '');
    await expect.poll(value, { timeout: 30_000 }).toBe(length_km.toFixed(3));
    const names = await rows
      .locator('.name')
      .evaluateAll((each) =>
        each.map(
          ({ childNodes }) => [...childNodes].find(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue)?.nodeValue,
        ),
      );
    expect(names).toEqual(['河道', '缺口', '地名与水名']);
    await page.close();
  });

  it('shows nothing any more of what a link had let see when the link ends under it', async () => {
    const secret = await share({});
    const page = await open('plain.html');
    await page.evaluate((token) => {
      for (const each of document.querySelectorAll('outfall-map, coverage-strip, outfall-dossier'))
        each.setAttribute('token', token);
      document.querySelector('outfall-dossier')!.setAttribute('outfall', '7');
    }, secret);
    await mapDrawn(page);
    await page.locator('coverage-strip svg').first().waitFor();
    await page.locator('outfall-dossier h2').waitFor();
    const db = await openDatabase(readConfig(served.env));
    await db.query('update register.share set expires_at = $1', ['2026-03-02T00:00:00Z']);
    await db.query("update register.river set name = name where district = 'demo' and id = 1");
    await db.close();
    for (const element of ['outfall-map', 'coverage-strip', 'outfall-dossier'])
      await page.locator(element).getByText('此分享链接已于 2026-03-01 到期').waitFor({ timeout: 30_000 });
    expect(await page.locator('outfall-map #map').isVisible()).toBe(false);
    expect(await page.locator('coverage-strip svg').count()).toBe(0);
    await page.close();
  });

  it('shows a shared district by its link alone, and says when the link has expired', async () => {
    const secret = await share({});
    const page = await served.browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${served.origin}/embed?share=${secret}`);
    await page.locator('header b').waitFor();
    const data = asked.filter((url) => /\/(api|tiles|ogc)\//.test(url));
    expect(data.filter((url) => !url.includes(`share=${secret}`))).toEqual([]);
    await page.goto(`${served.origin}/strips?share=${secret}`);
    await page.locator('coverage-strip').first().waitFor({ timeout: 90_000 });
    expect(await page.locator('nav a').first().getAttribute('href')).toContain(`share=${secret}`);
    const db = await openDatabase(readConfig(served.env));
    await db.query('update register.share set expires_at = $1', ['2026-03-02T00:00:00Z']);
    await db.close();
    await expect
      .poll(async () => (await fetch(`${served.origin}/api/v1/districts?share=${secret}`)).status, { timeout: 15_000 })
      .toBe(401);
    await page.goto(`${served.origin}/embed?share=${secret}`);
    await page.getByText('此分享链接已于 2026-03-01 到期。向发送人索取新链接。').waitFor();
    await page.goto(`${served.origin}/embed?share=${secret}&lang=en`);
    await page.getByText('This link expired on 2026-03-01. Ask the sender for a new one.').waitFor();
    await page.goto(`${served.origin}/?share=${secret}&lang=en`); // the viewer too, and it asks for no token
    await page.getByText('This link expired on 2026-03-01. Ask the sender for a new one.').waitFor();
    expect(await page.locator('token-form').count()).toBe(0);
    await page.getByText('No data were read.').waitFor(); // not that they are being read
    expect(await page.getByText('Reading the river network').count()).toBe(0);
    await page.close();
  });
});

describe('the viewer', () => {
  it('gives snippets to copy, and makes links that are good until a day', async () => {
    const context = await served.browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(`${served.origin}/?district=demo&lang=en`);
    await page.getByRole('button', { name: 'Embed and share' }).click();
    const token = (await atlas(['token', 'create', '--role', 'editor'], served.env)).out.trim();
    await page.getByLabel('For whom').fill('the mayor’s wall');
    await page.getByLabel('Editor token').fill(token);
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByText('the mayor’s wall').waitFor();
    await page.getByRole('button', { name: 'Copy · iframe' }).click();
    await page.getByRole('button', { name: 'Copied · iframe' }).waitFor(); // named as it reads by now
    const code = await page.evaluate(() => navigator.clipboard.readText());
    const source = code.match(/src="([^"]+)"/)![1].replaceAll('&amp;', '&');
    expect(source).toMatch(/\/embed\?district=demo&.*share=oas_/);
    const summary = `${served.origin}/api/v1/summary?share=${new URL(source).searchParams.get('share')}`;
    expect((await fetch(summary)).status).toBe(200);
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('withdrawn', { exact: true }).waitFor();
    await expect.poll(async () => (await fetch(summary)).status, { timeout: 15_000 }).toBe(401);
    await context.close();
  });
});

describe('tiles in other libraries', () => {
  it.each(['leaflet', 'openlayers'])('are drawn by %s', async (name) => {
    const page = await open(`${name}.html`);
    await expect
      .poll(() => coloursOf(page, { x: 100, y: 100, width: 800, height: 600 }), { timeout: 20_000 })
      .toBeGreaterThan(60);
    expect(await violationsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
