/** The review page in Chromium: a person goes through the list by keyboard and decides. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openDatabase } from '../../server/db/connect.ts';
import { atlas } from '../support/program.ts';
import { besideCandidate, drawnLink, shownPlace } from './review-places.ts';
import { type Served, serveDemo } from './served.ts';

let served: Served;
let token: string;
beforeAll(async () => {
  served = await serveDemo();
  const made = await atlas(['token', 'create', '--role', 'editor', '--name', '王工', '--format', 'json'], served.env);
  token = JSON.parse(made.out).token ?? JSON.parse(made.out)[0].token;
});
afterAll(async () => {
  await served?.stop();
});

async function open(query = '?lang=zh', width = 1440): Promise<{ page: Page; complaints: string[] }> {
  const page = await served.browser.newPage({ viewport: { width, height: 900 } });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !/GPU stall|WebGL/.test(message.text()))
      complaints.push(message.text());
  });
  await page.goto(`${served.origin}/review${query}`);
  await page.locator('tr[aria-current="true"]').waitFor();
  return { page, complaints };
}

/** What is waited for, and how it is told. */
function signal(): [isTold: Promise<void>, tell: () => void] {
  let tell = () => {};
  const isTold = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return [isTold, tell];
}

const EXPIRED = /该令牌已于 [-\d]+ 到期/;
const chosen = (page: Page) => page.locator('.item h2 small').innerText();

/** Down the list until an item has what is looked for. */
async function whileNot(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 40 && (await page.locator(selector).count()) === 0; i++) {
    const before = await chosen(page);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(
      (was) =>
        document.querySelector('review-page')!.shadowRoot!.querySelector('.item h2 small')?.textContent?.trim() !== was,
      before,
    );
  }
}

async function decide(page: Page, key: string, reason: string): Promise<void> {
  await page.keyboard.press(key);
  await page.locator('#reason').waitFor();
  await send(page, reason);
}

async function send(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** With the token, at the doubtful links. */
async function openLinks(): Promise<{ page: Page; complaints: string[] }> {
  const opened = await open();
  const { page } = opened;
  await page.getByLabel('编辑令牌').fill(token);
  await page.getByRole('button', { name: '使用' }).click();
  await page.getByRole('button', { name: '挂接', exact: true }).click();
  await page.locator('.item h2 small', { hasText: 'link-' }).waitFor(); // flags stood first
  await page.locator('.decisions button:not([disabled])').first().waitFor();
  return opened;
}

/** @returns the id of the next item that has a candidate, once its map stands still. */
async function withCandidate(page: Page): Promise<string> {
  await whileNot(page, 'button[data-key="1"]');
  await page.waitForFunction(() => {
    const map = document.querySelector('review-page')!.shadowRoot!.querySelector('outfall-map');
    const { gl } = map as unknown as { gl?: { loaded(): boolean; isMoving(): boolean } };
    return gl?.loaded() && !gl.isMoving();
  });
  return (await chosen(page)).split(' ').at(-1)!;
}

async function newToken(name: string): Promise<string> {
  const made = await atlas(['token', 'create', '--role', 'editor', '--name', name, '--format', 'json'], served.env);
  return [JSON.parse(made.out)].flat()[0].token;
}

async function expire(name: string): Promise<void> {
  const db = await openDatabase(readConfig(served.env));
  await db.query(`update register.access_token set expires_at = now() - interval '1 day' where name = $1`, [name]);
  await db.close();
}

async function endShares(at: string): Promise<void> {
  const db = await openDatabase(readConfig(served.env));
  await db.query('update register.share set expires_at = $1', [at]);
  await db.close();
}

async function expectDrawn(item: string, place: { lon: number; lat: number }, why: string): Promise<void> {
  const drawn = await drawnLink(served.env.DATABASE_URL, Number(item.split('-')[1]), place);
  expect(drawn).toMatchObject({
    route: drawn.nearest,
    status: 'overridden',
    decision: 'draw',
    reviewer: '王工 (token 1)',
    why,
  });
  expect(drawn.ago_s).toBeLessThan(600);
  expect(drawn.beside_m).toBeLessThan(50);
  expect(drawn.measure_off_mm).toBeLessThanOrEqual(5); // PROJ's plane and ours, both rounded
  expect(drawn.offset_off_mm).toBeLessThanOrEqual(5);
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
}

describe('the review page', () => {
  it('lists the worst first and goes through them by keyboard', async () => {
    const { page, complaints } = await open();
    expect(await page.locator('tbody tr').first().innerText()).toContain('一级水源保护区');
    const first = await chosen(page);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(
      (was) =>
        document.querySelector('review-page')!.shadowRoot!.querySelector('.item h2 small')?.textContent?.trim() !== was,
      first,
    );
    expect(await page.locator('.decisions button').first().isDisabled()).toBe(true);
    const list = page.locator('.list .scroll');
    expect(await list.evaluate(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)).toBe(true);
    await page.locator('.keys').scrollIntoViewIfNeeded();
    const { y, height } = (await page.locator('.keys').boundingBox())!;
    expect(y + height).toBeLessThan(900); // what is longer than the window scrolls, and nothing is below it
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('holds kind, item and language in its address; choices are steps back and forward, items are none', async () => {
    const { page, complaints } = await open();
    const inUrl = (name: string) => new URL(page.url()).searchParams.get(name);
    const id = async () => (await chosen(page)).split(' ').at(-1);
    const pressed = async () => (await page.locator('.tools [aria-pressed=true]').allInnerTexts()).map((t) => t.trim());
    const length = () => page.evaluate(() => history.length);
    await expect.poll(() => inUrl('item')).toBe(await id());
    const [first, before] = [await id(), await length()];
    await page.getByRole('button', { name: '挂接', exact: true }).click();
    await page.locator('.item h2 small', { hasText: 'link-' }).waitFor();
    const link = await id();
    for (let i = 0; i < 3; i++) {
      const was = await id();
      await page.keyboard.press('ArrowDown');
      await expect.poll(id).not.toBe(was);
    }
    const third = await id();
    await expect.poll(() => [inUrl('kind'), inUrl('item')]).toEqual(['link', third]);
    await page.getByRole('button', { name: 'EN' }).click();
    await expect.poll(() => inUrl('lang')).toBe('en');
    expect(await length()).toBe(before + 2);

    const { page: opened } = await open(new URL(page.url()).search);
    expect((await chosen(opened)).split(' ').at(-1)).toBe(third);
    expect(await opened.locator('.tools [aria-pressed=true]').first().innerText()).toBe('Links');
    await opened.close();

    await page.goBack();
    await expect.poll(async () => [await pressed(), await id()]).toEqual([['挂接', '待核'], third]);
    await page.goBack();
    await expect.poll(async () => [await pressed(), await id()]).toEqual([['全部', '待核'], first]);
    await page.goForward();
    await expect.poll(async () => [await pressed(), await id()]).toEqual([['挂接', '待核'], third]);
    expect([inUrl('kind'), link === third]).toEqual(['link', false]);
    expect(await length()).toBe(before + 2);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows the kind of its address, and says where the item of its address does not exist', async () => {
    const { page } = await open('?kind=link');
    expect(await chosen(page)).toContain('link-');
    expect(await page.locator('tbody').innerText()).not.toContain('标记');
    await page.goto(`${served.origin}/review?kind=link&item=link-999999999`);
    await page.locator('.notice', { hasText: 'link-999999999' }).waitFor();
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(1);
    await page.close();
  });

  it('has its list while the map is still on its way, and the chosen item on the map once that is there', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
    const [arrived, arrive] = signal();
    await page.route(/assets\/(maplibre|outfall-map|map-element)/, async (route) => {
      await arrived;
      await route.continue();
    });
    await page.goto(`${served.origin}/review`, { waitUntil: 'commit' });
    await page.locator('tr[aria-current="true"]').waitFor();
    await page.locator('.item h2').waitFor();
    expect(await page.locator('outfall-map').count()).toBe(0);
    arrive();
    await page.waitForFunction(() => {
      const map = document.querySelector('review-page')!.shadowRoot!.querySelector('outfall-map');
      const { gl } = (map ?? {}) as { gl?: { loaded(): boolean; getZoom(): number } };
      return gl?.loaded() && gl.getZoom() > 15.5; // as near as an item is shown, nearer than a district or a river
    });
    await page.close();
  });

  it('says that the map was not read, and reads it when asked again', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.route(/assets\/outfall-map/, (route) => route.abort());
    await page.goto(`${served.origin}/review`);
    await page.locator('.map [role=alert]', { hasText: '连接中断' }).waitFor();
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(1);
    await page.unroute(/assets\/outfall-map/);
    await page.locator('.map').getByRole('button', { name: '重新读取' }).click();
    await page.locator('outfall-map canvas').waitFor();
    await page.close();
  });

  it('takes a token for this tab, accepts at once, rejects with a reason, and opens again', async () => {
    const { page } = await openLinks();
    const first = await chosen(page);
    await page.keyboard.press('r');
    await page.keyboard.type('此处无河');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('已记录：判为无河道').waitFor();
    expect(await chosen(page)).not.toBe(first);
    await page.getByRole('button', { name: '已核', exact: true }).click();
    await page.getByText('此处无河').waitFor();
    expect(
      await page
        .locator('tbody tr')
        .filter({ has: page.getByText('标记', { exact: true }) })
        .count(),
    ).toBe(0);
    await page.keyboard.press('o');
    await page.keyboard.type('再看');
    await page.keyboard.press('Enter');
    await page.getByText('还没有决定').waitFor();
    await page.close();
  });

  it('shows the list that was asked for last, also where the answer to an earlier one comes after it', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1000, height: 700 } });
    const [isAsked, asked] = signal();
    const [isLetGo, letGo] = signal();
    const ofAllKinds = ({ searchParams }: URL) => !searchParams.has('kind');
    await page.route(
      (url) => url.pathname === '/api/v1/reviews' && ofAllKinds(url),
      async (route) => {
        const answer = await route.fetch(); // made now, given late
        asked();
        await isLetGo;
        await route.fulfill({ response: answer });
      },
    );
    await page.goto(`${served.origin}/review?lang=zh`);
    await isAsked; // before that a choice of kind would be in the first question already
    await page.getByRole('button', { name: '挂接', exact: true }).click();
    await page.locator('.item h2 small', { hasText: 'link-' }).waitFor();
    const links = await page.locator('tbody tr').count();
    const late = page.waitForEvent('requestfinished', (request) => {
      const url = new URL(request.url());
      return url.pathname === '/api/v1/reviews' && ofAllKinds(url);
    });
    letGo();
    await late;
    await page.waitForTimeout(500); // what would be drawn of it has been
    expect(await chosen(page)).toContain('link-');
    expect(await page.locator('tbody tr').count()).toBe(links);
    await page.close();
  });

  it('accepts the candidate proposed, and chooses another with a reason', async () => {
    const { page, complaints } = await openLinks();
    await page.locator('button[data-key="a"]:not([disabled])').waitFor();
    await page.keyboard.press('a');
    await page.getByText('已记录：接受').waitFor();
    await whileNot(page, 'button[data-key="2"]');
    await decide(page, '2', '现场看是这条');
    await page.getByText('已记录：改选').waitFor();
    await page.getByRole('button', { name: '已核', exact: true }).click();
    await page.waitForFunction(
      () => document.querySelector('review-page')!.shadowRoot!.querySelectorAll('tbody tr').length >= 2,
    );
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('links to the place clicked on the map, or given by its coordinates, with who, when and why', async () => {
    const { page, complaints } = await openLinks();
    const clicked = await withCandidate(page);
    await page.keyboard.press('d');
    await page.locator('#place').waitFor();
    expect(await violations(page)).toEqual([]);
    const beside = await besideCandidate(page, 9, 4);
    await page.mouse.click(beside.x, beside.y);
    await page.locator('#reason').waitFor();
    const place = await shownPlace(page);
    expect([place.lon, place.lat]).toEqual([expect.closeTo(beside.lon, 6), expect.closeTo(beside.lat, 6)]);
    await send(page, '现场量的');
    await page.getByText(`${clicked} 已记录：在图上指定`).waitFor();
    await expectDrawn(clicked, place, '现场量的');

    const typed = await withCandidate(page);
    await page.keyboard.press('d');
    const { lon: east, lat: north } = await besideCandidate(page);
    await send(page, `${east + 0.01}, ${north + 0.01}`);
    await page.locator('#reason').waitFor();
    await send(page, '太远');
    const notice = page.locator('.notice');
    await expect.poll(() => notice.innerText()).toMatch(/米/);
    expect(complaints.splice(0)).toEqual([expect.stringMatching(/^Failed to load resource: .* 4\d\d /)]); // refused
    await page.keyboard.press('Escape');
    await expect.poll(() => notice.innerText()).toBe('');
    await page.keyboard.press('d');
    await send(page, '河边');
    expect(await page.locator('#place').evaluate((field: HTMLInputElement) => field.validationMessage)).toContain(
      '经度',
    );
    await page.keyboard.press('Escape');
    await page.locator('#place').waitFor({ state: 'detached' });
    await page.keyboard.press('d');
    const { lon, lat } = await besideCandidate(page);
    await send(page, `${lon.toFixed(7)}，${lat.toFixed(7)}`);
    await page.locator('#reason').waitFor();
    await send(page, '图纸坐标');
    await page.getByText(`${typed} 已记录：在图上指定`).waitFor();
    await expectDrawn(typed, { lon, lat }, '图纸坐标');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('speaks English, shows link quality, and fits a phone', async () => {
    const { page } = await open('?lang=en', 390);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const head = await page.evaluate(() => {
      const { scrollHeight, clientHeight } = (
        document.querySelector('review-page')!.shadowRoot as ShadowRoot
      ).querySelector('header')!;
      return [scrollHeight, clientHeight];
    });
    expect(head[0], 'what wraps in the head lies in it').toBe(head[1]);
    await page.getByRole('button', { name: 'Link quality' }).click();
    expect(await page.locator('.whole').innerText()).toContain('District');
    const bins = await page.locator('.whole .bars span').allInnerTexts();
    expect(bins.map((bin) => bin.replace(/^\d+\s*/, ''))).toEqual(['≤1', '≤2', '≤5', '≤10', '≤20', '≤50', '>50']);
    const offsets = (await fetch(`${served.origin}/api/v1/reviews/quality`).then((r) => r.json())).items[0].offsets;
    expect(bins.map((bin) => Number.parseInt(bin, 10))).toEqual(
      offsets.map((bin: { outfalls: number }) => bin.outfalls),
    );
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it('has nothing for axe to find where something is decided, in English and dark', async () => {
    const page = await served.browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark' });
    await page.goto(`${served.origin}/review?lang=en&kind=link`);
    await page.getByLabel('Editor token').fill(token);
    await page.getByRole('button', { name: 'Use', exact: true }).click();
    await page.locator('.decisions button:not([disabled])').first().waitFor();
    for (const [key, field] of [
      ['r', '#reason'],
      ['d', '#place'],
    ]) {
      await page.keyboard.press(key);
      await page.locator(field).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page.close();
  });

  it('says what to do when the service cannot be reached', async () => {
    const { page } = await open();
    await page.route('**/api/v1/reviews?**', (route) => route.abort());
    await page.getByRole('button', { name: '标记', exact: true }).click();
    expect(await page.getByRole('alert').innerText()).toContain('重新读取');
    await page.close();
  });

  it('shows that a decision is on its way, takes no second one meanwhile, and says what came of it in either language', async () => {
    const { page } = await openLinks();
    const [isOnItsWay, arrived] = signal();
    const [held, letGo] = signal();
    let sent = 0;
    await page.route('**/decision?*', async (route) => {
      sent += 1;
      arrived();
      await held;
      await route.continue();
    });
    await whileNot(page, 'button[data-key="a"]');
    await page.keyboard.press('a');
    await isOnItsWay;
    await page.getByText('正在提交…').waitFor();
    expect(await page.locator('.item').getAttribute('aria-busy')).toBe('true');
    expect(await page.locator('.decisions button:not([disabled])').count()).toBe(0);
    await page.keyboard.press('a');
    letGo();
    await page.locator('.notice', { hasText: '已记录：' }).waitFor();
    expect(sent).toBe(1);
    expect(await page.locator('.item').getAttribute('aria-busy')).toBe('false');
    await page.getByRole('button', { name: 'EN' }).click();
    await expect.poll(() => page.locator('.notice').innerText()).toMatch(/^[\x20-\x7e“”…]+$/);
    await page.close();
  });

  it('decides nothing with a token that may only read, and says which role is needed', async () => {
    const made = await atlas(['token', 'create', '--role', 'viewer', '--format', 'json'], served.env);
    const { token: reader } = [JSON.parse(made.out)].flat()[0];
    const { page } = await open();
    await page.getByLabel('编辑令牌').fill(reader);
    await page.getByRole('button', { name: '使用' }).click();
    await page.getByText('此处需要 editor 角色，当前令牌为 viewer。').waitFor();
    expect(await page.locator('.decisions button:not([disabled])').count()).toBe(0);
    await page.close();
  });

  it('forgets a token that is good no more, lists what everybody may read, and has the field for another', async () => {
    const gone = await newToken('gone');
    await expire('gone');
    const { page } = await open();
    const rows = await page.locator('tbody tr').count();
    expect(rows).toBeGreaterThan(0);
    await page.evaluate((secret) => sessionStorage.setItem('oa-token', secret), gone);
    await page.reload();
    await page.getByText(EXPIRED).waitFor();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(rows);
    await page.getByLabel('编辑令牌').waitFor();
    await page.close();
  });

  it('says of a share that has ended that alone, not that there is no such district, and reads when asked again', async () => {
    const made = await fetch(`${served.origin}/api/v1/shares`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ district: 'demo', name: 'a list', expires: '2099-01-01' }),
    });
    const { secret } = await made.json();
    const page = await served.browser.newPage();
    await endShares('2026-03-02T00:00:00Z');
    await page.goto(`${served.origin}/review?lang=zh&share=${secret}`);
    const ended = page.getByText('此分享链接已于 2026-03-01 到期');
    await ended.waitFor();
    await page.getByRole('button', { name: '标记', exact: true }).click();
    await ended.waitFor();
    expect(await ended.count()).toBe(1);
    expect(await page.getByText('没有这个辖区').count()).toBe(0);
    await endShares('2099-01-01T00:00:00Z');
    await expect
      .poll(
        async () => {
          await page.getByRole('button', { name: '重新读取' }).click();
          await page.locator('tbody tr, [role=alert]').first().waitFor();
          return page.locator('tbody tr').count();
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
    await page.close();
  });

  it('has the field for another token when one expires while a reason is typed, and sends that reason with it', async () => {
    const use = async (page: Page, secret: string) => {
      await page.getByLabel('编辑令牌').fill(secret);
      await page.getByRole('button', { name: '使用' }).click();
    };
    const soon = await newToken('soon');
    const { page } = await open();
    await use(page, soon);
    await page.getByRole('button', { name: '挂接', exact: true }).click();
    await page.locator('.item h2 small', { hasText: 'link-' }).waitFor();
    await page.locator('button[data-key="r"]:not([disabled])').waitFor();
    const item = await chosen(page);
    await page.keyboard.press('r');
    await page.locator('#reason').waitFor();
    await expire('soon');
    await send(page, '不在河边');
    await page.getByText(EXPIRED).waitFor();
    await page.getByLabel('编辑令牌').waitFor();
    expect(await page.locator('.decisions button:not([disabled]), .draft button:not([disabled])').count()).toBe(0);
    await use(page, token);
    await page.locator('.draft button:not([disabled])').waitFor();
    expect(await page.getByText(EXPIRED).count()).toBe(0);
    expect(await page.locator('#reason').inputValue()).toBe('不在河边');
    expect(await chosen(page)).toBe(item);
    await page.locator('#reason').press('Enter');
    await page.locator('.notice', { hasText: '已记录：' }).waitFor();
    expect(await page.locator('.notice').innerText()).toContain(item.split(' ').at(-1));
    await page.close();
  });
});
