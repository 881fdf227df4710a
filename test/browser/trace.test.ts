/** The what-if tool: a place is clicked, its water is drawn from tiles of its own and listed; the database counts the same. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openDatabase } from '../../server/db/connect.ts';
import type { Database } from '../../server/db/database.ts';
import { drawn, type Served, serveDemo, visit } from './served.ts';

let served: Served;
let db: Database;
/** On the water, above other things. */
let place: { lon: number; lat: number; route: number; mm: number };
beforeAll(async () => {
  served = await serveDemo();
  db = await openDatabase(readConfig(served.env));
  const [row] = await db.query<{ id: number; route: number; mm: number }>(
    `select l.outfall_id as id, l.route_id as route, l.measure_mm as mm
       from register.outfall_link l join register.route r on r.district = l.district and r.id = l.route_id and r.role = 'main'
      where l.status = 'confirmed' order by r.length_mm - l.measure_mm desc, l.outfall_id limit 1`,
  );
  const answer = await fetch(`${served.origin}/api/v1/trace?from=outfall:${row.id}&mode=DD`);
  const { start } = (await answer.json()) as { start: { lon: number; lat: number } };
  place = { ...start, route: row.route, mm: row.mm };
}, 400_000);
afterAll(async () => {
  await db?.close();
  await served?.stop();
});

const TOOL = '如果在此排放';
const there = () => `at=15/${place.lon}/${place.lat}`;
const isTile = (url: string) => /\/api\/v1\/traces\/[0-9a-f]{32}\/tiles\/\d+\/\d+\/\d+\.pbf$/.test(url);
const found = (page: Page) => page.locator('trace-panel .big').waitFor({ timeout: 60_000 });
const said = async (page: Page) =>
  Number((await page.locator('trace-panel [role=status]').innerText()).match(/涉及 (\d+) 处/)![1]);
const hits = async (mode: string) => {
  const [{ n }] = await db.query<{ n: number }>(`select count(*)::int as n from atlas.trace_hits('demo', $1, $2, $3)`, [
    place.route,
    place.mm,
    mode,
  ]);
  return n;
};

/** Where a place of the map is on the page. */
const pixelOf = (page: Page, lon: number, lat: number) =>
  page.evaluate(
    ([x, y]) => {
      const map = document.querySelector('outfall-viewer')!.shadowRoot!.querySelector('outfall-map')!;
      const { left, top } = map.getBoundingClientRect();
      const point = map.gl!.project([x, y]);
      return { x: left + point.x, y: top + point.y };
    },
    [lon, lat],
  );

describe('the what-if tool', () => {
  it('traces from a click: the water comes from tiles of its own, the list is what SQL finds, Esc ends', async () => {
    const { page, asked, complaints } = await visit(served, there());
    await page.getByRole('button', { name: TOOL }).click();
    await page.locator('trace-panel').waitFor();
    expect(await page.locator('trace-panel [role=radio], trace-panel input').count()).toBe(0);
    const { x, y } = await pixelOf(page, place.lon, place.lat);
    await page.mouse.click(x, y);
    await found(page);
    // the pointer is a pixel, 2 m: things right at the start may be passed or not
    expect(Math.abs((await said(page)) - (await hits('DD')))).toBeLessThanOrEqual(2);
    await page.getByText('管网和排水户尚未接入，未追踪').waitFor();
    expect(new URL(page.url()).searchParams.get('trace')).toMatch(/^121\.\d{8},31\.\d{8},DD$/);
    await drawn(page);
    expect(asked.some(isTile)).toBe(true);
    expect(complaints).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('coverage-panel').waitFor();
    expect(new URL(page.url()).searchParams.has('trace')).toBe(false);
    expect(await page.locator('trace-panel').count()).toBe(0);
    await page.close();
  });

  it('says the same of a place when its address is opened anew', async () => {
    const { page } = await visit(served, `${there()}&lang=en`);
    await page.getByRole('button', { name: 'What if discharged here' }).click();
    await page.locator('trace-panel').waitFor();
    const { x, y } = await pixelOf(page, place.lon, place.lat);
    await page.mouse.click(x + 3, y + 2);
    await found(page);
    const words = (of: Page) => of.locator('trace-panel article').innerText();
    const { pathname, search, hash } = new URL(page.url());
    const { page: anew } = await visit(served, `${pathname}${search}${hash}`);
    await found(anew);
    // names in Latin letters may come after the answer, on either page
    await expect.poll(async () => (await words(anew)) === (await words(page)), { timeout: 20_000 }).toBe(true);
    await anew.close();
    await page.close();
  });

  it.each([
    ['confirmed', '起点在所挂接的 {river}，距排污口 '],
    ['proposed', '此排污口的挂接尚未确认，先从最近的 '],
  ])('is taken from the card of an outfall, at its place: of a %s link it says "%s"', async (status, words) => {
    const [outfall] = await db.query<{ id: number; lon: number; lat: number; river: string }>(
      `select o.id::int as id, st_x(o.geom) as lon, st_y(o.geom) as lat, v.name as river from register.outfall o
         join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
         join register.route r on r.district = l.district and r.id = l.route_id
         join register.river v on v.district = r.district and v.id = r.river_id
        where l.status = $1 and l.distance_mm < 40000 and o.status <> 'rejected' and v.name is not null order by o.id limit 1`,
      [status],
    );
    const { page, asked } = await visit(served, `select=outfall:${outfall.id}`);
    await page.getByRole('button', { name: '从此处追踪水流' }).click();
    await found(page);
    expect(await page.locator('outfall-card').count()).toBe(0);
    const [lon, lat] = new URL(page.url()).searchParams.get('trace')!.split(',').map(Number);
    expect(Math.abs(lon - outfall.lon)).toBeLessThan(1e-8);
    expect(Math.abs(lat - outfall.lat)).toBeLessThan(1e-8);
    const sentence = await page.locator('trace-panel [role=status]').innerText();
    expect(sentence).toContain(words.replace('{river}', outfall.river));
    expect(sentence).not.toContain('点击');
    const question = new URL(asked.find((url) => url.includes('/api/v1/trace?'))!).searchParams.get('from')!;
    expect(question.split(':')[0]).toBe(status === 'confirmed' ? 'outfall' : 'point');
    await page.close();
  });

  it('is reached by keyboard: the button gives the map the keys, Space takes its middle, a radio the other way', async () => {
    const { page } = await visit(served, there());
    await page.getByRole('button', { name: TOOL }).focus();
    await page.keyboard.press('Enter');
    await page.locator('trace-panel').waitFor();
    await page.keyboard.press(' ');
    await found(page);
    await page.getByRole('radio', { name: '上溯，含支流' }).focus();
    await page.keyboard.press(' ');
    await page.waitForURL(/UT$/);
    await found(page);
    expect(Math.abs((await said(page)) - (await hits('UT')))).toBeLessThanOrEqual(2);
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      return (await axe.run(document)).violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
    });
    expect(violations).toEqual([]);
    await page.close();
  });

  it('is in the address, and back from it', async () => {
    const { page } = await visit(served, `trace=${place.lon},${place.lat},DM&lang=en`);
    await found(page);
    expect(await page.getByRole('radio', { name: 'Down the main stem' }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'Up the river itself' }).check();
    await page.waitForURL(/UM/);
    await page.goBack();
    await page.waitForURL(/DM/);
    await found(page);
    expect(await page.getByRole('radio', { name: 'Down the main stem' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Select an area' }).click();
    await page.locator('tool-panel').waitFor();
    expect(await page.locator('trace-panel').count()).toBe(0);
    await page.close();
  });

  it('says how far the water is from a place on land', async () => {
    const { page } = await visit(served, 'trace=121.5,31.5,DD');
    await page.getByText(/周围 50 米内没有河道，最近的相距 [\d.]+ 米/).waitFor();
    await page.close();
  });

  it('asks again when its tiles are gone', async () => {
    const { page, asked } = await visit(served, there());
    let gone = 1;
    await page.route(/\/traces\/.*\.pbf$/, (route) =>
      gone-- > 0 ? route.fulfill({ status: 410, body: '{}' }) : route.continue(),
    );
    await page.getByRole('button', { name: TOOL }).click();
    await page.locator('trace-panel').waitFor();
    await page.keyboard.press(' ');
    const asks = () => asked.filter((url) => url.includes('/api/v1/trace?')).length;
    await expect.poll(asks, { timeout: 60_000 }).toBe(2);
    await found(page);
    await page.close();
  });
});
