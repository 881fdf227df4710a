/** What is near where someone stands: its rows are in the order that PostGIS has them in, lead there, and mark the map. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openDatabase } from '../../server/db/connect.ts';
import { drawn, type Served, serveDemo, visit } from './served.ts';

interface Place {
  lon: number;
  lat: number;
}
interface Found extends Place {
  kind: 'outfall' | 'gap';
  /** As addresses have it. */
  target: string;
  name: string;
  distance_m: number;
  length_m: number | null;
}
type Mode = 'above_water' | 'under_water';

let served: Served;
let here: Place;
beforeAll(async () => {
  served = await serveDemo();
  [here] = await query<Place>(BESIDE_AN_OUTFALL);
});
afterAll(() => served?.stop());

async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const db = await openDatabase(readConfig(served.env));
  const rows = await db.query<Row>(sql, values);
  await db.close();
  return rows;
}

/** Some steps beside the outfall that has most others around it. */
const BESIDE_AN_OUTFALL = `
  select st_x(o.geom) + 0.0007 as lon, st_y(o.geom) + 0.0004 as lat
    from register.outfall as o
    join register.outfall as n on n.district = o.district and st_dwithin(o.geom, n.geom, 0.008)
   where o.district = 'demo'
   group by o.id, o.geom
   order by count(*) desc, o.id
   limit 1`;

/** At most ten of a kind, from as far as there have to be five of it. */
const NEAREST = `
  with here as (select st_setsrid(st_makepoint($1, $2), 4490) as geom),
  thing as (
    select 'outfall' as kind, 'outfall:' || o.id as target, coalesce(o.name, o.code, '#' || o.id) as name, null::float8 as length_m, o.geom
      from register.outfall as o
     where o.district = 'demo' and o.merged_into is null and o.status <> 'rejected'
    union all
    select 'gap', 'gap:' || g.river_id || '/' || g.route_id || '/' || g.from_m::float8, g.river, g.length_m::float8, g.geom
      from atlas.gap_stretches as g
     where g.district = 'demo' and g.mode = $3
  ),
  away as (
    select t.*, st_distance(t.geom::geography, h.geom::geography) as distance_m, st_closestpoint(t.geom, h.geom) as place
      from thing as t, here as h
  ),
  reach as (
    select kind, case when count(*) filter (where distance_m <= 1000) >= 5 then 1000
                      when count(*) filter (where distance_m <= 4000) >= 5 then 4000 else 16000 end as reach_m
      from away group by kind
  ),
  ranked as (
    select a.*, row_number() over (partition by a.kind order by a.distance_m) as rank
      from away as a join reach as r on r.kind = a.kind and a.distance_m <= r.reach_m
  )
  select kind, target, name, length_m, distance_m, st_x(place) as lon, st_y(place) as lat
    from ranked where rank <= 10 order by distance_m, target`;

const nearBy = (mode: Mode) => query<Found>(NEAREST, [here.lon, here.lat, mode]);

interface Listed {
  target: { kind: string; id: number; riverId: number; routeId: number; fromM: number };
}
interface Mapped {
  hover: Listed['target'] | null;
  gl: {
    getBounds(): { contains(at: [number, number]): boolean };
    getZoom(): number;
    isMoving(): boolean;
    project(at: [number, number]): { x: number; y: number };
    queryRenderedFeatures(of: { layers: string[] }): { id: number }[];
  };
}

async function stand(): Promise<Page> {
  const { page } = await visit(served);
  await page.context().grantPermissions(['geolocation']);
  await page.context().setGeolocation({ longitude: here.lon, latitude: here.lat, accuracy: 5 });
  await page.getByRole('button', { name: '我的位置与附近' }).click();
  await page.locator('near-panel li').first().waitFor();
  await expect
    .poll(() => onMap(page, ({ gl }) => gl.getZoom() > 15.5 && !gl.isMoving()), { timeout: 30_000 })
    .toBe(true);
  await drawn(page);
  return page;
}

/** The rows as they are read, and what each is of. */
const rowsOf = async (page: Page) => {
  const targets = await page
    .locator('near-panel')
    .evaluate((panel) =>
      (panel as unknown as { list: Listed[] }).list.map(({ target: { kind, id, riverId, routeId, fromM } }) =>
        kind === 'gap' ? `gap:${riverId}/${routeId}/${fromM}` : `outfall:${id}`,
      ),
    );
  const texts = await page.locator('near-panel li').allInnerTexts();
  return texts.map((text, i) => ({ target: targets[i], said: text.split('\n').map((line) => line.trim()) }));
};

const metres = (text: string): number => Number(/^([\d\u2009.]+) m$/.exec(text)?.[1].replaceAll('\u2009', ''));
const rowOf = (page: Page, rows: Awaited<ReturnType<typeof rowsOf>>, target: string) =>
  page.locator('near-panel li button').nth(rows.findIndex((row) => row.target === target));
const onMap = <Answer>(page: Page, look: (map: Mapped) => Answer) =>
  page.locator('outfall-map').evaluate(look as unknown as (map: Element) => Answer);

/** Whether a row says it so; its distance is the last. */
function isSaid({ kind, name, length_m, distance_m }: Found, [title, what, away]: string[]): boolean {
  const [, length] = /^缺口 (.*)$/.exec(what) ?? [];
  const isWhat = kind === 'outfall' ? what === '排污口' : Math.abs(metres(length ?? '') - length_m!) < 0.51;
  return title === name && isWhat && Math.abs(metres(away) - distance_m) < 0.51;
}

/** Puts the pointer where a place is drawn. */
async function pointAt(page: Page, { lon, lat }: Place): Promise<void> {
  const [x, y] = await page.locator('outfall-map').evaluate(
    (map, place) => {
      const at = (map as unknown as Mapped).gl.project(place);
      const box = map.getBoundingClientRect();
      return [box.x + at.x, box.y + at.y];
    },
    [lon, lat] as [number, number],
  );
  await page.mouse.move(x - 1, y);
  await page.mouse.move(x, y);
}

describe('the rows of what is near', () => {
  it.each(['above_water', 'under_water'] as const)(
    'are those that PostGIS finds nearest, in its order: %s',
    async (mode) => {
      const expected = await nearBy(mode);
      expect(new Set(expected.map(({ kind }) => kind))).toEqual(new Set(['outfall', 'gap']));
      const page = await stand();
      if (mode === 'under_water') await page.keyboard.press('2');
      const targets = async () => (await rowsOf(page)).map(({ target }) => target).sort();
      await expect.poll(targets, { timeout: 20_000 }).toEqual(expected.map(({ target }) => target).sort());
      const found = new Map(expected.map((each) => [each.target, each]));
      let before = 0;
      for (const { target, said } of await rowsOf(page)) {
        const one = found.get(target)!;
        expect(one.distance_m).toBeGreaterThan(before - 0.01); // where two are as far they may change places
        before = one.distance_m;
        expect([isSaid(one, said), said]).toEqual([true, said]);
      }
      await page.close();
    },
  );

  it.each([
    ['outfall', 'outfall-card h2'],
    ['gap', 'river-drawer .gap'],
  ])('lead there, and to what is known of it: %s', async (kind, known) => {
    const far = (await nearBy('above_water')).filter((each) => each.kind === kind).at(-1)!;
    const page = await stand();
    await rowOf(page, await rowsOf(page), far.target).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('select')).toBe(far.target);
    await page.locator(known).first().waitFor();
    const isSeen = () =>
      page.locator('outfall-map').evaluate(
        (map, at) => {
          const { gl } = map as unknown as Mapped;
          return !gl.isMoving() && gl.getBounds().contains(at);
        },
        [far.lon, far.lat] as [number, number],
      );
    await expect.poll(isSeen, { timeout: 30_000 }).toBe(true);
    await page.close();
  });

  it('mark what they are of on the map, also when the pointer comes from there', async () => {
    const expected = await nearBy('above_water');
    const page = await stand();
    const rows = await rowsOf(page);
    const hovered = () => onMap(page, ({ hover }) => hover);
    const marked = () =>
      onMap(page, ({ gl }) => gl.queryRenderedFeatures({ layers: ['outfall-hovered'] }).map(({ id }) => id % 2 ** 32));
    const [one, other] = expected.filter(({ kind }) => kind === 'outfall');
    const isOverOne = async () => {
      await pointAt(page, one); // again where the map was still being drawn
      return hovered();
    };
    await expect.poll(isOverOne, { timeout: 30_000, interval: 1000 }).not.toBeNull();
    const id = Number(other.target.split(':')[1]);
    await rowOf(page, rows, other.target).hover();
    await expect.poll(hovered).toEqual({ kind: 'outfall', id });
    await expect.poll(marked, { timeout: 20_000 }).toEqual([id]);
    const gap = expected.find(({ kind }) => kind === 'gap')!;
    await rowOf(page, rows, gap.target).hover();
    const [riverId, routeId, fromM] = gap.target.slice(4).split('/').map(Number);
    await expect.poll(hovered).toEqual({ kind: 'gap', riverId, routeId, fromM });
    await expect.poll(marked, { timeout: 20_000 }).toEqual([]);
    await page.locator('near-panel h2').hover();
    await expect.poll(hovered).toBeNull();
    await page.close();
  });
});
