/** Names of lakes on the map. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Served, serveDemo, visit } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(async () => {
  await served?.stop();
});

type Rendered = { queryRenderedFeatures(of: { layers: string[] }): { properties: { name: string } }[] };

/** Corners of the lake that is longest from west to east. */
async function widestLake(): Promise<{ west: number; east: number; south: number; north: number }> {
  const answer = await fetch(`${served.origin}/ogc/collections/water-bodies/items?limit=1000`);
  const { features } = (await answer.json()) as {
    features: { properties: Record<string, string>; geometry: object }[];
  };
  const boxes = features
    .filter(({ properties }) => properties.kind === 'lake' && properties.name)
    .map(({ geometry }) => {
      const numbers = JSON.stringify(geometry)
        .match(/-?\d+\.\d+/g)!
        .map(Number);
      const [lon, lat] = [0, 1].map((odd) => numbers.filter((_, i) => i % 2 === odd));
      return { west: Math.min(...lon), east: Math.max(...lon), south: Math.min(...lat), north: Math.max(...lat) };
    });
  return boxes.sort((a, b) => b.east - b.west - (a.east - a.west))[0];
}

it('stand once a lake, however many tiles it reaches', async () => {
  const { west, east, south, north } = await widestLake();
  const zoom = Math.min(16, Math.log2((360 / (east - west)) * 1.2)); // wider than a tile of 512 pixels, within the free middle
  const { page } = await visit(served, `at=${zoom.toFixed(2)}/${(west + east) / 2}/${(south + north) / 2}`);
  const names = await page.locator('outfall-map').evaluate((map) => {
    const { gl } = map as unknown as { gl: Rendered };
    return gl
      .queryRenderedFeatures({ layers: ['label-lake', 'label-lake-latin'] })
      .map(({ properties }) => properties.name);
  });
  expect(names.length).toBeGreaterThan(0);
  expect(names).toEqual([...new Set(names)]);
  await page.close();
});
