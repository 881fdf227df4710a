/** The review page while its server is away: it says so by itself, loses nothing that was begun, and goes on by itself. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { atlas } from '../support/program.ts';
import { type Served, serveDemo } from './served.ts';

let served: Served;
let token: string;
let isAway = false;
beforeAll(async () => {
  served = await serveDemo();
  const made = await atlas(['token', 'create', '--role', 'editor', '--name', '王工', '--format', 'json'], served.env);
  token = [JSON.parse(made.out)].flat()[0].token;
});
afterEach(async () => {
  if (isAway) await back();
});
afterAll(async () => {
  await served?.stop();
});

async function away(): Promise<void> {
  isAway = true;
  await served.halt();
}
async function back(): Promise<void> {
  isAway = false;
  await served.resume();
}

async function open(query = 'lang=zh'): Promise<Page> {
  const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${served.origin}/review?${query}`);
  await page.locator('tr[aria-current="true"]').waitFor();
  await page.locator('.item h2').waitFor();
  return page;
}

const PATIENCE = { timeout: 20_000 };
const outage = (page: Page) => page.locator('.outage');
const rows = (page: Page) => page.locator('tbody tr');
const chosen = (page: Page) => page.locator('.item h2 small').innerText();

it('says by itself that its server is lost, keeps the list, and has what was chosen meanwhile once there is one again', async () => {
  const page = await open();
  const before = await rows(page).count();
  expect(await outage(page).isVisible()).toBe(false);
  await away();
  await outage(page)
    .getByText(/^连接中断，显示的是 \d\d:\d\d 的数据。恢复后自动更新。$/)
    .waitFor(PATIENCE);
  const first = await chosen(page);
  await rows(page).nth(1).click();
  await page.waitForTimeout(500); // for what a failure would take away
  expect([await rows(page).count(), await chosen(page)]).toEqual([before, first]);
  await back();
  await outage(page).waitFor({ state: 'hidden', ...PATIENCE });
  await expect.poll(() => chosen(page), PATIENCE).not.toBe(first);
  expect(await rows(page).count()).toBe(before);
  await page.close();
});

it('says of a list that it could not read that it will come by itself, and it does', async () => {
  const page = await open('lang=en');
  await away();
  await page.getByRole('button', { name: 'Flags', exact: true }).click();
  await page
    .getByRole('alert')
    .getByText('Connection lost; nothing was read. It will come by itself.')
    .waitFor(PATIENCE);
  expect(await outage(page).isVisible()).toBe(false); // it is said once
  await back();
  await rows(page).first().waitFor(PATIENCE);
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.close();
});

it('does not know whether a decision was taken that was not answered, and keeps its reason until it does', async () => {
  const page = await open('lang=zh&kind=link');
  await page.getByLabel('编辑令牌').fill(token);
  await page.getByRole('button', { name: '使用' }).click();
  await page.locator('button[data-key="r"]:not([disabled])').waitFor();
  const item = await chosen(page);
  await page.keyboard.press('r');
  await page.locator('#reason').fill('不在河边');
  await away();
  await page.locator('#reason').press('Enter');
  await page.locator('.notice', { hasText: '不知是否已记录' }).waitFor(PATIENCE);
  await outage(page).getByText('连接中断').waitFor(PATIENCE);
  await back();
  await outage(page).waitFor({ state: 'hidden', ...PATIENCE });
  await expect.poll(() => page.locator('.notice').innerText(), PATIENCE).toBe('');
  expect([await chosen(page), await page.locator('#reason').inputValue()]).toEqual([item, '不在河边']);
  await page.locator('#reason').press('Enter');
  await page.locator('.notice', { hasText: '已记录：' }).waitFor(PATIENCE);
  await page.close();
});

it('says of a proxy that has no server behind it what it answers', async () => {
  const page = await open();
  await page.route('**/api/**', (route) => route.fulfill({ status: 502, body: '' }));
  await outage(page).getByText('服务或它前面的代理没有回应（HTTP 502）。页面会自动再试。').waitFor(PATIENCE);
  await page.unroute('**/api/**');
  await outage(page).waitFor({ state: 'hidden', ...PATIENCE });
  await page.close();
});
