import { beforeAll, describe, expect, it } from 'vitest';
import { measuresMm } from '../../server/engine/geodesy.ts';
import { buildRoutes } from '../../server/engine/routes/build-routes.ts';
import type { BuiltRoute, SourceLine } from '../../server/engine/routes/source-line.ts';
import { hasRealData, linesOf, projectionTo, readLayer } from './layers.ts';

const UTM17 = '+proj=utm +zone=17 +ellps=GRS80 +units=m';
const UTM32 = '+proj=utm +zone=32 +ellps=WGS84 +units=m';
const ALBERS = '+proj=aea +lat_0=23 +lon_0=-96 +lat_1=29.5 +lat_2=45.5 +x_0=0 +y_0=0 +ellps=GRS80 +units=m';

describe.skipIf(!hasRealData)('routes of real rivers (skipped without ../shared/data)', () => {
  describe('new-hope, joined by LevelPathI', () => {
    let rivers: Map<unknown, SourceLine[]>;
    let routes: BuiltRoute[];

    beforeAll(async () => {
      const projection = projectionTo(UTM17, ALBERS);
      rivers = new Map();
      for (const row of await readLayer('new-hope/new_hope.gpkg', 'nhdplus_flowline')) {
        const { LevelPathI, FromNode, ToNode } = row.properties;
        const named = { fromNode: String(FromNode), toNode: String(ToNode) };
        const lines = linesOf(row, projection).map((line) => ({ ...line, ...named }));
        rivers.set(LevelPathI, [...(rivers.get(LevelPathI) ?? []), ...lines]);
      }
      routes = [...rivers.values()].flatMap(buildRoutes);
    });

    it('merges 746 source segments into 228 unbranched routes of 577.050 km', () => {
      expect([...rivers.values()].flat()).toHaveLength(746);
      expect(routes).toHaveLength(228);
      expect(routes.filter(({ role }) => role === 'main')).toHaveLength(rivers.size);
      expect(kilometres(routes)).toBeCloseTo(577.05, 3);
    });

    it('keeps every source segment as one range, in the way the water runs', () => {
      const sources = routes.flatMap((route) => route.sources);
      expect(sources).toHaveLength(746);
      expect(sources.every(({ fromMm, toMm }) => fromMm < toMm)).toBe(true);
    });

    it('needs no node names: the lines meet where they are drawn to', () => {
      const drawn = [...rivers.values()].map((lines) =>
        lines.map(({ lon, lat, x, y }): SourceLine => ({ lon, lat, x, y })),
      );
      expect(drawn.flatMap(buildRoutes)).toEqual(routes);
    });
  });

  it('counts once the 22.431 m that the 134.245 km of the waterways of Liechtenstein draw out and back', async () => {
    const projection = projectionTo(UTM32);
    const rows = await readLayer('osm-liechtenstein/li.gpkg', 'waterways');
    const lines = rows.flatMap((row) => linesOf(row, projection));
    const drawn = lines.reduce((sum, { lon, lat }) => sum + measuresMm(lon, lat)[lon.length - 1], 0) / 1e6;
    expect(lines).toHaveLength(73);
    expect(drawn).toBeCloseTo(134.245, 3);
    expect(kilometres(lines.flatMap((line) => buildRoutes([line])))).toBeCloseTo(drawn - 0.022431, 5);
    expect(kilometres(buildRoutes(lines))).toBeCloseTo(drawn - 0.022431, 3);
  });
});

function kilometres(routes: readonly BuiltRoute[]): number {
  return routes.reduce((sum, { m }) => sum + m[m.length - 1], 0) / 1e6;
}
