/** The nearest point of every route near a point. */
import type { Rulers } from '../rulers.ts';
import { RUN } from '../segments/reach-grid.ts';
import { type LinkIndex, REACH_MM } from './link-index.ts';

/** Any river will do. */
export const ANY_RIVER = -2;

/** Nearest points found: rows 0 .. count - 1, one per route; overwritten by each search. */
export interface NearRoutes {
  count: number;
  route: Int32Array;
  squared: Float64Array; // mm² to the nearest point rounded to 1 mm
  measure: Float64Array;
  segment: Uint32Array;
}

/** Room for every route at once, so that a search never has to grow it. */
export function noNearRoutes({ rulers: { count } }: LinkIndex): NearRoutes {
  return {
    count: 0,
    route: new Int32Array(count),
    squared: new Float64Array(count),
    measure: new Float64Array(count),
    segment: new Uint32Array(count),
  };
}

/**
 * Find per route the nearest point at a rounded distance of at most `reach` mm; ties go to the lower measure, then to
 * the earlier segment. Nearest points are rounded to 1 mm, so squared distances are exact integers. Only routes of
 * `river`, or of ANY_RIVER.
 */
export function nearRoutes(
  index: LinkIndex,
  px: number,
  py: number,
  reach: number,
  river: number,
  found: NearRoutes,
): void {
  const { left, bottom, cellMm, columns, rows } = index.grid;
  found.count = 0;
  const beyond = Math.max(0, reach - REACH_MM); // a cell lists what lies within REACH_MM of it
  const fromColumn = Math.max(0, Math.floor((px - beyond - left) / cellMm));
  const toColumn = Math.min(columns - 1, Math.floor((px + beyond - left) / cellMm));
  const fromRow = Math.max(0, Math.floor((py - beyond - bottom) / cellMm));
  const toRow = Math.min(rows - 1, Math.floor((py + beyond - bottom) / cellMm));
  for (let row = fromRow; row <= toRow; row++)
    for (let column = fromColumn; column <= toColumn; column++)
      askCell(index, row * columns + column, px, py, reach, river, found);
}

/** Takes what one cell lists. */
function askCell(
  { grid, rulers }: LinkIndex,
  cell: number,
  px: number,
  py: number,
  reach: number,
  river: number,
  found: NearRoutes,
): void {
  const { run, start } = grid;
  const end = RUN * start[cell + 1];
  for (let k = RUN * start[cell]; k < end; k += RUN)
    if (river === ANY_RIVER || rulers.riverId[run[k + 2]] === river)
      askRun(rulers, run[k], run[k + 1], run[k + 2], px, py, reach, found);
}

/**
 * Takes the nearest point of segments from .. to - 1, which are in order of measure: of equally near ones the first.
 *
 * Hot: once or twice for each of 20 000 outfalls (`npm run bench -- link`), hence no objects, each vertex read once, and
 * a division only where the foot of the perpendicular lies inside a segment.
 */
function askRun(
  rulers: Rulers,
  from: number,
  to: number,
  route: number,
  px: number,
  py: number,
  reach: number,
  found: NearRoutes,
): void {
  const { x, y } = rulers;
  let least = (reach + 0.5) * (reach + 0.5);
  let nearest = -1;
  let nearestT = 0;
  let ax = px - x[from];
  let ay = py - y[from];
  for (let v = from; v < to; v++) {
    const bx = px - x[v + 1];
    const by = py - y[v + 1];
    const dx = ax - bx;
    const dy = ay - by;
    const square = dx * dx + dy * dy;
    const dot = ax * dx + ay * dy;
    let t = 0;
    let ex = ax;
    let ey = ay;
    if (dot > 0 && dot >= square) {
      t = 1;
      ex = bx;
      ey = by;
    } else if (dot > 0) {
      t = dot / square;
      ex = ax - Math.floor(t * dx + 0.5);
      ey = ay - Math.floor(t * dy + 0.5);
    }
    const squared = ex * ex + ey * ey;
    if (squared < least) {
      least = squared;
      nearest = v;
      nearestT = t;
    }
    ax = bx;
    ay = by;
  }
  if (nearest >= 0) keep(rulers, route, nearest, nearestT, least, found);
}

/** Enters a route's nearest point of one run; another may have told of the route before. */
function keep({ m }: Rulers, route: number, segment: number, t: number, squared: number, found: NearRoutes): void {
  const measure = m[segment] + Math.floor(t * (m[segment + 1] - m[segment]) + 0.5);
  let k = 0;
  while (k < found.count && found.route[k] !== route) k++;
  if (k === found.count) found.count++;
  else {
    const later = squared - found.squared[k] || measure - found.measure[k] || segment - found.segment[k];
    if (later >= 0) return;
  }
  found.route[k] = route;
  found.squared[k] = squared;
  found.measure[k] = measure;
  found.segment[k] = segment;
}

/** The side of a found point's segment on which p lies: 1 left, -1 right, 0 in line or nearer than 1 mm. */
export function sideOf({ rulers }: LinkIndex, found: NearRoutes, k: number, px: number, py: number): number {
  const { x, y } = rulers;
  const v = found.segment[k];
  if (found.squared[k] < 1) return 0;
  return Math.sign((x[v + 1] - x[v]) * (py - y[v]) - (y[v + 1] - y[v]) * (px - x[v]));
}
