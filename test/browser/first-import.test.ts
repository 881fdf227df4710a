/** Pages that were opened before there was a district: what is imported elsewhere comes to them by itself, and again after it was deleted. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPostgres } from '../../server/db/postgres.ts';
import { atlas } from '../support/program.ts';
import { type Foreign, serveExamples } from './foreign.ts';
import { type Served, serveDemo } from './served.ts';

const ELEMENTS = ['', 'district="first"'].map(
  (which) => `<coverage-strip ${which} language="en" river="1"></coverage-strip>
<outfall-dossier ${which} language="en" outfall="1"></outfall-dossier>`,
);
const PAGE = `<!doctype html><script type="module" src="http://127.0.0.1:8080/embed.js"></script>${ELEMENTS.join('')}`;
const PATIENCE = { timeout: 30_000 };
const NONE = 'No data yet. Import rivers on the page of the map, or run atlas demo.';
const NOT_FIRST = 'There is no district "first".';

let served: Served;
let foreign: Foreign;
let page: Page;
let strips: Page;

beforeAll(async () => {
  served = await serveDemo();
  foreign = await serveExamples(served.origin, { '/four.html': PAGE });
  await query(`delete from register.district`);
  page = await served.browser.newPage();
  await page.goto(`${foreign.origin}/four.html`);
  strips = await served.browser.newPage();
  await strips.goto(`${served.origin}/strips?lang=en`);
});
afterAll(async () => {
  await foreign?.close();
  await served?.stop();
});

async function query(sql: string): Promise<void> {
  const db = openPostgres(served.env.DATABASE_URL);
  await db.query(sql);
  await db.close();
}

async function importOne(layer: string, geometry: object, properties: object): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'outfall-atlas-first-'));
  await writeFile(join(folder, 'one.geojson'), JSON.stringify({ type: 'Feature', geometry, properties }));
  const args = ['import', join(folder, 'one.geojson'), '--layer', layer, '--district', 'first'];
  const { code, err } = await atlas(args, served.env);
  expect(code, err).toBe(0);
  await rm(folder, { recursive: true });
}

const square = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

/** A district that has neither river nor outfall yet, then both. */
async function importFirst(): Promise<void> {
  await importOne(
    'towns',
    { type: 'Polygon', coordinates: [square(121.09, 31.09, 0.05)] },
    { key: 'T1', name: '头镇' },
  );
  for (const which of [0, 1]) {
    await page
      .locator('coverage-strip')
      .nth(which)
      .getByText('There is no river 1.', { exact: true })
      .waitFor(PATIENCE);
    await page.locator('outfall-dossier').nth(which).getByText('There is no outfall 1.').waitFor(PATIENCE);
  }
  const coordinates = [
    [121.1, 31.1],
    [121.12, 31.1],
  ];
  await importOne('rivers', { type: 'LineString', coordinates }, { key: 'R1', name: '头河' });
  await importOne('outfalls', { type: 'Point', coordinates: [121.11, 31.1] }, { code: 'FA-1', name: '头口' });
}

async function elementsSayNone(): Promise<void> {
  for (const name of ['coverage-strip', 'outfall-dossier'])
    for (const [which, said] of [NONE, NOT_FIRST].entries())
      await page.locator(name).nth(which).getByText(said, { exact: true }).waitFor(PATIENCE);
}

async function showsFirst(): Promise<void> {
  for (const which of [0, 1]) {
    await page.locator('coverage-strip').nth(which).locator('svg').waitFor(PATIENCE);
    await page.locator('outfall-dossier').nth(which).locator('h2', { hasText: '头口' }).waitFor(PATIENCE);
  }
  await strips.locator('.row.strips', { hasText: 'Tou He' }).waitFor(PATIENCE);
  for (const said of [NONE, NOT_FIRST]) expect(await page.getByText(said, { exact: true }).count()).toBe(0);
  expect(await strips.getByText(NONE, { exact: true }).isVisible()).toBe(false);
}

it('they say that there is none, show the first import, and follow it', async () => {
  await elementsSayNone();
  await strips.getByText(NONE, { exact: true }).waitFor(PATIENCE);
  await importFirst();
  await showsFirst();
});

it('they do so again when the district was deleted and is imported anew', async () => {
  await query(`delete from register.district`);
  await elementsSayNone();
  expect(await page.locator('svg').count()).toBe(0);
  await importFirst();
  await showsFirst();
  await query(`update register.outfall set name = '改名' where district = 'first'`);
  for (const which of [0, 1])
    await page.locator('outfall-dossier').nth(which).locator('h2', { hasText: '改名' }).waitFor(PATIENCE);
});
