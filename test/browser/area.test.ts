/** An area drawn on the map counts what the map shows; the database counts the same by other means. */
import { readFile } from 'node:fs/promises';
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

const BOX = [121.06, 31.08, 121.14, 31.16] as const; // west, south, east, north
const [WEST, SOUTH, EAST, NORTH] = BOX;
const AREA = `area=${WEST}/${SOUTH},${EAST}/${SOUTH},${EAST}/${NORTH},${WEST}/${NORTH}`;
const ENVELOPE = `st_makeenvelope(${BOX.join(', ')}, 4490)`;
const INSIDE_KM = `coalesce(sum(st_length(st_intersection(geom, ${ENVELOPE})::geography)), 0) / 1000 as km`;

interface Counted {
  n: string;
  km: string;
}
const gapsOf = async (mode: string, asOf: string | null): Promise<Counted> => {
  const [row] = await db.query<Counted>(
    `select count(*) as n, ${INSIDE_KM}
       from (select atlas.route_part(r.geom, r.line_m, (g.from_m * 1000)::bigint, (g.to_m * 1000)::bigint) as geom
               from atlas.gaps('demo', $1, $2) as g
               join register.route as r on r.district = 'demo' and r.id = g.route_id) as gap
      where st_length(st_intersection(geom, ${ENVELOPE})::geography) > 0`,
    [mode, asOf],
  );
  return row;
};

const text = (page: Page) => page.locator('tool-panel [role=status]').innerText();
const kmIn = (sentence: string) => Number(sentence.match(/([\d.]+) km/)![1]);
async function open(query: string): Promise<{ page: Page; said: string }> {
  const { page } = await visit(served, `${AREA}&${query}`);
  await page.locator('tool-panel .files').waitFor({ timeout: 60_000 });
  return { page, said: await text(page) };
}
async function download(page: Page, name: string): Promise<{ text: string; file: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return { text: await readFile((await file.path())!, 'utf8'), file: file.suggestedFilename() };
}

async function dragBox(page: Page): Promise<void> {
  await page.keyboard.down('Shift');
  await page.mouse.move(420, 250);
  await page.mouse.down();
  await page.mouse.move(800, 620, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
}
async function clickPolygon(page: Page): Promise<void> {
  const corners = () =>
    page.locator('tool-panel').evaluate((panel) => {
      const { drawn } = panel as unknown as { drawn: { points: unknown[] } | null };
      return drawn?.points.length;
    });
  for (const [x, y, count] of [
    [451, 283, 1],
    [803, 402, 2],
    [517, 641, 3],
  ]) {
    await page.mouse.click(x, y);
    await expect.poll(corners).toBe(count);
  }
  await page.keyboard.press('Enter');
}

describe('an area', () => {
  it('counts the gaps of the day and the mode that are shown, and the outfalls that the legend leaves', async () => {
    const [day, mode] = ['2022-06-30', 'under_water'];
    const { page, said } = await open(`as_of=${day}&mode=${mode}&hide=type:industrial,progress:suspect`);
    const [past, today] = [await gapsOf(mode, day), await gapsOf(mode, null)];
    expect(past.km).not.toBe(today.km);
    const [{ n: left, all }] = await db.query<{ n: string; all: string }>(
      `select count(*) filter (where type <> 'industrial' and status <> 'suspect') as n, count(*) as all
         from register.outfall
        where district = 'demo' and merged_into is null and status <> 'rejected' and st_within(geom, ${ENVELOPE})`,
    );
    expect(Number(left)).toBeGreaterThan(10);
    expect(Number(left)).toBeLessThan(Number(all));
    expect(said).toContain(`范围内有 ${left} 个排污口，${past.n} 段缺口`);
    expect(Math.abs(kmIn(said) - Number(past.km))).toBeLessThan(0.0006);
    await page.getByText(`截至 ${day}`).first().waitFor();
    await page.getByText(`图例关掉的 ${Number(all) - Number(left)} 个排污口没有计入`).waitFor();
    const csv = await download(page, 'CSV');
    expect(csv.file).toBe(`outfalls-demo-${day}.csv`);
    const [head, ...rows] = csv.text.trim().split('\r\n');
    expect(head).toMatch(/^id,source_id,code,/);
    expect(rows).toHaveLength(Number(left));
    expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(Number(left));
    const lines = JSON.parse((await download(page, 'GeoJSON')).text);
    expect(lines.features).toHaveLength(Number(left) + Number(past.n));
    expect(lines.scope).toMatchObject({ as_of: day, mode, hidden: ['type:industrial', 'progress:suspect'] });
    await page.close();
  });

  it('measures in the third mode what was surveyed above water and not under it, and no gaps', async () => {
    const { page, said } = await open('mode=above_not_under');
    const [{ km }] = await db.query<Counted>(
      `with done as (
         select route_id, mode, bridged + once + repeated as ranges from atlas.river_states('demo'))
       select ${INSIDE_KM}
         from (select atlas.route_part(r.geom, r.line_m, lower(m.range), upper(m.range)) as geom
                 from done as a
                 left join done as u on u.route_id = a.route_id and u.mode = 'under_water'
                cross join lateral unnest(a.ranges - coalesce(u.ranges, '{}')) as m (range)
                 join register.route as r on r.district = 'demo' and r.id = a.route_id
                where a.mode = 'above_water') as piece`,
    );
    expect(said).toMatch(/水上已排查、水下未排查/);
    expect(said).not.toContain('缺口');
    expect(Math.abs(kmIn(said) - Number(km))).toBeLessThan(0.002);
    await page.close();
  });

  it('leaves out gaps that are switched off, and says so', async () => {
    const { page, said } = await open('hide=gap');
    expect(said).toContain('缺口已在图例中关掉');
    const { features } = JSON.parse((await download(page, 'GeoJSON')).text) as {
      features: { geometry: { type: string } }[];
    };
    expect(new Set(features.map(({ geometry }) => geometry.type))).toEqual(new Set(['Point']));
    await page.close();
  });

  it('over the whole district has the classes of outfalls that the legend has, by the same names and counts', async () => {
    await db.query(`update register.outfall set type = null where district = 'demo' and id % 7 = 0`);
    const { page } = await visit(served, 'lang=en&area=120/30,122/30,122/32,120/32');
    await page.locator('tool-panel .files').waitFor({ timeout: 60_000 });
    const [{ n }] = await db.query<{ n: string }>(
      `select count(*) as n from register.outfall where district = 'demo' and merged_into is null and status <> 'rejected'
          and coalesce(type, 'other') = 'other'`,
    );
    const counted = page.locator('tool-panel dl').first().locator('div');
    await expect
      .poll(async () => (await counted.allInnerTexts()).join().replaceAll('\u2009', ''))
      .toMatch(new RegExp(`Other or no type\\s+${n}\\b`));
    const rows = page.locator('legend-panel section', { hasText: 'Outfalls · type' }).locator('button');
    const words = (texts: string[]) =>
      texts.map((text) =>
        text
          .split(/\n/)
          .map((word) => word.trim())
          .filter(Boolean),
      );
    await expect
      .poll(async () => words(await rows.allInnerTexts()).sort())
      .toEqual(words(await counted.allInnerTexts()).sort());
    await page.close();
  });

  it.each([
    ['a box', dragBox],
    ['a polygon', clickPolygon],
  ])('drawn as %s has the corners that its address says: who opens the link counts the same', async (_, draw) => {
    const { page } = await visit(served);
    await page.getByRole('button', { name: '圈选' }).click();
    await page.locator('tool-panel').waitFor();
    await draw(page);
    await page.locator('tool-panel .files').waitFor({ timeout: 60_000 });
    const area = new URL(page.url()).searchParams.get('area')!;
    const corners = area.split(',').map((corner) => corner.split('/').map(Number));
    const { scope } = JSON.parse((await download(page, 'GeoJSON')).text);
    expect(scope.ring).toEqual([...corners, corners[0]]);
    await page.close();
  });
});
