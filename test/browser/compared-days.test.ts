/** Two days compared in Chromium: only with an earlier one, or what was gained would be drawn as lost. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serveDemo, visit } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(async () => {
  await served?.stop();
});

const changesOn = (page: Page) =>
  page.locator('outfall-map').evaluate((map) => (map as unknown as { changes: object | null }).changes);
const areCompared = (asked: readonly string[]) => asked.some((address) => address.includes('/coverage/diff'));

describe('a day to compare with', () => {
  it('that is not before the day shown is said, and nothing is drawn as lost', async () => {
    const { page, asked } = await visit(served, 'as_of=2022-03-31&compare=2022-06-30');
    const bar = page.locator('.compared');
    await bar.getByText('没有对比：对比日期 2022-06-30 不早于图上的 2022-03-31').waitFor();
    expect(await bar.locator('.lost').count()).toBe(0);
    expect([await changesOn(page), areCompared(asked)]).toEqual([null, false]);
    await page.getByRole('button', { name: 'EN', exact: true }).click();
    await bar.getByText('Nothing is compared: 2022-06-30').waitFor();
    await page.locator('top-bar input#compare').fill('2021-12-31');
    await page.keyboard.press('Enter');
    await bar.locator('.lost').waitFor();
    expect(await bar.innerText()).toContain('Against 2021-12-31');
    await expect.poll(() => changesOn(page)).not.toBeNull();
    await page.close();
  });

  it('is said so by an embedded map too', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1000, height: 600 } });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${served.origin}/embed?as_of=2022-03-31&compare=2022-03-31`);
    await page.getByText('没有对比：对比日期 2022-03-31 不早于图上的 2022-03-31').first().waitFor();
    expect(areCompared(asked)).toBe(false);
    await page.close();
  });
});
