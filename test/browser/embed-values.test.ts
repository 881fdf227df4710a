/** Properties and methods of the elements that a page of another origin gives what they cannot be: refused in words, and nothing is thrown. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Foreign, serveExamples } from './foreign.ts';
import { type Served, serveDemo } from './served.ts';

const ELEMENTS = `<!doctype html><meta charset="utf-8">
<script type="module" src="http://127.0.0.1:8080/embed.js"></script>
<script>
  window.heard = [];
  addEventListener('oa-error', ({ detail }) => heard.push(detail.message));
</script>
<style>outfall-map { display: block; width: 800px; height: 400px }</style>
<outfall-map filters="type=other"></outfall-map>
<coverage-strip river="1"></coverage-strip>
<outfall-dossier outfall="1"></outfall-dossier>`;

let served: Served;
let foreign: Foreign;
let page: Page;
let thrown: string[];
beforeAll(async () => {
  served = await serveDemo();
  foreign = await serveExamples(served.origin, { '/elements.html': ELEMENTS });
});
afterAll(async () => {
  await foreign?.close();
  await served?.stop();
});

async function open(): Promise<void> {
  thrown = [];
  page = await served.browser.newPage({ viewport: { width: 900, height: 900 } });
  page.on('pageerror', ({ message }) => thrown.push(message));
  await page.goto(`${foreign.origin}/elements.html`);
  await page.waitForFunction(() => document.querySelector('outfall-map')?.gl?.loaded(), null, { timeout: 90_000 });
  await page.locator('coverage-strip svg').first().waitFor();
  await page.locator('outfall-dossier h2').waitFor();
}

/** What no attribute can say, made in the page: what it is called here, and what it is called in a sentence. */
const VALUES = {
  5: '5',
  NaN: 'NaN',
  Infinity: 'Infinity',
  '({ type: "other" })': '{"type":"other"}',
  '["rivers"]': '["rivers"]',
  true: 'true',
  '1n': '1',
  'Symbol("x")': 'Symbol(x)',
  'Object.assign(Object.create(null), { of: 1n })': 'object',
} as const;

const NAMES = { look: 'theme', chosen: 'select', asOf: 'as-of' } as Readonly<Record<string, string>>;
const OF_ALL = ['server', 'token', 'district', 'language', 'look'];
const PROPERTIES = {
  'outfall-map': [...OF_ALL, 'mode', 'asOf', 'compare', 'at', 'chosen', 'town', 'layers', 'filters', 'hide'],
  'coverage-strip': [...OF_ALL, 'mode', 'asOf'],
  'outfall-dossier': OF_ALL,
} as const;

/** What is said on an element; empty where nothing is. */
const saidOn = (element: string) =>
  page
    .locator(element)
    .evaluate((each) =>
      [...each.shadowRoot!.querySelectorAll('.wrong, .notice')].map(({ textContent }) => textContent).join(' '),
    );

const set = (element: string, properties: readonly string[], value: string) =>
  page.evaluate(properties.map((property) => `document.querySelector('${element}').${property} = ${value}`).join(';'));

describe('a property that is set to what it cannot be', () => {
  it.each(Object.entries(PROPERTIES))(
    'of %s is said by its name, and taken as if it were left out',
    async (element, properties) => {
      await open();
      for (const [value, said] of Object.entries(VALUES)) {
        await set(element, properties, value);
        for (const property of properties)
          await expect.poll(() => saidOn(element)).toContain(`${NAMES[property] ?? property}="${said}" 看不懂`);
        await set(element, properties, 'null');
        await expect.poll(() => saidOn(element)).not.toContain('看不懂');
      }
      expect(thrown).toEqual([]);
      await page.close();
    },
  );

  it.each([
    ['outfall-map', 'river'],
    ['coverage-strip', 'river'],
    ['outfall-dossier', 'outfall'],
  ])('of %s, which is a number: %s', async (element, property) => {
    await open();
    for (const value of ['{}', '"x"', '[]', 'NaN', 'Symbol("x")', 'Object.create(null)', '1.5']) {
      await set(element, [property], value);
      await expect.poll(() => saidOn(element), { message: value }).toContain(`${property}="`);
      await set(element, [property], '1');
      await expect.poll(() => saidOn(element)).not.toContain(`${property}="`);
    }
    expect(thrown).toEqual([]);
    await page.close();
  });
});

describe('a method that is given what it cannot do', () => {
  const off = () =>
    page
      .locator('outfall-map')
      .evaluate((map) => [...(map as unknown as { switchedOff: string[] }).switchedOff].sort());

  it('refuses a filter that is no words, tells why, and keeps the one before', async () => {
    await open();
    const before = await off();
    expect(before).toContain('type:industrial');
    for (const [value, said] of Object.entries(VALUES)) {
      await page.evaluate(`window.heard = []; document.querySelector('outfall-map').filter(${value})`);
      await expect.poll(() => page.evaluate('heard')).toEqual([`不认识的图层或筛选：${said}。`]);
      expect(await off()).toEqual(before);
    }
    await page.evaluate('document.querySelector("outfall-map").filter("type=industrial")');
    await expect.poll(() => saidOn('outfall-map')).not.toMatch(/看不懂|不认识/);
    expect(await off()).toContain('type:other');
    await page.evaluate('document.querySelector("outfall-map").filter(null)');
    await expect.poll(off).toEqual([]);
    expect(thrown).toEqual([]);
    await page.close();
  });

  it('refuses places and targets of whatever kind', async () => {
    await open();
    for (const order of ['fly', 'select'])
      for (const value of [
        ...Object.keys(VALUES),
        '{ kind: Symbol("x"), id: 1 }',
        '{ kind: "river", id: Object.create(null) }',
      ]) {
        await page.evaluate(`window.heard = []; document.querySelector('outfall-map').${order}(${value})`);
        await expect.poll(() => page.evaluate('heard.length'), { message: `${order}(${value})` }).toBe(1);
        await page.evaluate('document.querySelector("outfall-map").forgive()');
        await expect.poll(() => saidOn('outfall-map')).not.toMatch(/看不懂|不认识/);
      }
    expect(thrown).toEqual([]);
    await page.close();
  });
});
