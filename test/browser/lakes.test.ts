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

interface Here {
  getLayer(id: string): unknown;
  queryRenderedFeatures(of: { layers: string[] }): {
    properties: { name: string };
    layer: { id: string };
    geometry: { coordinates: [number, number] };
  }[];
  project(at: [number, number]): { x: number; y: number };
  panBy(by: [number, number], options: { animate: boolean }): void;
  jumpTo(to: object): void;
}
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

it('stand in every view that lies inside a large lake, once, and stay where they are while they are in sight', async () => {
  const { west, east, south, north } = await widestLake();
  const zoom = Math.log2(((1440 / 512) * 360) / (0.35 * (east - west))); // a third of the lake is as wide as the page
  const { page } = await visit(
    served,
    `at=${zoom.toFixed(2)}/${west + (east - west) * 0.25}/${(south + north) / 2}&lang=en`,
  );
  const map = page.locator('outfall-map');
  const named = () =>
    map.evaluate((element) => {
      const { gl } = element as unknown as { gl: Here };
      const layers = ['label-lake', 'label-lake-latin', 'label-here', 'label-here-latin'].filter((id) =>
        gl.getLayer(id),
      );
      return gl.queryRenderedFeatures({ layers }).map(({ properties, layer, geometry: { coordinates } }) => {
        const { x, y } = gl.project(coordinates);
        return { name: properties.name, isHere: layer.id.startsWith('label-here'), at: coordinates.join(), x, y };
      });
    });
  const single = async (isHere: boolean) => {
    await expect.poll(async () => (await named()).map((each) => each.isHere), { timeout: 60_000 }).toEqual([isHere]);
    return (await named())[0];
  };
  const first = await single(true);
  expect(first.x).toBeGreaterThan(300); // under no panel
  expect(first.x).toBeLessThan(1040);
  const move = (x: number) =>
    map.evaluate((element, by) => (element as unknown as { gl: Here }).gl.panBy([by, 0], { animate: false }), x);
  await move(80);
  await page.waitForTimeout(1500);
  expect((await single(true)).at).toBe(first.at);
  await map.evaluate((element) => (element as unknown as { gl: Here }).gl.jumpTo({ zoom: 13 }));
  const called = async () => (await named()).filter(({ name }) => name === first.name).map((each) => each.isHere);
  await expect.poll(called, { timeout: 60_000 }).toEqual([false]); // its own point is in sight
  await page.close();
});
