/** What is pictured of a district of a running service, and where. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { PATIENCE_MS } from './chromium.ts';

const PHONE = { width: 390, height: 844 };

export interface Shot {
  name: string;
  /** Address, of the service itself where it begins with a slash. */
  path: string;
  size?: { width: number; height: number };
  context?: BrowserContextOptions;
  /** Instead of waiting for a map. */
  prepare?: (page: Page) => Promise<void>;
}

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

/** The one that is wanted, else the first. @throws where the service has none, or not that one */
export async function districtOf(server: string, wanted?: string): Promise<string> {
  const { items } = await ask<{ items: { key: string }[] }>(`${server}/api/v1/districts`);
  const keys = items.map(({ key }) => key);
  const district = wanted ?? keys[0];
  if (!keys.includes(district))
    throw new Error(`${server} has no district ${wanted ?? 'yet'}; it has: ${keys.join(', ')}`);
  return district;
}

/** @param foreign address of a page of another origin with our elements on it */
export async function shots(server: string, district: string, foreign: string): Promise<Shot[]> {
  const within = (path: string, parts: Record<string, string> = {}) =>
    `${path}?${new URLSearchParams({ district, ...parts })}`;
  const gap = await aGap(server + within('/api/v1/gaps', { mode: 'above_water' }));
  const flagged = await aFlagged(server, within);
  const [west, south, east, north] = gap.bbox;
  const closeUp = {
    at: `15.3/${(west + east) / 2}/${(south + north) / 2}`,
    select: `gap:${gap.river_id}/${gap.route}/${gap.from_m}`,
  };
  return [
    { name: 'overview', path: within('/') },
    { name: 'river-closeup', path: within('/', closeUp) },
    {
      name: 'zone-flag',
      path: within('/', { at: `15/${flagged.lon}/${flagged.lat}`, select: `outfall:${flagged.id}` }),
    },
    {
      name: 'strip-report',
      path: within('/strips'),
      prepare: (page) => page.locator('coverage-strip').first().waitFor(),
    },
    { name: 'dark', path: within('/', { theme: 'dark', lang: 'en' }) },
    phone(within('/'), flagged),
    { name: 'embed', path: foreign, size: { width: 1000, height: 800 } },
    { name: 'frame', path: within('/embed'), size: { width: 600, height: 400 } },
    {
      name: 'print',
      path: within('/api/v1/reports/coverage', { format: 'html', level: 'municipal' }),
      size: { width: 1123, height: 794 }, // A4 landscape at 96 dpi
      prepare: (page) => page.emulateMedia({ media: 'print' }),
    },
  ];
}

async function ask<Answer>(url: string): Promise<Answer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json() as Promise<Answer>;
}

/** A gap that fills a good part of a close-up. */
async function aGap(url: string): Promise<Gap> {
  const { items } = await ask<{ items: Gap[] }>(url);
  return items.find(({ length_m }) => length_m > 300 && length_m < 600) ?? items[0];
}

interface Place {
  id: number;
  lon: number;
  lat: number;
}

/** An outfall inside a zone of level 1, and where it is. */
async function aFlagged(
  server: string,
  within: (path: string, parts?: Record<string, string>) => string,
): Promise<Place> {
  const { items } = await ask<{ items: Flag[] }>(server + within('/api/v1/outfalls/flags', { flag: 'drinking_water' }));
  const { id } = items.find(({ level, relation }) => level === '1' && relation === 'inside') ?? items[0];
  return ask(server + within(`/api/v1/outfalls/${id}`));
}

/** Someone stands at a place and asks what is near. */
function phone(path: string, { lon, lat }: Place): Shot {
  return {
    name: 'phone',
    path,
    size: PHONE,
    context: { geolocation: { longitude: lon, latitude: lat }, permissions: ['geolocation'], hasTouch: true },
    prepare: async (page) => {
      await page.getByRole('button', { name: '我的位置与附近' }).click();
      await page.locator('near-panel li').first().waitFor({ timeout: PATIENCE_MS });
      await drawn(page);
    },
  };
}

/** Waits until every map has its tiles and the numbers are there. */
export async function drawn(page: Page): Promise<void> {
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
