/** Lines on the ground of ranges on routes, for GeoJSON and for boxes to zoom to. EPSG:4326 order lon, lat. */
import type { Snapshot } from '../district/snapshot.ts';
import { findRoute } from '../engine/rulers.ts';
import { type Bbox, emptyBox, extendBox } from './bbox.ts';

/** A range on a route, metres from its start. */
export interface RouteRange {
  route: number;
  from_m: number;
  to_m: number;
}

export interface LineString {
  type: 'LineString';
  coordinates: [number, number][];
}

export function routeLines(snapshot: Snapshot, ranges: readonly RouteRange[]): LineString[] {
  return ranges.map((range) => ({ type: 'LineString', coordinates: cutLine(snapshot, range) }));
}

/** [west, south, east, north] of a range. */
export function rangeBox(snapshot: Snapshot, range: RouteRange): Bbox {
  const box = emptyBox();
  for (const [lon, lat] of cutLine(snapshot, range)) extendBox(box, lon, lat);
  return box;
}

/** A place on a route: lon, lat, and the way of increasing measure there, degrees clockwise from north. */
export type Mark = [lon: number, lat: number, bearing: number];

/** Start, middle and end of a range: where a map puts its bars and its length. */
export function rangeMarks(snapshot: Snapshot, { route, from_m, to_m }: RouteRange): Mark[] {
  const middle = (from_m + to_m) / 2;
  const [before, after] = [
    cutLine(snapshot, { route, from_m, to_m: middle }),
    cutLine(snapshot, { route, from_m: middle, to_m }),
  ];
  return [mark(before[0], wayFrom(before)), mark(after[0], wayFrom(after)), mark(after.at(-1)!, wayInto(after))];
}

type Position = [lon: number, lat: number];

const mark = ([lon, lat]: Position, bearing: number): Mark => [lon, lat, bearing];

/** Of the first piece that has a length. */
function wayFrom(line: readonly Position[]): number {
  const [lon, lat] = line[0];
  const next = line.find(([x, y]) => x !== lon || y !== lat) ?? line[0];
  return bearing(line[0], next);
}

/** Of the last piece that has a length. */
function wayInto(line: readonly Position[]): number {
  const last = line.at(-1)!;
  const before = line.findLast(([x, y]) => x !== last[0] || y !== last[1]) ?? last;
  return bearing(before, last);
}

/** As on a conformal map, whole degrees: pieces of a river are short. */
function bearing([ax, ay]: Position, [bx, by]: Position): number {
  const east = (bx - ax) * Math.cos((((ay + by) / 2) * Math.PI) / 180);
  return (Math.round((Math.atan2(east, by - ay) * 180) / Math.PI) + 360) % 360;
}

function cutLine({ rulers, routeLonLat }: Snapshot, { route, from_m, to_m }: RouteRange): [number, number][] {
  const i = findRoute(rulers, route);
  const [first, last] = [rulers.first[i], rulers.first[i + 1] - 1];
  const [from, to] = [Math.round(from_m * 1000), Math.round(to_m * 1000)];
  const { m } = rulers;
  const { lon, lat } = routeLonLat;
  let v = first;
  while (v < last - 1 && m[v + 1] <= from) v++;
  const line = [pointAt(v, from)];
  while (v < last && m[v + 1] < to) line.push([lon[++v], lat[v]]);
  line.push(pointAt(v, to));
  return line;

  function pointAt(vertex: number, measure: number): [number, number] {
    const span = m[vertex + 1] - m[vertex];
    const t = span > 0 ? Math.min(1, Math.max(0, (measure - m[vertex]) / span)) : 0;
    return [
      nanodegrees(lon[vertex] + t * (lon[vertex + 1] - lon[vertex])),
      nanodegrees(lat[vertex] + t * (lat[vertex + 1] - lat[vertex])),
    ];
  }
}

/** Storage keeps nine decimals; more would only be noise of the interpolation. */
function nanodegrees(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
