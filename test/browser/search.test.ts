/** The search box in Chromium: numbers that cards show, and what it says when nothing is found. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { focused, type Served, serveDemo, visit } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(async () => {
  await served?.stop();
});

interface Feature {
  id: number;
  properties: Record<string, string | null>;
  geometry: { coordinates: [number, number] };
}
const first = async (collection: string): Promise<Feature> =>
  (await (await fetch(`${served.origin}/ogc/collections/${collection}/items?limit=1`)).json()).features[0];
const inUrl = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);

/** Types it into the field, and waits for the first answer. */
async function find(page: Page, words: string): Promise<string> {
  await page.locator('search-box input').fill(words);
  const said = page.locator('search-box li, search-box .none').first();
  await said.waitFor();
  return said.innerText();
}

describe('the search box', () => {
  it('marks on the map what has no card, with its own number and the outfall it belongs to', async () => {
    const { properties, geometry } = await first('dischargers');
    const { page } = await visit(served);
    const said = await find(page, properties.source_id!);
    for (const part of [properties.name!, '排污单位', properties.source_id!, properties.outfall!])
      expect(said).toContain(part);
    await page.keyboard.press('Enter');
    await expect.poll(() => inUrl(page, 'mark'), { timeout: 20_000 }).not.toBeNull();
    const [lon, lat] = inUrl(page, 'mark')!.split('/').map(Number);
    expect(Math.abs(lon - geometry.coordinates[0]) + Math.abs(lat - geometry.coordinates[1])).toBeLessThan(3e-6);
    expect(inUrl(page, 'select')).toBeNull();
    await expect.poll(() => Number(inUrl(page, 'at')?.split('/')[0]), { timeout: 20_000 }).toBeGreaterThan(16);
    await page.goBack();
    await expect.poll(() => inUrl(page, 'mark')).toBeNull();
    await page.close();
  });

  it('leaves the keys to the map when a hit is chosen, by key or pointer, and with Esc', async () => {
    const { page } = await visit(served);
    const leave = [
      () => page.keyboard.press('Enter'),
      () => page.locator('search-box li').first().click(),
      () => page.keyboard.press('Escape'),
    ];
    for (const away of leave) {
      expect(await find(page, 'p00001')).toContain('P00001');
      await away();
      await expect.poll(() => focused(page)).toBe('CANVAS');
    }
    await page.locator('outfall-card h2').waitFor();
    await page.close();
  });

  it('opens the card of a zone and of an outfall by the number of its own', async () => {
    const { page } = await visit(served);
    const zone = await first('zones');
    await find(page, zone.properties.key!);
    await page.keyboard.press('Enter');
    await page.locator('zone-card .code', { hasText: zone.properties.key! }).waitFor();
    expect(await find(page, 'p00001')).toContain('P00001');
    await page.keyboard.press('Enter');
    await page.locator('outfall-card h2').waitFor();
    expect(inUrl(page, 'select')).toMatch(/^outfall:/);
    await page.close();
  });

  it.each([
    ['zh', '例如 EPSG:32651 13472000, 36500', '可用编码'],
    ['en', 'such as EPSG:32651 13472000, 36500', 'Try a code'],
  ])('says of coordinates without a system which words they need (%s)', async (language, hint, otherwise) => {
    const { page } = await visit(served, `lang=${language}`);
    expect(await find(page, '13472000, 36500')).toContain(hint);
    await page.locator('search-box input').fill('EPSG:3857 13472000, 3650000');
    await page.locator('search-box li .name', { hasText: '121.02' }).waitFor();
    await page.locator('search-box input').fill('zzz 3');
    await page.locator('search-box .none', { hasText: otherwise }).waitFor();
    await page.close();
  });
});
