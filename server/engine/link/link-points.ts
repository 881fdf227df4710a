/** Outfalls onto rivers: candidates, the chosen one, and why it needs a review. */
import { type InPieces, Turns, whole } from '../in-pieces.ts';
import { NO_NAME } from '../names.ts';
import { chooseCandidate } from './choose.ts';
import { type LinkIndex, REACH_MM } from './link-index.ts';
import { type Candidates, emptyCandidates, growCandidates, type LinkPoints, type Links } from './links.ts';
import { ANY_RIVER, type NearRoutes, nearRoutes, noNearRoutes, sideOf } from './near-routes.ts';
import { nearestOfRiver, nearWaters, offsetMm } from './near-waters.ts';

/** Candidates lie within this distance of the point unless the district says otherwise. */
export const LINK_TOLERANCE_MM = REACH_MM;

/**
 * Link points to routes (design.md, "Links and zone relations").
 *
 * A route is a candidate when its line is within the tolerance, the nearest route of a river also when a water polygon
 * of that river is; its distance is to the nearer of the two. Candidates are listed by distance, then offset, then
 * route id. O(points × segments nearby); points are visited in the order of the grid, which keeps the records in cache.
 */
export function linkPoints(index: LinkIndex, points: LinkPoints, toleranceMm = LINK_TOLERANCE_MM): Links {
  return whole(linkPointsInPieces(index, points, toleranceMm));
}

/** Points linked in one piece of work: some milliseconds even before the processor has compiled it. */
const PIECE = 200;

export function* linkPointsInPieces(index: LinkIndex, points: LinkPoints, toleranceMm: number): InPieces<Links> {
  const links: Links = {
    start: new Uint32Array(points.count),
    size: new Uint16Array(points.count),
    chosen: new Int32Array(points.count).fill(-1),
    reason: new Uint8Array(points.count),
    candidates: emptyCandidates(2 * points.count),
  };
  const near = noNearRoutes(index);
  const ofRiver = noNearRoutes(index);
  const turns = new Turns(PIECE);
  for (const i of inGridOrder(index, points)) {
    linkPoint(index, points, i, toleranceMm, near, ofRiver, links);
    if (turns.isOver(1)) yield;
  }
  return links;
}

function linkPoint(
  index: LinkIndex,
  points: LinkPoints,
  i: number,
  toleranceMm: number,
  near: NearRoutes,
  ofRiver: NearRoutes,
  links: Links,
): void {
  const start = links.candidates.count;
  collect(index, points, i, toleranceMm, near, ofRiver, links.candidates);
  links.start[i] = start;
  links.size[i] = links.candidates.count - start;
  sortCandidates(index, links.candidates, start);
  chooseCandidate(index, points.water[i], i, links);
}

/** Points cell by cell of the grid: a counting sort. */
function inGridOrder({ grid }: LinkIndex, { count, x, y }: LinkPoints): Uint32Array {
  const { left, bottom, cellMm, columns, rows } = grid;
  const cellOf = new Uint32Array(count);
  const start = new Uint32Array(columns * rows + 2); // a network without segments has no cell
  for (let i = 0; i < count; i++) {
    const column = Math.max(0, Math.min(columns - 1, Math.floor((x[i] - left) / cellMm)));
    const row = Math.max(0, Math.min(rows - 1, Math.floor((y[i] - bottom) / cellMm)));
    cellOf[i] = row * columns + column;
    start[cellOf[i] + 1]++;
  }
  for (let cell = 0; cell < columns * rows; cell++) start[cell + 1] += start[cell];
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[start[cellOf[i]]++] = i;
  return order;
}

/** Append the candidates of point i, in any order. */
function collect(
  index: LinkIndex,
  points: LinkPoints,
  i: number,
  reach: number,
  near: NearRoutes,
  ofRiver: NearRoutes,
  out: Candidates,
): void {
  const start = out.count;
  nearRoutes(index, points.x[i], points.y[i], reach, ANY_RIVER, near);
  for (let k = 0; k < near.count; k++) add(index, points, i, near, k, out);
  if (index.waterGrid.body.length > 0) collectWaters(index, points, i, reach, ofRiver, start, out);
}

/** A river whose water is near makes its nearest route a candidate, and that one's distance the lesser of the two. */
function collectWaters(
  index: LinkIndex,
  points: LinkPoints,
  i: number,
  reach: number,
  ofRiver: NearRoutes,
  start: number,
  out: Candidates,
): void {
  const waters = nearWaters(index, points.x[i], points.y[i], reach);
  if (!waters) return;
  for (const [river, distance] of waters) {
    const k = nearestOfRiver(index, points.x[i], points.y[i], reach, river, ofRiver);
    if (k < 0) continue;
    let row = start;
    while (row < out.count && out.route[row] !== ofRiver.route[k]) row++;
    if (row === out.count) add(index, points, i, ofRiver, k, out);
    out.distanceMm[row] = Math.min(distance, out.distanceMm[row]);
  }
}

function add(index: LinkIndex, points: LinkPoints, i: number, found: NearRoutes, k: number, out: Candidates): void {
  if (out.count === out.route.length) growCandidates(out);
  const row = out.count++;
  const route = found.route[k];
  const name = index.nameOfRoute[route];
  const offset = offsetMm(found, k);
  out.route[row] = route;
  out.measureMm[row] = found.measure[k];
  out.distanceMm[row] = offset;
  out.offsetMm[row] = offset;
  out.bank[row] = sideOf(index, found, k, points.x[i], points.y[i]);
  out.agrees[row] = name !== NO_NAME && name === points.water[i] ? 1 : 0;
}

/** Insertion sort of the rows from `start` on: there are two or three of them. */
function sortCandidates(index: LinkIndex, rows: Candidates, start: number): void {
  for (let i = start + 1; i < rows.count; i++)
    for (let j = i; j > start && isBefore(index, rows, j, j - 1); j--) swap(rows, j, j - 1);
}

// functions of their own: a closure per point costs as much as the search (tsx names each one it makes)
function isBefore({ rulers }: LinkIndex, rows: Candidates, a: number, b: number): boolean {
  const difference = rows.distanceMm[a] - rows.distanceMm[b] || rows.offsetMm[a] - rows.offsetMm[b];
  return (difference || rulers.routeId[rows.route[a]] - rulers.routeId[rows.route[b]]) < 0;
}

function swap(rows: Candidates, a: number, b: number): void {
  exchange(rows.route, a, b);
  exchange(rows.measureMm, a, b);
  exchange(rows.distanceMm, a, b);
  exchange(rows.offsetMm, a, b);
  exchange(rows.bank, a, b);
  exchange(rows.agrees, a, b);
}

function exchange(column: Int32Array | Float64Array | Int8Array | Uint8Array, a: number, b: number): void {
  const value = column[a];
  column[a] = column[b];
  column[b] = value;
}
