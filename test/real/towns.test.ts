import { describe, expect, it } from 'vitest';
import { buildCutter } from '../../server/engine/cut.ts';
import { buildRoutes } from '../../server/engine/routes/build-routes.ts';
import { packRulers, packWaterBodies, routeLength } from '../../server/engine/rulers.ts';
import { OUTSIDE, partition } from '../../server/engine/zones.ts';
import { hasRealData, linesOf, projectionTo, readLayer } from './layers.ts';

const UTM32 = '+proj=utm +zone=32 +ellps=WGS84 +units=m';

describe.skipIf(!hasRealData)('the municipalities of Liechtenstein (skipped without ../shared/data)', () => {
  it('have the rivers that data/README.md lists, and with outside the whole to the millimetre', async () => {
    const projection = projectionTo(UTM32);
    const rivers = await readLayer('osm-liechtenstein/li.gpkg', 'waterways');
    const admin = await readLayer('osm-liechtenstein/li.gpkg', 'admin');
    const towns = admin
      .filter(({ properties }) => properties.admin_level === '8')
      .map((row) => ({ name: String(row.properties.name), lines: linesOf(row, projection) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const routes = rivers.flatMap((row) => buildRoutes(linesOf(row, projection)));
    const rulers = packRulers(
      routes.map(({ x, y, m }, id) => ({
        routeId: id,
        riverId: id,
        vertices: [...x].map((east, v) => [east, y[v], m[v]] as const),
      })),
    );
    const cutter = buildCutter(
      packWaterBodies(
        towns.map(({ lines }, id) => ({
          id,
          rings: lines.map(({ x, y }) => Array.from(x, (east, v) => [east, y[v]] as const)),
        })),
      ),
    );
    const lengths = new Map<string, number>();
    let whole = 0;
    for (let i = 0; i < rulers.count; i++) {
      whole += routeLength(rulers, i);
      const parts = partition(cutter, rulers, i);
      for (let k = 0; k < parts.length; k += 3) {
        const name = parts[k + 2] === OUTSIDE ? 'outside' : towns[parts[k + 2]].name;
        lengths.set(name, (lengths.get(name) ?? 0) + parts[k + 1] - parts[k]);
      }
    }
    const kilometres = Object.fromEntries([...lengths].map(([name, mm]) => [name, Math.round(mm / 1000) / 1000]));
    expect(kilometres).toMatchObject({
      Schaan: 21.013,
      Ruggell: 18.949,
      Vaduz: 17.967,
      Balzers: 12.975,
      Triesen: 12.492,
      Gamprin: 7.344,
      Eschen: 6.001,
      Triesenberg: 5.086,
      Mauren: 3.036,
      Planken: 0.878,
      Schellenberg: 0.802,
    });
    const inside = [...lengths].reduce((sum, [name, mm]) => (name === 'outside' ? sum : sum + mm), 0);
    expect(Math.round(inside / 1000) / 1000).toBe(106.543);
    expect(inside + (lengths.get('outside') ?? 0)).toBe(whole);
  });
});
