/** What a reader is told about links and the tokens they are made with: a token that is refused, layers a link does not read. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atlas } from '../support/program.ts';
import { type Foreign, serveExamples } from './foreign.ts';
import { type Served, serveDemo } from './served.ts';

const ELEMENT = (token: string) => `<!doctype html><meta charset="utf-8">
<script type="module" src="http://127.0.0.1:8080/embed.js"></script>
<script>
  window.heard = [];
  addEventListener('oa-error', ({ detail }) => heard.push(detail.message));
</script>
<outfall-map token="${token}" layers="rivers,outfalls,zones" style="display: block; height: 400px"></outfall-map>`;

let served: Served;
let foreign: Foreign;
let secret: string; // of a share of rivers and gaps
const made = async (role: string) => (await atlas(['token', 'create', '--role', role], served.env)).out.trim();
beforeAll(async () => {
  served = await serveDemo();
  const response = await fetch(`${served.origin}/api/v1/shares`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await made('editor')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ district: 'demo', name: 'a page', expires: '2099-01-01', layers: ['rivers', 'gaps'] }),
  });
  secret = (await response.json()).secret;
  foreign = await serveExamples(served.origin, { '/element.html': ELEMENT(secret) });
});
afterAll(async () => {
  await foreign?.close();
  await served?.stop();
});

const kept = (page: Page) => page.evaluate(() => sessionStorage.getItem('oa-token'));

describe('the panel for links', () => {
  const make = (page: Page) => page.getByRole('button', { name: '生成链接' }).click();
  async function open(): Promise<Page> {
    const page = await served.browser.newPage({ viewport: { width: 1440, height: 1000 } });
    await page.goto(`${served.origin}/?district=demo`);
    await page.getByRole('button', { name: '嵌入与分享' }).click();
    await page.getByLabel('给谁').fill('督察组');
    return page;
  }

  it('has the field again, what was typed and what to do where the token is refused, and forgets that one', async () => {
    const page = await open();
    for (const wrong of ['wrong', await made('viewer')]) {
      await page.getByLabel('编辑令牌').fill(wrong);
      await make(page);
      await page.getByText('在上面重新输入编辑令牌；没有的向管理员索取。').waitFor();
      expect(await kept(page)).toBeNull();
    }
    await page.getByLabel('编辑令牌').fill(await made('editor'));
    await make(page);
    await page.getByText('已生成').waitFor();
    await page.locator('share-panel li').getByText('督察组').waitFor();
    expect(await page.getByLabel('编辑令牌').count()).toBe(0);
    await page.close();
  });

  it('asks for another token where the one of this tab has ended', async () => {
    const page = await open();
    await page.evaluate(() => sessionStorage.setItem('oa-token', 'ended'));
    await page.reload();
    await page.getByRole('button', { name: '嵌入与分享' }).click();
    await page.getByText('令牌无效。 在上面重新输入编辑令牌').waitFor();
    expect(await page.getByLabel('编辑令牌').count()).toBe(1);
    expect(await kept(page)).toBeNull();
    await page.close();
  });
});

describe('other places for a token', () => {
  it('the page of reviews says that it is refused, has the field again, and keeps none', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1440, height: 1000 } });
    for (const address of ['/review?district=demo', '/review?district=demo&kind=duplicate&state=rejected']) {
      await page.goto(`${served.origin}${address}`);
      await page.getByLabel('编辑令牌').fill('wrong');
      await page.getByRole('button', { name: '使用' }).click();
      await page.getByText('令牌无效。').waitFor();
      await page.getByLabel('编辑令牌').waitFor();
      expect(await kept(page)).toBeNull();
    }
    await page.close();
  });

  it('the room for imports too', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1440, height: 1000 } });
    await page.goto(`${served.origin}/?district=demo`);
    await page.getByRole('button', { name: '导入' }).first().click();
    await page.getByLabel('编辑令牌').fill('wrong');
    await page.getByLabel('编辑令牌').press('Enter');
    await page.getByText('令牌无效。').waitFor();
    await page.getByLabel('编辑令牌').waitFor();
    expect(await kept(page)).toBeNull();
    await page.close();
  });
});

describe('layers that a link does not read', () => {
  const ZH = '此分享链接不能查看图层 outfalls, zones；能查看 rivers, gaps。';
  const EN = 'This link does not read the layers outfalls, zones; it reads rivers, gaps.';

  it('are named on the element that asks for them, and to its page', async () => {
    const page = await served.browser.newPage();
    await page.goto(`${foreign.origin}/element.html`);
    await page.locator('outfall-map').getByText(ZH).waitFor();
    expect(await page.evaluate('heard')).toEqual([ZH]);
    const give = (name: string, value: string) =>
      page.locator('outfall-map').evaluate((map, [key, text]) => map.setAttribute(key, text), [name, value] as const);
    await give('language', 'en');
    await page.locator('outfall-map').getByText(EN).waitFor();
    await give('layers', 'rivers,gaps,water_labels'); // the names of what it reads are there
    await expect.poll(() => page.locator('outfall-map .notice').first().isVisible()).toBe(false);
    await page.close();
  });

  it('are named in a frame, by its address and by message', async () => {
    const page = await served.browser.newPage();
    await page.goto(`${served.origin}/embed?district=demo&layers=rivers,outfalls,zones&share=${secret}`);
    const notice = page.locator('outfall-map .notice').first();
    await expect.poll(() => notice.innerText(), { timeout: 20_000 }).toBe(ZH);
    const order = (layers: string | null) =>
      page.evaluate((named) => postMessage({ to: 'outfall-atlas', type: 'layers', layers: named }, '*'), layers);
    await order(null);
    await expect.poll(() => notice.isVisible()).toBe(false);
    await order('gaps,outfalls,zones');
    await expect.poll(() => notice.innerText()).toBe(ZH);
    await page.close();
  });
});
