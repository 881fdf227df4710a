/** Distances along rivers drawn by hand. */
import { describe, expect, it } from 'vitest';
import { packRulers } from '../../../server/engine/rulers.ts';
import {
  buildRiverNetwork,
  type Direction,
  riverDistanceMm,
} from '../../../server/engine/zone-relations/river-distance.ts';
import type { Position } from './shapes.ts';

type Drawn = [river: number, ...vertices: Position[]];

/** Routes 0, 1, … with their plane lengths as measures. */
function network(...routes: Drawn[]) {
  return buildRiverNetwork(
    packRulers(
      routes.map(([riverId, ...positions], routeId) => {
        let sum = 0;
        const vertices = positions.map(([x, y], v): [number, number, number] => {
          if (v > 0) sum += Math.round(Math.hypot(x - positions[v - 1][0], y - positions[v - 1][1]));
          return [x, y, sum];
        });
        return { routeId, riverId, vertices };
      }),
    ),
  );
}

type Network = ReturnType<typeof network>;
type Zone = Record<number, number[]>;

const both = (on: Network, route: number, measure: number, zone: Zone) =>
  (['up', 'down'] as Direction[]).map((way) => riverDistanceMm(on, route, measure, (r) => zone[r] ?? [], way));

describe('the river distance to a zone', () => {
  const straight = network([1, [0, 0], [1000, 0]]);

  it('is counted along the route, up and down apart', () => {
    expect(both(straight, 0, 400, { 0: [700, 800] })).toEqual([null, 300]);
    expect(both(straight, 0, 900, { 0: [700, 800] })).toEqual([100, null]);
    expect(both(straight, 0, 500, { 0: [0, 100, 200, 300, 650, 700, 900, 950] })).toEqual([200, 150]);
  });

  it('is nothing both ways in the zone, its ends included', () => {
    for (const at of [700, 750, 800]) expect(both(straight, 0, at, { 0: [700, 800] })).toEqual([0, 0]);
  });

  it('is not known where the zone lies on no way', () => {
    expect(both(straight, 0, 400, {})).toEqual([null, null]);
    const other = network([1, [0, 0], [1000, 0]], [2, [1000, 0], [2000, 0]]);
    expect(both(other, 0, 400, { 1: [0, 100] })).toEqual([null, null]); // another river
  });

  //  main 0 ───────●──────────●────── 3000      branch 1 leaves at 1000, comes back at 2000 and is 1414 long
  //                 ╲________╱
  const branched = network([1, [0, 0], [1000, 0], [2000, 0], [3000, 0]], [1, [1000, 0], [1500, -500], [2000, 0]]);

  it('goes on where a branch ends and into one that starts', () => {
    expect(both(branched, 1, 400, { 0: [2500, 2600] })).toEqual([null, 1014 + 500]);
    expect(both(branched, 1, 400, { 0: [100, 200] })).toEqual([400 + 800, null]);
    expect(both(branched, 0, 800, { 1: [600, 700] })).toEqual([null, 200 + 600]);
    expect(both(branched, 0, 2200, { 1: [600, 700] })).toEqual([200 + 1414 - 700, null]);
  });

  it('takes the shorter of two ways', () => {
    expect(both(branched, 0, 800, { 0: [2500, 2600] })).toEqual([null, 1700]);
  });

  it('does not turn round at a junction', () => {
    expect(both(branched, 1, 700, { 0: [1400, 1600] })).toEqual([null, null]);
  });

  it('finds its way through loops of branches', () => {
    //  two branches that leave and enter each other
    const looped = network([1, [0, 0], [1000, 0]], [1, [0, 0], [0, 500], [500, 500]], [1, [500, 500], [0, 500]]);
    expect(both(looped, 1, 100, { 2: [300, 400] })).toEqual([null, 900 + 300]);
    expect(both(looped, 2, 100, { 0: [200, 300] })).toEqual([null, null]);
  });

  it('leads both ways round a shore', () => {
    const shore = network([1, [0, 0], [1000, 0], [1000, 1000], [0, 1000], [0, 0]]);
    expect(both(shore, 0, 500, { 0: [1000, 1200] })).toEqual([3300, 500]);
    expect(both(shore, 0, 3900, { 0: [0, 100] })).toEqual([3800, 100]);
  });
});
