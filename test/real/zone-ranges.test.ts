/** Rivers inside the protected areas of Liechtenstein, by the engine that fills register.route_zone. */
import { describe, expect, it } from 'vitest';
import { buildCutter, rangesInside } from '../../server/engine/cut.ts';
import { totalLength } from '../../server/engine/ranges.ts';
import { buildRoutes } from '../../server/engine/routes/build-routes.ts';
import { packRulers, packWaterBodies } from '../../server/engine/rulers.ts';
import { hasRealData, linesOf, projectionTo, readLayer } from './layers.ts';

const UTM32 = '+proj=utm +zone=32 +ellps=WGS84 +units=m';

describe.skipIf(!hasRealData)('the protected areas of Liechtenstein (skipped without ../shared/data)', () => {
  it('hold 3.702 km (Bangs - Matschels) and 0.334 km (Spirkenwälder Saminatal) of waterways', async () => {
    const projection = projectionTo(UTM32);
    const rivers = await readLayer('osm-liechtenstein/li.gpkg', 'waterways');
    const areas = await readLayer('osm-liechtenstein/li.gpkg', 'protected');
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
        areas.map((row, id) => ({
          id,
          rings: linesOf(row, projection).map(({ x, y }) => Array.from(x, (east, v) => [east, y[v]] as const)),
        })),
      ),
    );
    const lengths: Record<string, number> = {};
    for (let i = 0; i < rulers.count; i++)
      for (const [area, ranges] of rangesInside(cutter, rulers, i)) {
        const name = String(areas[area].properties.name);
        lengths[name] = (lengths[name] ?? 0) + totalLength(ranges);
      }
    const kilometres = Object.fromEntries(
      Object.entries(lengths).map(([name, mm]) => [name, Math.round(mm / 1000) / 1000]),
    );
    expect(kilometres).toEqual({ 'Bangs - Matschels': 3.702, 'Spirkenwälder Saminatal': 0.334 });
  });
});
