/** Where points make room for each other, those that a filter leaves are thinned after it: the database says how many lie there. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openDatabase } from '../../server/db/connect.ts';
import type { Database } from '../../server/db/database.ts';
import { type Served, serveDemo, visit } from './served.ts';

let served: Served;
let db: Database;
beforeAll(async () => {
  served = await serveDemo();
  db = await openDatabase(readConfig(served.env));
});
afterAll(async () => {
  await db?.close();
  await served?.stop();
});

const ROWS = `(select st_transform(geom, 3857) as at, coalesce(type, 'other') as type, status from register.outfall
                where district = 'demo' and geom is not null and status <> 'rejected' and merged_into is null) as o`;

interface Place {
  z: number;
  x: number;
  y: number;
  box: [west: number, south: number, east: number, north: number];
}

/** The tile with most rows: cells of thinning lie whole in one. */
async function fullestTile(z: number): Promise<Place> {
  const side = 40075016.685578488 / 2 ** z;
  const [{ x, y }] = await db.query<{ x: number; y: number }>(
    `select floor((st_x(at) + 20037508.342789244) / $1::float8)::int as x, floor((20037508.342789244 - st_y(at)) / $1::float8)::int as y
       from ${ROWS} group by 1, 2 order by count(*) desc limit 1`,
    [side],
  );
  const [box] = await db.query<Record<'w' | 's' | 'e' | 'n', number>>(
    `select st_xmin(b) as w, st_ymin(b) as s, st_xmax(b) as e, st_ymax(b) as n
       from st_transform(st_tileenvelope($1, $2, $3), 4326) as b`,
    [z, x, y],
  );
  return { z, x, y, box: [box.w, box.s, box.e, box.n] };
}

/** The database's count of a tile. */
async function rowsOf({ z, x, y }: Place, condition: string): Promise<number> {
  const [{ n }] = await db.query<{ n: number }>(
    `select count(*)::int as n from ${ROWS} where st_within(at, st_tileenvelope($1, $2, $3)) and ${condition}`,
    [z, x, y],
  );
  return n;
}

const viewOf = ({ z, box: [w, s, e, n] }: Place) => `${z}/${(w + e) / 2}/${(s + n) / 2}`;

/** Runs in the page: the symbols drawn in a box, each once, and the rows that they stand for. */
async function drawnIn(page: Page, box: Place['box']): Promise<{ points: number; rows: number; types: string[] }> {
  return page.evaluate(([w, s, e, n]) => {
    const host = document.querySelector('outfall-viewer, frame-page') as Element & { renderRoot: ParentNode };
    const map = host.renderRoot.querySelector('outfall-map')!.gl!;
    const layers = ['outfalls', 'outfalls-left'].filter((id) => map.getLayer(id));
    const found = new Map<unknown, { count?: number; type?: string }>();
    for (const { id, geometry, properties } of map.queryRenderedFeatures({ layers })) {
      const [lon, lat] = (geometry as GeoJSON.Point).coordinates;
      if (lon >= w && lon < e && lat > s && lat <= n) found.set(id, properties);
    }
    const all = [...found.values()];
    return {
      points: all.length,
      rows: all.reduce((sum, { count }) => sum + Number(count), 0),
      types: [...new Set(all.map(({ type }) => String(type)))].sort(),
    };
  }, box);
}

const AGRICULTURAL = 'hide=type:industrial,type:urban_wwtp,type:other';
const STEP = 'progress:action_needed,progress:in_work,progress:closed_out';

describe.each([10, 12])('at zoom %i', (z) => {
  it.each([
    ['', 'true'],
    [AGRICULTURAL, `type = 'agricultural'`],
    [`hide=type:agricultural,${STEP}`, `type <> 'agricultural' and status = 'suspect'`],
  ])('symbols stand for every row that is left, and for no other: %s', async (query, condition) => {
    const place = await fullestTile(z);
    const rows = await rowsOf(place, condition);
    const { page } = await visit(served, `at=${viewOf(place)}&${query}`);
    const shown = await drawnIn(page, place.box);
    expect(shown.rows).toBe(rows);
    expect(shown.points).toBeGreaterThan(0);
    expect(shown.points).toBeLessThan(rows); // some make room
    await page.close();
  });
});

describe('a type switched off in the page', () => {
  it('is left out without an empty map between or both sets at once, and its rows are not counted behind others', async () => {
    const place = await fullestTile(12);
    const { page } = await visit(served, `at=${viewOf(place)}&lang=en`);
    await page.evaluate(() => {
      const map = (
        document.querySelector('outfall-viewer') as Element & { renderRoot: ParentNode }
      ).renderRoot.querySelector('outfall-map')!.gl!;
      const seen: number[] = [];
      const sets: string[] = [];
      Object.assign(window, { seen, sets });
      map.on('render', () => {
        const isSeen = (id: string) =>
          map.getLayer(id) &&
          map.getLayoutProperty(id, 'visibility') !== 'none' &&
          map.getPaintProperty(id, 'icon-opacity') !== 0;
        const layers = ['outfalls', 'outfalls-left'].filter(isSeen);
        seen.push(map.queryRenderedFeatures({ layers }).length);
        sets.push(layers.join(' and '));
      });
    });
    const press = (name: RegExp) => page.getByRole('button', { name }).first().click();
    const shows = async (condition: string) => {
      const rows = await rowsOf(place, condition);
      await expect.poll(async () => (await drawnIn(page, place.box)).rows, { timeout: 60_000 }).toBe(rows);
    };
    await press(/^Agricultural/);
    await shows(`type <> 'agricultural'`);
    await press(/^Industrial/);
    await shows(`type not in ('agricultural', 'industrial')`);
    await press(/^Industrial/);
    await shows(`type <> 'agricultural'`);
    await press(/^Agricultural/);
    await shows('true');
    const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen);
    expect(seen.length).toBeGreaterThan(4);
    expect(Math.min(...seen)).toBeGreaterThan(0);
    const sets = await page.evaluate(() => (window as unknown as { sets: string[] }).sets);
    expect(new Set(sets)).toEqual(new Set(['outfalls', 'outfalls-left'])); // in turn, and never both
    await page.close();
  });
});

describe('an embed', () => {
  it('with a filter draws the same', async () => {
    const place = await fullestTile(10);
    const page = await served.browser.newPage({ viewport: { width: 1000, height: 800 } });
    await page.goto(`${served.origin}/embed?district=demo&at=${viewOf(place)}&filters=type=agricultural`);
    await page.waitForFunction(() => {
      const frame = document.querySelector('frame-page') as (Element & { renderRoot?: ParentNode }) | null;
      const map = frame?.renderRoot?.querySelector('outfall-map')?.gl;
      return map?.loaded() && map.areTilesLoaded() && map.getLayer('outfalls-left');
    });
    const shown = await drawnIn(page, place.box);
    expect(shown.types).toEqual(['agricultural']);
    expect(shown.rows).toBe(await rowsOf(place, `type = 'agricultural'`));
    await page.close();
  });
});
