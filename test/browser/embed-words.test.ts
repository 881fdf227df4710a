/** What an embed is told: words that are wrong, places that are not there, and the view that a snippet carries. */
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Foreign, serveExamples } from './foreign.ts';
import { coloursOf, type Served, serveDemo } from './served.ts';

const PAGE = (body: string) => `<!doctype html><meta charset="utf-8">
<script type="module" src="http://127.0.0.1:8080/embed.js"></script>
<script>
  window.heard = [];
  addEventListener('oa-error', ({ detail }) => heard.push(detail.message));
  addEventListener('message', ({ data }) => { if (data?.from === 'outfall-atlas' && data.type !== 'view') heard.push(data); });
</script>
<style>outfall-map, iframe { display: block; width: 800px; height: 500px; border: 0 }</style>${body}`;

const WRONG =
  '<outfall-map language="fr" theme="pink" as-of="" river="99999" town="T99" filters="type=pink"></outfall-map>';
const SEEN = {
  mode: 'above_not_under',
  at: '13.00/121.10000/31.12000',
  hide: 'type:other,towns',
  theme: 'dark',
  select: 'river:1',
};
const VIEW = new URLSearchParams({ district: 'demo', ...SEEN });

let served: Served;
let foreign: Foreign;
const pages: Record<string, string> = {
  '/wrong.html': PAGE(WRONG),
  '/town.html': PAGE('<outfall-map town="T03"></outfall-map>'),
  '/three.html': PAGE(
    '<outfall-map language="en"></outfall-map><coverage-strip language="en" river="1"></coverage-strip><outfall-dossier language="en" outfall="1"></outfall-dossier>',
  ),
  '/frame.html': PAGE('<iframe src="http://127.0.0.1:8080/embed?theme=pink&rivr=12&select=river:1"></iframe>'),
};
beforeAll(async () => {
  served = await serveDemo();
  foreign = await serveExamples(served.origin, pages);
});
afterAll(async () => {
  await foreign?.close();
  await served?.stop();
});

interface Shown {
  mode: string;
  aboveOnly: boolean;
  theme: string;
  selection: unknown;
  switchedOff: string[];
  gl: { loaded(): boolean; areTilesLoaded(): boolean; isMoving(): boolean; getZoom(): number };
}
type Around = Pick<Page, 'waitForFunction' | 'locator'>;

async function mapDrawn(page: Around, host = 'outfall-map'): Promise<void> {
  await page.waitForFunction(
    (name) => {
      const root = document.querySelector(name) as (Element & { renderRoot?: ShadowRoot }) | null;
      const map = (name === 'outfall-map' ? root : root?.renderRoot?.querySelector('outfall-map')) as
        | Shown
        | null
        | undefined;
      return map?.gl?.loaded() && map.gl.areTilesLoaded() && !map.gl.isMoving();
    },
    host,
    { timeout: 90_000 },
  );
}

const shownBy = (page: Around) =>
  page.locator('outfall-map').evaluate((element) => {
    const map = element as unknown as Shown & { gl: { getCenter(): { lng: number; lat: number } } };
    const { lng, lat } = map.gl.getCenter();
    const place = [map.gl.getZoom(), lng, lat].map((value) => value.toFixed(3)).join('/');
    const { mode, aboveOnly, theme, selection, switchedOff } = map;
    return { mode, aboveOnly, theme, selection, switchedOff: [...switchedOff].sort(), place };
  });

async function open(path: string, warnings: string[] = []): Promise<Page> {
  const page = await served.browser.newPage({ viewport: { width: 900, height: 700 } });
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  page.on('pageerror', (error) => warnings.push(`threw: ${error.message}`));
  await page.goto(`${foreign.origin}${path}`);
  return page;
}

describe('an element', () => {
  it('says each word that is wrong, and draws the map as if it were left out', async () => {
    const warnings: string[] = [];
    const page = await open('/wrong.html', warnings);
    await mapDrawn(page);
    const notice = page.locator('outfall-map .notice');
    await expect.poll(() => notice.innerText()).toContain('没有 town:T99');
    const said = await notice.innerText();
    for (const part of [
      'language="fr" 看不懂',
      'language="fr" is not',
      'theme="pink" 看不懂',
      'as-of="" 看不懂',
      '筛选：pink',
      '没有 river:99999',
    ])
      expect(said).toContain(part);
    expect(await coloursOf(page, { x: 60, y: 200, width: 600, height: 280 })).toBeGreaterThan(60);
    expect(warnings.filter((text) => text.startsWith('<outfall-map> ')).join(' ')).toContain('theme="pink"');
    expect(warnings.filter((text) => text.startsWith('threw'))).toEqual([]);
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard.join(' '))).toContain(
      'river:99999',
    );
    const write = (name: string, value: string | null) =>
      page.locator('outfall-map').evaluate(
        (element, [attribute, text]) => {
          if (text === null) element.removeAttribute(attribute!);
          else element.setAttribute(attribute!, text);
        },
        [name, value],
      );
    await write('as-of', null);
    await write('theme', 'light');
    await expect.poll(() => notice.innerText()).not.toMatch(/as-of|theme/);
    expect(await notice.innerText()).toContain('language="fr"');
    await page.close();
  });

  it('goes to the town that it is told', async () => {
    const page = await open('/town.html');
    await mapDrawn(page);
    const { items } = await (await fetch(`${served.origin}/api/v1/coverage?group=town&mode=above_water`)).json();
    const { bbox } = items.find(({ key }: { key: string }) => key === 'T03');
    const inBox = () =>
      page.locator('outfall-map').evaluate(
        (element, [west, south, east, north]) => {
          const { gl } = element as unknown as { gl: { getCenter(): { lng: number; lat: number }; getZoom(): number } };
          const { lng, lat } = gl.getCenter();
          return Math.abs(lng - (west + east) / 2) + Math.abs(lat - (south + north) / 2);
        },
        bbox as [number, number, number, number],
      );
    await expect.poll(inBox, { timeout: 20_000 }).toBeLessThan(0.002);
    await page.close();
  });
});

const EMPTY = '图层都关掉了';
const setOn = (page: Page, name: string, value: string) =>
  page.locator('outfall-map').evaluate((map, [key, text]) => map.setAttribute(key, text), [name, value] as const);

describe('a property that was wrong', () => {
  it.each([
    ['outfall-map', { mode: 'x' }, { mode: 'above_water' }, { asOf: 'x' }, /^as-of="x"/],
    ['coverage-strip', { mode: 'x' }, { mode: null }, { asOf: 'x' }, /^as-of="x"/],
    ['outfall-dossier', { look: 'x' }, { look: 'light' }, { outfall: 'x' }, /^outfall="x"/],
  ])(
    'and is set to the default is said no more, nor with what is wrong next: %s',
    async (name, wrong, right, next, said) => {
      const page = await open('/three.html');
      const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
      const assign = (properties: object) =>
        page.locator(name).evaluate((element, given) => void Object.assign(element, given), properties);
      const notice = () =>
        page.locator(name).evaluate((element) => (element as unknown as { notice: string | null }).notice);
      await assign(wrong);
      await expect.poll(heard).toHaveLength(1);
      await assign(right);
      await expect.poll(notice).toBeNull();
      await assign(next);
      await expect.poll(heard).toHaveLength(2);
      expect((await heard())[1]).toMatch(said);
      await page.close();
    },
  );
});

describe('layers', () => {
  it('that draw something are no empty map, and of an empty one they all come back at once', async () => {
    const page = await open('/town.html');
    await mapDrawn(page);
    const emptied = page.locator('outfall-map .emptied');
    await setOn(page, 'layers', 'manholes');
    await expect.poll(() => emptied.count(), { timeout: 20_000 }).toBe(1);
    expect(await emptied.innerText()).toContain(EMPTY);
    await setOn(page, 'layers', 'rivers');
    await expect.poll(() => emptied.count()).toBe(0);
    await setOn(page, 'layers', 'manholes');
    await expect.poll(() => emptied.count(), { timeout: 20_000 }).toBe(1);
    const after = await page.locator('outfall-map').evaluate(async (element) => {
      const map = element as unknown as Element & { updateComplete: Promise<boolean>; shadowRoot: ShadowRoot } & Shown;
      map.shadowRoot.querySelector<HTMLElement>('.emptied button')!.click();
      while (!(await map.updateComplete));
      return [map.switchedOff, map.shadowRoot.querySelector('.emptied')];
    });
    expect(after).toEqual([[], null]); // without a rest of the map between
    await page.close();
  });

  it('are back in the frame and its key', async () => {
    const page = await served.browser.newPage();
    await page.goto(`${served.origin}/embed?district=demo`);
    await mapDrawn(page, 'frame-page');
    const key = page.locator('frame-page .key span');
    const before = await key.allInnerTexts();
    await page.evaluate(() => postMessage({ to: 'outfall-atlas', type: 'layers', layers: 'manholes' }, '*'));
    await page.locator('.emptied button').click({ timeout: 20_000 });
    await expect.poll(() => key.allInnerTexts()).toEqual(before);
    expect(await page.locator('.emptied').count()).toBe(0);
    await page.close();
  });
});

describe('a call that cannot be obeyed', () => {
  it.each([
    ['town', 'T03'],
    ['river', '1'],
    ['layers', 'gaps'],
    ['filters', 'type=other'],
    ['mode', 'under_water'],
  ])('is said no more when a later attribute is: %s', async (name, value) => {
    const page = await open('/town.html');
    await mapDrawn(page);
    const notice = page.locator('outfall-map .notice:not(.emptied)');
    await page
      .locator('outfall-map')
      .evaluate((map) => (map as unknown as { fly(place: object): void }).fly({ kind: 'town', key: 'nope' }));
    await expect.poll(() => notice.textContent()).toContain('没有 town:nope');
    await setOn(page, name, value);
    await expect.poll(() => notice.textContent()).not.toContain('nope');
    await page.close();
  });
});

describe('a flight to coordinates that are none', () => {
  it.each([
    [{ lon: Number.NaN, lat: 31.1 }, 'lon = NaN (-180 … 180)'],
    [{ lon: 121.1, lat: Number.POSITIVE_INFINITY }, 'lat = Infinity (-90 … 90)'],
    [{ lon: 211.1, lat: 31.1 }, 'lon = 211.1 (-180 … 180)'],
    [{ lon: 121.1, lat: 31.1, zoom: 30 }, 'zoom = 30 (0 … 24)'],
  ])('is refused, and told with what is wrong in it: %j', async (place, wrong) => {
    const page = await open('/town.html');
    await mapDrawn(page);
    const told = await page.locator('outfall-map').evaluate(
      (map, to) =>
        new Promise<string>((resolve) => {
          map.addEventListener('oa-error', (event) => resolve((event as CustomEvent).detail.message));
          (map as unknown as { fly(place: object): void }).fly(to);
        }),
      place,
    );
    expect(told).toContain(`看不懂要去的地方，不是数或超出范围：${wrong}。`);
    await page.close();
  });
});

describe('a frame', () => {
  it('says from the start that there is no such district', async () => {
    const page = await served.browser.newPage();
    await page.goto(`${served.origin}/embed?district=nowhere`);
    await page.getByText('没有辖区“nowhere”。').waitFor();
    await page.close();
  });

  it('says what parameters and messages are wrong, keeps what was chosen, and goes on', async () => {
    const warnings: string[] = [];
    const page = await open('/frame.html', warnings);
    const frame = page.frames()[1];
    await mapDrawn(frame, 'frame-page');
    const notice = frame.locator('outfall-map .notice');
    await expect.poll(() => notice.innerText()).toMatch(/theme="pink" 看不懂.*不认识的参数：rivr/);
    await expect.poll(async () => (await shownBy(frame)).selection).toEqual({ kind: 'river', id: 1 });
    const order = (message: object) =>
      page.evaluate((each) => {
        document.querySelector('iframe')!.contentWindow!.postMessage({ to: 'outfall-atlas', ...each }, '*');
      }, message);
    for (const [message, said] of [
      [{ type: 'fly', place: 'nowhere' }, '看不懂要去的地方："nowhere"'],
      [{ type: 'fly', place: { lon: 'x', lat: 1 } }, '看不懂要去的地方，不是数或超出范围：lon = "x" (-180 … 180)。'],
      [{ type: 'fly', place: { lon: Number.NaN, lat: 31 } }, '不是数或超出范围：lon = NaN (-180 … 180)。'],
      [
        { type: 'fly', place: { lon: 200, lat: Number.NEGATIVE_INFINITY } },
        'lon = 200 (-180 … 180), lat = -Infinity (-90 … 90)。',
      ],
      [{ type: 'select', target: 'outfall:999999' }, '没有 outfall:999999'],
      [{ type: 'select', target: 'castle' }, '看不懂要去的地方："castle"'],
      [{ type: 'filter', filters: { type: 'other' } }, '不认识的图层或筛选：{"type":"other"}'],
      [{ type: 'layers', layers: 'rivulets' }, '不认识的图层或筛选：rivulets'],
      [{ type: 'dance' }, '不认识的消息：dance'],
    ] as const) {
      await order(message);
      await expect.poll(() => notice.innerText(), { timeout: 20_000 }).toContain(said);
    }
    expect((await shownBy(frame)).selection).toEqual({ kind: 'river', id: 1 });
    const heard = await page.evaluate(() => JSON.stringify((window as unknown as { heard: unknown[] }).heard));
    expect(heard).toContain('"type":"error"');
    expect(heard).toContain('dance');
    await order({ type: 'select', target: null });
    await expect.poll(async () => (await shownBy(frame)).selection).toBeNull();
    await expect.poll(() => notice.innerText()).not.toContain('dance');
    await order({ type: 'filter', filters: 'type=pink' });
    await expect.poll(() => notice.innerText()).toContain('pink。');
    await order({ type: 'layers', layers: 'gaps,outfalls' });
    await expect.poll(() => notice.innerText()).not.toContain('pink。');
    expect(await notice.innerText()).not.toMatch(/object Object|rivulets/);
    for (const valid of [
      { type: 'fly', place: { lon: 121.1, lat: 31.1 } },
      { type: 'fly', place: { kind: 'river', id: 1 } },
      { type: 'filter', filters: 'type=other' },
      { type: 'layers', layers: null },
      { type: 'select', target: 'river:1' },
    ]) {
      await order({ type: 'fly', place: 1n }); // of which JSON has no words
      await expect.poll(() => notice.innerText()).toContain('看不懂要去的地方：1');
      await order(valid);
      await expect.poll(() => notice.innerText()).not.toContain('看不懂要去的地方');
    }
    expect(warnings.filter((text) => text.startsWith('threw'))).toEqual([]);
    await page.close();
  });
});

const NO_DISTRICT = 'No data yet. Import rivers on the page of the map, or run atlas demo.';
const headers = { 'access-control-allow-origin': '*' };

describe('where there is nothing to show', () => {
  it('without a district, each element says what to do, and asks for nothing of a district without a name', async () => {
    const page = await served.browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.route('**/api/v1/districts**', (route) => route.fulfill({ headers, json: { items: [], next: null } }));
    await page.goto(`${foreign.origin}/three.html`);
    for (const name of ['outfall-map', 'coverage-strip', 'outfall-dossier'])
      await page.locator(name).getByText(NO_DISTRICT, { exact: true }).waitFor();
    await page.goto(`${served.origin}/embed`);
    await page.getByText('还没有数据。请在地图页导入河道文件，或运行 atlas demo。', { exact: true }).waitFor();
    await page.goto(`${served.origin}/strips?lang=en`);
    await page.getByText(NO_DISTRICT, { exact: true }).waitFor();
    expect(asked.filter((url) => /district=(&|$)/.test(url))).toEqual([]);
    await page.close();
  });

  it('while answers are slow, a map says that it reads until its numbers are there, which is no error', async () => {
    const page = await served.browser.newPage();
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/api/v1/{districts,summary}**', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${foreign.origin}/three.html`);
    const status = page.locator('outfall-map').getByRole('status');
    await expect.poll(() => status.allInnerTexts()).toEqual(['Reading the river network…']);
    letGo();
    await expect.poll(() => status.count(), { timeout: 20_000 }).toBe(0);
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
    await page.close();
  });

  it('of a district without rivers, the frame and the strips say how these are imported', async () => {
    const page = await served.browser.newPage();
    const without = (json: object) => async (route: Route) =>
      route.fulfill({ json: { ...(await (await route.fetch()).json()), ...json } });
    await page.route('**/api/v1/summary**', without({ length_km: 0 }));
    await page.route('**/api/v1/reports/coverage**', without({ items: [], rivers: 0 }));
    await page.goto(`${served.origin}/embed?lang=en`);
    const noRivers = page.getByText('No rivers yet. Import them with atlas import FILE --layer rivers.', {
      exact: true,
    });
    await noRivers.waitFor();
    await page.goto(`${served.origin}/strips?lang=en`);
    await noRivers.waitFor();
    expect(await page.getByText('No rivers match').count()).toBe(0);
    await page.close();
  });
});

describe('a snippet', () => {
  it('is copied where the browser has no clipboard for pages, as on plain http, and said not to be where it is not', async () => {
    const viewer = await served.browser.newPage();
    await viewer.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await viewer.goto(`${served.origin}/?${VIEW}`);
    await viewer.getByRole('button', { name: '嵌入与分享' }).click();
    await viewer.getByRole('button', { name: '复制 · iframe' }).click();
    await viewer.getByRole('button', { name: '已复制 · iframe' }).waitFor();
    await viewer.locator('share-panel input[name=name]').focus();
    await viewer.keyboard.press('Control+V');
    expect(await viewer.locator('share-panel input[name=name]').inputValue()).toContain('<iframe');
    await viewer.evaluate(() => {
      document.execCommand = () => false;
    });
    await viewer.getByRole('button', { name: '复制 · 网页组件' }).click();
    await viewer.getByRole('button', { name: '未能复制，请选中后复制 · 网页组件' }).waitFor();
    await viewer.close();
  });

  it('shows on another page what the viewer shows, as an element and as a frame', async () => {
    const context = await served.browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const viewer = await context.newPage();
    await viewer.goto(`${served.origin}/?${VIEW}`);
    await viewer.getByRole('button', { name: '嵌入与分享' }).click();
    const copied = async (name: string) => {
      await viewer.getByRole('button', { name: `复制 · ${name}` }).click();
      return viewer.evaluate(() => navigator.clipboard.readText());
    };
    pages['/element.html'] = PAGE((await copied('网页组件')).replace('height: 400px', 'height: 500px'));
    pages['/framed.html'] = PAGE(await copied('iframe'));
    await context.close();
    const element = await open('/element.html');
    await mapDrawn(element);
    const expected = {
      mode: 'above_water',
      aboveOnly: true,
      theme: 'dark',
      selection: { kind: 'river', id: 1 },
      switchedOff: ['towns', 'type:other'],
      place: '13.000/121.100/31.120',
    };
    await expect.poll(() => shownBy(element), { timeout: 20_000 }).toEqual(expected);
    await element.close();
    const framed = await open('/framed.html');
    await mapDrawn(framed.frames()[1], 'frame-page');
    await expect.poll(() => shownBy(framed.frames()[1]), { timeout: 20_000 }).toEqual(expected);
    await framed.close();
  });
});
