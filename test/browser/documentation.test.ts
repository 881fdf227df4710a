/** The page of the API in Chromium: axe finds nothing, with operations folded and one of each method open. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Served, serveDemo } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(() => served?.stop());

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(', ')}`);
  });
}

it('the page of the API has no violations of axe, folded and open', async () => {
  const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${served.origin}/docs`);
  await page.locator('.opblock-post').first().waitFor();
  expect(await violations(page)).toEqual([]);
  for (const method of ['get', 'post', 'patch', 'delete'])
    await page.locator(`.opblock-${method} .opblock-summary-control`).first().click();
  await page.locator('.opblock-body .responses-wrapper').nth(3).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.close();
});
