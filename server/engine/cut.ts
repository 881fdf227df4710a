/** Where a line runs through polygons: exact crossings, and one test for each stretch between them. */
import { roundHalfUp } from './geodesy.ts';
import { buildGrid, firstColumn, firstRow, lastColumn, lastRow, type SegmentGrid } from './grid.ts';
import { cross, isInside, type Polygons } from './polygons.ts';
import { intersection, normalise } from './ranges.ts';
import type { Rulers } from './rulers.ts';

/**
 * Where a line meets the edge of a polygon. A place on the line is its segment's index plus the part of that segment:
 * `at` are places where the edge is met, `along` pairs of places between which the line runs on the edge.
 */
interface Meetings {
  at: number[];
  along: number[];
}

/** Polygons ready to cut lines; build once for many routes. */
export interface Cutter {
  polygons: Polygons;
  grid: SegmentGrid;
  polygonOf: Int32Array; // per vertex
  boxes: Float64Array; // west, south, east, north per polygon
}

/** Index polygons for cutting. */
export function buildCutter(polygons: Polygons): Cutter {
  const polygonOf = new Int32Array(polygons.x.length);
  const boxes = new Float64Array(4 * polygons.count);
  for (let i = 0; i < polygons.count; i++) {
    const [from, to] = [polygons.first[polygons.ringsOf[i]], polygons.first[polygons.ringsOf[i + 1]]];
    polygonOf.fill(i, from, to);
    boxes.set(boxOf(polygons, from, to), 4 * i);
  }
  return { polygons, grid: buildGrid(polygons), polygonOf, boxes };
}

/** The ranges of route i in each polygon it meets, edge included, in the order of the set. */
export function rangesInside(cutter: Cutter, rulers: Rulers, i: number): [polygon: number, ranges: number[]][] {
  const meetings = meetingsOf(cutter, rulers, i);
  const box = boxOf(rulers, rulers.first[i], rulers.first[i + 1]);
  const found: [number, number[]][] = [];
  for (let polygon = 0; polygon < cutter.polygons.count; polygon++) {
    if (!boxesMeet(box, cutter.boxes.subarray(4 * polygon, 4 * polygon + 4))) continue;
    const ranges = insideOne(cutter.polygons, polygon, rulers, i, meetings.get(polygon) ?? { at: [], along: [] });
    if (ranges.length > 0) found.push([polygon, ranges]);
  }
  return found;
}

function meetingsOf({ polygons, grid, polygonOf }: Cutter, rulers: Rulers, i: number): Map<number, Meetings> {
  const found = new Map<number, Meetings>();
  const { x, y, first } = rulers;
  for (let v = first[i]; v + 1 < first[i + 1]; v++)
    for (const e of edgesNear(grid, x[v], y[v], x[v + 1], y[v + 1])) {
      const meetings = found.get(polygonOf[e]) ?? { at: [], along: [] };
      found.set(polygonOf[e], meetings);
      meet(
        meetings,
        v - first[i],
        [x[v], y[v], x[v + 1], y[v + 1]],
        [polygons.x[e], polygons.y[e], polygons.x[e + 1], polygons.y[e + 1]],
      );
    }
  return found;
}

const NOTHING: readonly number[] = [];

/** Polygon edges in the cells of a segment's box; may repeat. Most cells are empty. */
function edgesNear(grid: SegmentGrid, ax: number, ay: number, bx: number, by: number): readonly number[] {
  const [from, to] = [firstColumn(grid, Math.min(ax, bx)), lastColumn(grid, Math.max(ax, bx))];
  const top = lastRow(grid, Math.max(ay, by));
  let edges: number[] | undefined;
  for (let row = firstRow(grid, Math.min(ay, by)); row <= top; row++)
    for (
      let k = grid.start[row * grid.columns + from];
      from <= to && k < grid.start[row * grid.columns + to + 1];
      k++
    ) {
      edges ??= [];
      edges.push(grid.segment[k]);
    }
  return edges ?? NOTHING;
}

type Segment = readonly [ax: number, ay: number, bx: number, by: number];

/** Note where segment number `s` of a line meets a polygon edge. Orientation tests are exact. */
function meet(meetings: Meetings, s: number, [ax, ay, bx, by]: Segment, [cx, cy, dx, dy]: Segment): void {
  const sideC = cross(ax, ay, bx, by, cx, cy);
  const sideD = cross(ax, ay, bx, by, dx, dy);
  if (sideC === 0 && sideD === 0) {
    meetInLine(meetings, s, [ax, ay, bx, by], [cx, cy, dx, dy]);
    return;
  }
  if ((sideC > 0 && sideD > 0) || (sideC < 0 && sideD < 0)) return;
  const sideA = cross(cx, cy, dx, dy, ax, ay);
  const sideB = cross(cx, cy, dx, dy, bx, by);
  if ((sideA > 0 && sideB > 0) || (sideA < 0 && sideB < 0)) return;
  meetings.at.push(s + sideA / (sideA - sideB));
}

function meetInLine(meetings: Meetings, s: number, [ax, ay, bx, by]: Segment, [cx, cy, dx, dy]: Segment): void {
  const squared = (bx - ax) ** 2 + (by - ay) ** 2;
  if (squared === 0) return;
  const c = ((cx - ax) * (bx - ax) + (cy - ay) * (by - ay)) / squared;
  const d = ((dx - ax) * (bx - ax) + (dy - ay) * (by - ay)) / squared;
  const from = Math.max(0, Math.min(c, d));
  const to = Math.min(1, Math.max(c, d));
  if (from > to) return;
  meetings.at.push(s + from, s + to);
  if (from < to) meetings.along.push(s + from, s + to);
}

/** Between two successive meetings a line is inside, outside or on the edge as a whole: one test decides. */
function insideOne(polygons: Polygons, polygon: number, rulers: Rulers, i: number, meetings: Meetings): number[] {
  const along = normalise(meetings.along);
  const end = rulers.first[i + 1] - rulers.first[i] - 1;
  const places = [...new Set([0, ...meetings.at, end])].sort((a, b) => a - b);
  const ranges: number[] = [];
  for (let k = 0; k + 1 < places.length; k++) {
    const [from, to] = [places[k], places[k + 1]];
    const middle = middlePlace(from, to);
    const onEdge = intersection(along, [from, to]).length > 0;
    const [x, y] = pointAt(rulers, i, middle);
    if (onEdge || isInside(polygons, polygon, x, y)) ranges.push(measureAt(rulers, i, from), measureAt(rulers, i, to));
  }
  return normalise(ranges);
}

/** A vertex between two places if there is one, where tests are exact; else half way. */
function middlePlace(from: number, to: number): number {
  const vertex = Math.floor(from) + 1;
  return vertex < to ? vertex : (from + to) / 2;
}

function pointAt({ first, x, y }: Rulers, i: number, place: number): [number, number] {
  const v = first[i] + Math.floor(place);
  const t = place - Math.floor(place);
  return t === 0 ? [x[v], y[v]] : [x[v] + t * (x[v + 1] - x[v]), y[v] + t * (y[v + 1] - y[v])];
}

function measureAt({ first, m }: Rulers, i: number, place: number): number {
  const v = first[i] + Math.floor(place);
  const t = place - Math.floor(place);
  return t === 0 ? m[v] : m[v] + roundHalfUp(t * (m[v + 1] - m[v]));
}

function boxOf({ x, y }: { x: Float64Array; y: Float64Array }, from: number, to: number): Float64Array {
  const box = Float64Array.of(Infinity, Infinity, -Infinity, -Infinity);
  for (let v = from; v < to; v++) {
    if (x[v] < box[0]) box[0] = x[v];
    if (y[v] < box[1]) box[1] = y[v];
    if (x[v] > box[2]) box[2] = x[v];
    if (y[v] > box[3]) box[3] = y[v];
  }
  return box;
}

function boxesMeet(a: Float64Array, b: Float64Array): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
