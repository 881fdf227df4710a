import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildGrid, segmentsNear } from '../../server/engine/grid.ts';
import { packRulers } from '../../server/engine/rulers.ts';

const coordinate = fc.integer({ min: 0, max: 400_000 });
const line = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 6 });

it('finds every segment within reach of a point, whatever the cell size', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 5 }),
      fc.tuple(coordinate, coordinate),
      fc.integer({ min: 0, max: 60_000 }),
      fc.constantFrom(1_000, 20_000, 64_000, 1_000_000),
      (lines, [px, py], reach, cell) => {
        const rulers = packRulers(
          lines.map((vertices, i) => ({
            routeId: i,
            riverId: 0,
            vertices: vertices.map(([x, y]) => [x, y, 0] as const),
          })),
        );
        const found = segmentsNear(buildGrid(rulers, cell), px, py, reach);
        for (let i = 0; i < rulers.count; i++)
          for (let v = rulers.first[i]; v + 1 < rulers.first[i + 1]; v++) {
            const [ax, ay, bx, by] = [rulers.x[v], rulers.y[v], rulers.x[v + 1], rulers.y[v + 1]];
            if (distance(px, py, ax, ay, bx, by) <= reach) expect(found).toContain(v);
          }
      },
    ),
  );
});

it('finds nothing far outside, and nothing in an empty network', () => {
  const one = packRulers([
    {
      routeId: 1,
      riverId: 1,
      vertices: [
        [0, 0, 0],
        [1000, 0, 1000],
      ],
    },
  ]);
  expect(segmentsNear(buildGrid(one), 900_000, 900_000, 50_000)).toEqual([]);
  expect(segmentsNear(buildGrid(one), -900_000, -900_000, 50_000)).toEqual([]);
  expect(segmentsNear(buildGrid(packRulers([])), 0, 0, 50_000)).toEqual([]);
});

function distance(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const t = squared ? Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / squared)) : 0;
  return Math.hypot(ax + t * dx - px, ay + t * dy - py);
}
