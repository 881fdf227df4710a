/** Pages in English name rivers and towns in Latin letters wherever they name them, and have room for it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serveDemo } from './served.ts';

let served: Served;
let latin: ReadonlyMap<string, string>;
beforeAll(async () => {
  served = await serveDemo();
  const { items } = await ask<{ items: { name: string; latin: string }[] }>('latin-names');
  latin = new Map(items.map(({ name, latin }) => [name, latin]));
});
afterAll(() => served?.stop());

const ask = async <Answer>(path: string): Promise<Answer> =>
  (await fetch(`${served.origin}/api/v1/${path}`)).json() as Promise<Answer>;

async function open(path: string, width = 1440): Promise<Page> {
  const page = await served.browser.newPage({ viewport: { width, height: 900 } });
  await page.route('**/*.mvt*', (route) => route.fulfill({ status: 204 })); // labels of the map are another matter
  await page.goto(served.origin + path);
  return page;
}

/** Names of the register that stand alone, or between words of another language, somewhere in the page. */
async function leftIn(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const textsOf = (node: Node): string[] => {
      if (node instanceof Element && /^(STYLE|SCRIPT)$/.test(node.tagName)) return [];
      const root = (node as Element).shadowRoot;
      const within = [...(root ? [root] : []), ...node.childNodes].flatMap(textsOf);
      return node.nodeType === Node.TEXT_NODE ? [node.textContent ?? ''] : within;
    };
    return textsOf(document.body);
  });
  return said.flatMap((text) => text.split(/[^\p{Script=Han}]/u)).filter((part) => latin.has(part.trim()));
}

/** An outfall with a river, a town and another river it could be linked to. */
async function aDoubtful(): Promise<{ id: number; river: string; town: string }> {
  const { items } = await ask<{ items: { outfall: number }[] }>('reviews?kind=link&limit=50');
  for (const { outfall } of items) {
    const { id, town, link } = (await ask<never>(`outfalls/${outfall}`)) as {
      id: number;
      town: string | null;
      link: { river: string | null; candidates: { river: string | null }[] } | null;
    };
    const others = (link?.candidates ?? []).filter(({ river }) => latin.has(river ?? '') && river !== link?.river);
    if (latin.has(town ?? '') && latin.has(link?.river ?? '') && others.length > 0)
      return { id, river: link!.river!, town: town! };
  }
  throw new Error('The demo has no doubtful link with names.');
}

describe('in English', () => {
  it('the card of an outfall, on our page and on another, names its river, its town and what else it could be', async () => {
    const { id, river, town } = await aDoubtful();
    const page = await open(`/?lang=en&select=outfall:${id}`);
    await page
      .locator('outfall-card dd', { hasText: latin.get(town) })
      .first()
      .waitFor();
    await page
      .locator('outfall-card dd', { hasText: latin.get(river) })
      .first()
      .waitFor();
    expect(await leftIn(page)).toEqual([]);
    await page.goto(`${served.origin}/embed`); // which has the elements for other pages
    await page.evaluate((outfall) => {
      document.body.innerHTML = `<outfall-dossier outfall="${outfall}"></outfall-dossier>`;
    }, id);
    await page.locator('outfall-dossier dd', { hasText: town }).first().waitFor();
    await page.evaluate(() => document.querySelector('outfall-dossier')!.setAttribute('language', 'en'));
    await page
      .locator('outfall-dossier dd', { hasText: latin.get(town) })
      .first()
      .waitFor();
    await expect.poll(() => leftIn(page)).toEqual([]);
    await page.close();
  });

  it('strips name their towns, with a heading over each figure on a phone', async () => {
    for (const width of [1440, 375, 320]) {
      const page = await open('/strips?lang=en', width);
      await page.locator('coverage-strip .town-label').first().waitFor();
      expect(await leftIn(page)).toEqual([]);
      const edges = (row: string) =>
        page
          .locator(row)
          .evaluate((each) =>
            [...each.querySelectorAll('.figure')].map((cell) => Math.round(cell.getBoundingClientRect().right)),
          );
      const row = page.locator('.row.strips[aria-rowindex]').first();
      expect(await row.locator('.figure').count()).toBe(5);
      expect(await edges('.row.strips.head')).toEqual(await edges('.row.strips[aria-rowindex="3"]'));
      expect(await page.locator('.row.strips.head .figure').first().innerText()).toBe('Above water %');
      await page.close();
    }
  });

  it('the gaps under a river are whole within the panel, also of the town with the longest name', async () => {
    const { items } = await ask<{ items: { river_id: number; town: string | null }[] }>(
      'gaps?mode=above_water&limit=1000',
    );
    const lengthOf = ({ town }: { town: string | null }) => latin.get(town ?? '')?.length ?? 0;
    const [longest] = items.sort((a, b) => lengthOf(b) - lengthOf(a));
    const page = await open(`/?lang=en&select=river:${longest.river_id}`);
    const named = page.locator('river-drawer button.gap', { hasText: latin.get(longest.town!) }).first();
    await named.waitFor();
    const cut = await page.locator('river-drawer button.gap').evaluateAll((rows) =>
      rows.flatMap((row) => {
        const end = row.closest('ul')!.clientWidth + row.closest('ul')!.getBoundingClientRect().left;
        return [...row.children]
          .filter((part) => part.getBoundingClientRect().right > end || part.scrollWidth > part.clientWidth + 1)
          .filter((part) => getComputedStyle(part).display !== 'inline')
          .map((part) => part.textContent);
      }),
    );
    expect(cut).toEqual([]);
    expect(await leftIn(page)).toEqual([]);
    await page.close();
  });

  it('the review list, link quality, the search and the bars of a frame do too', async () => {
    const page = await open('/review?lang=en');
    await page.getByRole('button', { name: 'Links' }).click();
    await page.locator('.candidates li').first().waitFor();
    await expect.poll(() => leftIn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Link quality' }).click();
    await page.locator('.whole').waitFor();
    expect(await leftIn(page)).toEqual([]);
    await page.goto(`${served.origin}/embed?lang=en`);
    await page.locator('frame-page aside li').first().waitFor();
    await expect.poll(() => leftIn(page)).toEqual([]);
    await page.goto(`${served.origin}/?lang=en`);
    const [name] = latin.keys();
    await page.locator('search-box input').fill(name);
    await page
      .locator('search-box .name', { hasText: latin.get(name) })
      .first()
      .waitFor();
    await page.close();
  });
});
