/** What a district's network must be turned into before tracks are matched to it. Read in place by worker threads. */
import type { Rulers, WaterBodies } from '../rulers.ts';
import { buildReachGrid, type ReachGrid } from '../segments/reach-grid.ts';
import { type Segments, shareSegments } from '../segments/segments.ts';
import { sharedFloat64, sharedUint8 } from '../segments/shared.ts';
import { findRouteWaters, type RouteWaters } from './index/route-waters.ts';
import { indexWater, type WaterIndex } from './index/water-index.ts';
import { LAKE_TOLERANCE_MM, LINE_TOLERANCE_MM, POLYGON_REACH_MM, SONAR_TOLERANCE_MM } from './parameters.ts';

/** A chord asks one cell: covering takes as long with 64 m, the index 1.5 times as long (scripts/bench/coverage.ts). */
const CELL_MM = 128_000;
/** Nearest points and distances are rounded, each by less than a millimetre. */
const ROUNDING_MM = 2;

/** How far tracks of one mode may be from routes. */
export interface Reach {
  /** Of a line that no polygon surrounds. */
  lineToleranceMm: number;
  /** Farther from a chord than this no point of the route is in tolerance. */
  routeMm: Float64Array;
  grid: ReachGrid;
}

/** Plain typed arrays on shared memory: may be posted to a worker as it is. */
export interface CoverIndex {
  routes: number;
  lengthMm: Float64Array;
  closed: Uint8Array;
  segments: Segments;
  water: WaterIndex;
  waters: RouteWaters;
  aboveWater: Reach;
  underWater: Reach;
}

export function buildCoverIndex(rulers: Rulers, bodies: WaterBodies): CoverIndex {
  const segments = shareSegments(rulers);
  const water = indexWater(bodies);
  const waters = findRouteWaters(rulers, segments, water);
  const lengthMm = sharedFloat64(rulers.count);
  for (let route = 0; route < rulers.count; route++) lengthMm[route] = rulers.m[rulers.first[route + 1] - 1];
  const closed = sharedUint8(rulers.count);
  closed.set(rulers.closed);
  const reach = (lineToleranceMm: number): Reach => {
    const routeMm = findReach(rulers.count, water, waters, lineToleranceMm);
    return { lineToleranceMm, routeMm, grid: buildReachGrid(segments, routeMm, CELL_MM) };
  };
  return {
    routes: rulers.count,
    lengthMm,
    closed,
    segments,
    water,
    waters,
    aboveWater: reach(LINE_TOLERANCE_MM),
    underWater: reach(SONAR_TOLERANCE_MM),
  };
}

function findReach(routes: number, water: WaterIndex, waters: RouteWaters, lineToleranceMm: number): Float64Array {
  const { rivers, lakes } = waters;
  const reachMm = sharedFloat64(routes);
  for (let route = 0; route < routes; route++) {
    let reach = lakes.start[route + 1] > lakes.start[route] ? LAKE_TOLERANCE_MM : lineToleranceMm;
    for (let i = rivers.start[route]; i < rivers.start[route + 1]; i++) {
      const width = water.widthMm[rivers.body[i]];
      if (width + POLYGON_REACH_MM > reach) reach = width + POLYGON_REACH_MM;
    }
    reachMm[route] = reach + ROUNDING_MM;
  }
  return reachMm;
}
