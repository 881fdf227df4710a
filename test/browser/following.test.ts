/** A page that is left open: it follows its district through new versions, and to its end. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../server/db/postgres.ts';
import { atlas } from '../support/program.ts';
import { type Served, serveDemo, visit } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(async () => {
  await served?.stop();
});

type Mapped = HTMLElement & {
  tiles: string;
  gl: {
    jumpTo(to: { center: number[] }): void;
    queryRenderedFeatures(of: { layers: string[] }): { properties: { code: string } }[];
  };
};

async function query<Row extends object>(sql: string): Promise<Row[]> {
  const db = openPostgres(served.env.DATABASE_URL);
  const rows = await db.query<Row>(sql);
  await db.close();
  return rows;
}

const PATIENCE = { timeout: 20_000 };

/** One river and no more: a new version of a district, or another district. */
async function importRiver(district: string, at: [number, number]): Promise<void> {
  const geometry = { type: 'LineString', coordinates: [at, [at[0] + 0.002, at[1]]] };
  const feature = { type: 'Feature', geometry, properties: { key: `X-${at[1]}`, name: '新开河' } };
  const folder = await mkdtemp(join(tmpdir(), 'outfall-atlas-following-'));
  await writeFile(join(folder, 'one.geojson'), JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  const args = ['import', join(folder, 'one.geojson'), '--layer', 'rivers', '--district', district];
  const { code, err } = await atlas(args, served.env);
  expect(code, err).toBe(0);
  await rm(folder, { recursive: true });
}

/** Watches, at every frame, the rivers that have a strip now; says which of them had none since. */
async function watchStrips(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const rowsIn = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((each) => [
        ...(each.matches('[role=row]:has(a, button)') ? [each] : []),
        ...(each.shadowRoot ? rowsIn(each.shadowRoot) : []),
      ]);
    const named = (row: Element) => row.querySelector('a, button')!.textContent!.trim();
    const isDrawn = (row: Element) => row.querySelector('coverage-strip') !== null;
    const rows = () => rowsIn(document);
    const drawn = new Set(rows().filter(isDrawn).map(named));
    const watched = window as unknown as { empty: Set<string> };
    watched.empty = new Set(drawn.size > 5 ? [] : ['no strip to begin with']);
    const look = () => {
      for (const row of rows()) if (drawn.has(named(row)) && !isDrawn(row)) watched.empty.add(named(row));
      requestAnimationFrame(look);
    };
    look();
  });
  return () => page.evaluate(() => [...(window as unknown as { empty: Set<string> }).empty]);
}

describe('a new data version', () => {
  it('comes with its strips, in the viewer and on their own page: none is empty meanwhile', async () => {
    const { page } = await visit(served);
    const straight = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
    await straight.goto(`${served.origin}/strips`);
    for (const each of [page, straight]) await each.locator('coverage-strip').nth(5).waitFor(PATIENCE);
    for (const each of [page, straight]) // an answer that takes its time, as of a large district
      await each.route(/coverage\/strips/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        await route.continue();
      });
    const [{ version, bbox }] = (await (await fetch(`${served.origin}/api/v1/districts`)).json()).items;
    const emptied = [await watchStrips(page), await watchStrips(straight)];
    await importRiver('demo', [bbox[0] + 0.01, bbox[1] + 0.01]);
    const named = `数据版本 ${String(version + 1).padStart(4, '0')}`;
    await page
      .locator('top-bar .version', { hasText: named })
      .and(page.locator(':not(:has-text("尚未读到"))'))
      .waitFor(PATIENCE);
    await straight.locator('header .meta', { hasText: named }).waitFor(PATIENCE);
    expect(await emptied[0]()).toEqual([]);
    expect(await emptied[1]()).toEqual([]);
    for (const each of [page, straight]) await each.close();
  });

  it('comes to tiles that were on their way when it came', async () => {
    const [{ lon, lat }] = await query<{ lon: number; lat: number }>(
      `select st_x(p) as lon, st_y(p) as lat
         from (select st_transform(st_centroid(st_collect(geom)), 4490) as p from register.outfall where district = 'demo') as o`,
    );
    const { page } = await visit(served, `at=14/${lon + 0.1}/${lat}`);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let onTheWay = 0;
    await page.route(/\/tiles\//, async (route) => {
      const response = await route.fetch();
      onTheWay++;
      await held;
      await route.fulfill({ response });
    });
    await page
      .locator('outfall-map')
      .evaluate((element, at) => (element as Mapped).gl.jumpTo({ center: at }), [lon, lat]);
    await expect.poll(() => onTheWay, PATIENCE).toBeGreaterThan(1);
    const tiles = () => page.locator('outfall-map').evaluate((element) => (element as Mapped).tiles);
    const before = await tiles();
    await query(`update register.outfall set code = 'T-' || id where district = 'demo'`);
    await expect.poll(tiles, PATIENCE).not.toBe(before);
    release();
    const codes = () =>
      page.locator('outfall-map').evaluate((element) => {
        const found = (element as Mapped).gl.queryRenderedFeatures({ layers: ['outfalls'] });
        return found.length > 0 && found.every(({ properties }) => String(properties.code).startsWith('T-'));
      });
    await expect.poll(codes, PATIENCE).toBe(true);
    await page.close();
  });
});

describe('a district that is deleted while its page is open', () => {
  it('has no number left in the page, which says so and what to do, in both languages', async () => {
    const [{ bbox, name }] = (await (await fetch(`${served.origin}/api/v1/districts`)).json()).items;
    await importRiver('other', [bbox[0], bbox[1]]);
    const { page } = await visit(served);
    const english = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
    await english.goto(`${served.origin}/?district=demo&lang=en`);
    const straight = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
    await straight.goto(`${served.origin}/strips?lang=en`);
    await english.locator('coverage-head .big b', { hasText: /\d/ }).waitFor(PATIENCE);
    await straight.locator('coverage-strip').first().waitFor(PATIENCE);
    const review = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
    await review.goto(`${served.origin}/review?lang=en`);
    await review.locator('tbody tr').first().waitFor(PATIENCE);

    const db = openPostgres(served.env.DATABASE_URL);
    await db.query(`delete from register.district where key = 'demo'`);
    await db.close();

    await page.getByText(`辖区“${name}”已被删除，这里不再有它的数字。请在上方的列表里另选辖区。`).waitFor(PATIENCE);
    await english
      .getByText(
        `The district "${name}" has been deleted: there are no numbers of it any more. Choose another one in the list above.`,
      )
      .waitFor(PATIENCE);
    await straight.getByText('Choose another one on the page of the map.').waitFor(PATIENCE);
    for (const each of [page, english]) {
      expect(await each.locator('coverage-panel').innerText()).not.toMatch(/\d/);
      expect(await each.locator('outfall-map').count()).toBe(0);
    }
    expect(await straight.locator('.row.strips').count()).toBe(0);
    await review
      .getByText(`The district "${name}" has been deleted, and what there was to review with it.`)
      .waitFor(PATIENCE);
    expect(await review.locator('tbody tr').count()).toBe(0);
    await review.locator('header select').first().selectOption('other');
    await review.getByText('Nothing waits for a review.').waitFor(PATIENCE);

    await english.locator('top-bar select').first().selectOption('other');
    await english.locator('coverage-panel .row', { hasText: 'Xinkai He' }).waitFor(PATIENCE);
    expect(await english.locator('main > p.notice').isVisible()).toBe(false);
    for (const each of [page, english, straight, review]) await each.close();
  });
});
