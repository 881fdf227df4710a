/** A whole session, and one by a share: nothing to complain of, and nobody asked but the server. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atlas } from '../support/program.ts';
import { dropFiles } from './drop-files.ts';
import { drawn, type Served, serveDemo, visit } from './served.ts';

let served: Served;
let token: string;
beforeAll(async () => {
  served = await serveDemo();
  const made = await atlas(['token', 'create', '--role', 'editor', '--name', '王工'], served.env);
  token = made.out.trim();
});
afterAll(() => served?.stop());

/** Code and id, in its district, of an outfall that stands in the register. */
async function anOutfall(): Promise<{ code: string; id: number }> {
  const answer = await fetch(`${served.origin}/ogc/collections/outfalls/items?limit=200`);
  const { features } = (await answer.json()) as { features: { id: number; properties: Record<string, string> }[] };
  const { id, properties } = features.find((each) => each.properties.code && each.properties.status === 'confirmed')!;
  return { code: properties.code, id: id % 2 ** 32 };
}

const ofOthers = (asked: string[]): string[] =>
  asked.filter((url) => !url.startsWith(`${served.origin}/`) && !/^(blob|data):/.test(url));

async function find(page: Page, code: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(code);
  await page.locator('search-box li').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('outfall-card h2').waitFor();
}

async function chooseRiver(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('coverage-panel .row.body').first().click();
  await page.locator('river-drawer coverage-strip').waitFor();
  await page.keyboard.press('Escape');
}

async function switchLooks(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'EN', exact: true }).click();
  await page.locator('top-bar .theme select').selectOption('dark');
  await page.getByRole('button', { name: 'Under water', exact: true }).click();
  await drawn(page);
  await page.getByRole('button', { name: '中', exact: true }).click();
  await page.locator('top-bar .theme select').selectOption('light');
}

async function compare(page: Page): Promise<void> {
  await page.getByLabel('年度').selectOption('2022');
  await page.locator('.compared', { hasText: '与 2021-12-31 相比' }).waitFor();
  await drawn(page);
  await page.getByLabel('年度').selectOption('');
}

async function lookAtFile(page: Page): Promise<void> {
  const { items } = await (await fetch(`${served.origin}/api/v1/districts`)).json();
  const [west, south, east, north] = items[0].bbox;
  const at = `${((west + east) / 2).toFixed(6)},${((south + north) / 2).toFixed(6)}`;
  const room = page.locator('import-room');
  await dropFiles(page, { '新排口.csv': `排口名称,东经,北纬\n新口,${at}\n又口,${at}1\n三口,${at}2\n坏口,200,31` });
  await room.locator('input[name=token]').fill(token);
  await room.getByRole('button', { name: '使用' }).click();
  await room.getByRole('button', { name: 'EPSG:4490' }).click();
  await room.getByText('读取 4 行').waitFor();
  await page.keyboard.press('Escape');
}

async function print(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.print = () => {}; // the browser of the test has no printer
  });
  await page.getByRole('button', { name: /打印/ }).click();
  await page.locator('print-sheet[ready]').waitFor({ timeout: 90_000 });
  await page.locator('print-sheet').evaluate((sheet) => sheet.remove());
}

describe('a session', () => {
  it('through all pages and tools has nothing to complain of and asks nobody else', async () => {
    const { code } = await anOutfall();
    const { page, asked, complaints } = await visit(served);
    await find(page, code);
    await chooseRiver(page);
    await switchLooks(page);
    await compare(page);
    await lookAtFile(page);
    await print(page);
    await page.goto(`${served.origin}/review?lang=zh`);
    await page.getByRole('button', { name: '挂接', exact: true }).click();
    await page.locator('button[data-key="a"]').waitFor();
    await page.goto(`${served.origin}/strips`);
    await page.locator('coverage-strip').first().waitFor();
    await page.goto(`${served.origin}/embed`);
    await page.locator('header b').waitFor();
    expect(complaints).toEqual([]);
    expect(ofOthers(asked)).toEqual([]);
    expect(asked.length).toBeGreaterThan(100);
    await page.close();
  });

  it('by a share asks for nothing that it may not read, on the map and on a card', async () => {
    const made = await fetch(`${served.origin}/api/v1/shares`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ district: 'demo', name: 'a page', expires: '2099-01-01' }),
    });
    const { secret } = (await made.json()) as { secret: string };
    const { code } = await anOutfall();
    const { page, complaints } = await visit(served, `share=${secret}`);
    await find(page, code);
    await chooseRiver(page);
    expect(complaints).toEqual([]);
    expect(await page.locator('main > p.notice').isVisible()).toBe(false);
    await page.close();
  });
});
