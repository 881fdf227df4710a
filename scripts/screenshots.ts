/** Pictures of a running service, to be looked at: npx tsx scripts/screenshots.ts http://127.0.0.1:8080 [folder] */
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { launch, PATIENCE_MS } from './chromium.ts';

const [server, folder = 'build/screenshots'] = process.argv.slice(2);
if (!server) {
  process.stderr.write('usage: npx tsx scripts/screenshots.ts SERVER [folder]\n');
  process.exit(2);
}
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const ask = async <Answer>(path: string): Promise<Answer> =>
  (await fetch(`${server}${path}`)).json() as Promise<Answer>;

interface Gap {
  river_id: number;
  route: number;
  from_m: number;
  length_m: number;
  bbox: [number, number, number, number];
}
interface Flag {
  id: number;
  level: string | null;
  relation: string;
}

/** A gap that fills a good part of a close-up. */
async function aGap(): Promise<Gap> {
  const { items } = await ask<{ items: Gap[] }>('/api/v1/gaps?mode=above_water');
  return items.find(({ length_m }) => length_m > 300 && length_m < 600) ?? items[0];
}

/** An outfall inside a zone of level 1, and where it is. */
async function aFlagged(): Promise<{ id: number; lon: number; lat: number }> {
  const { items } = await ask<{ items: Flag[] }>('/api/v1/outfalls/flags?flag=drinking_water');
  const { id } = items.find(({ level, relation }) => level === '1' && relation === 'inside') ?? items[0];
  return ask(`/api/v1/outfalls/${id}`);
}

/** Waits until every map has its tiles and the numbers are there. */
async function drawn(page: Page): Promise<void> {
  const isDrawn = () => {
    const root = document.querySelector('outfall-viewer, frame-page')?.shadowRoot ?? document;
    const maps = [...root.querySelectorAll('outfall-map')] as (Element & {
      gl?: { loaded(): boolean; areTilesLoaded(): boolean; isMoving(): boolean };
    })[];
    return maps.length > 0 && maps.every(({ gl }) => gl?.loaded() && gl.areTilesLoaded() && !gl.isMoving());
  };
  await page.waitForFunction(isDrawn, undefined, { timeout: PATIENCE_MS });
  await page.waitForTimeout(2500); // labels fade in, strips follow
}

interface Shot {
  name: string;
  path: string;
  size?: { width: number; height: number };
  context?: BrowserContextOptions;
  /** Instead of waiting for a map. */
  prepare?: (page: Page) => Promise<void>;
}

async function shots(foreign: string): Promise<Shot[]> {
  const gap = await aGap();
  const [west, south, east, north] = gap.bbox;
  const flagged = await aFlagged();
  const closeUp = `at=15.3/${(west + east) / 2}/${(south + north) / 2}`;
  return [
    { name: 'overview', path: '/' },
    { name: 'river-closeup', path: `/?${closeUp}&select=gap:${gap.river_id}/${gap.route}/${gap.from_m}` },
    { name: 'zone-flag', path: `/?at=15/${flagged.lon}/${flagged.lat}&select=outfall:${flagged.id}` },
    { name: 'strip-report', path: '/strips', prepare: (page) => page.locator('coverage-strip').first().waitFor() },
    { name: 'dark', path: '/?theme=dark&lang=en' },
    {
      name: 'phone',
      path: '/',
      size: PHONE,
      context: {
        geolocation: { longitude: flagged.lon, latitude: flagged.lat },
        permissions: ['geolocation'],
        hasTouch: true,
      },
      prepare: async (page) => {
        await page.getByRole('button', { name: '我的位置与附近' }).click();
        await page.locator('near-panel li').first().waitFor({ timeout: PATIENCE_MS });
        await drawn(page);
      },
    },
    { name: 'embed', path: foreign, size: { width: 1000, height: 800 } },
    { name: 'frame', path: '/embed', size: { width: 600, height: 400 } },
    {
      name: 'print',
      path: '/api/v1/reports/coverage?format=html&level=municipal',
      size: { width: 1123, height: 794 }, // A4 landscape at 96 dpi
      prepare: (page) => page.emulateMedia({ media: 'print' }),
    },
  ];
}

/** A page of another origin with our elements on it: the example, written for this server. */
async function serveForeign(): Promise<{ address: string; close(): void }> {
  const text = await readFile('examples/plain.html', 'utf8');
  const page = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end(text.replaceAll('http://127.0.0.1:8080', server)),
  );
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(page.address() as AddressInfo).port}/`, close: () => page.close() };
}

mkdirSync(folder, { recursive: true });
const foreign = await serveForeign();
const browser = await launch();
try {
  for (const { name, path, size = DESK, context = {}, prepare = drawn } of await shots(foreign.address)) {
    const page = await browser.newPage({ viewport: size, ...context });
    page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.message}\n`));
    await page.goto(path.startsWith('/') ? server + path : path, { timeout: PATIENCE_MS });
    await prepare(page);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    process.stdout.write(`${join(folder, `${name}.png`)}\n`);
    await page.close();
  }
} finally {
  await browser.close();
  foreign.close();
}
