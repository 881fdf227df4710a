/** What the district holds already, as boxes in its plane: a row far from all of it is in the wrong district. */
import type { Executor } from '../../db/database.ts';
import { type Issue, issue } from '../issues.ts';
import { type Plane, planeOf } from '../plane.ts';
import type { ReadyRow } from '../rows/convert.ts';
import { planeBox } from '../rows/geometry.ts';
import { originalOf } from '../rows/original.ts';

const FAR_M = 50_000; // design.md, outside_district

export type Box = [west: number, south: number, east: number, north: number];

/** A track with a wild fix far away must not stretch the district to there. */
const IS_LOCAL = `st_xmax(line_m) - st_xmin(line_m) < ${FAR_M} and st_ymax(line_m) - st_ymin(line_m) < ${FAR_M}`;

const HELD: [table: string, column: string, where?: string][] = [
  ['source_segment', 'geom_m'],
  ['town', 'geom_m'],
  ['water_body', 'geom_m'],
  ['outfall', 'geom_m'],
  ['survey_track', 'line_m', IS_LOCAL],
  ['protected_zone', 'geom_m'],
  ['sewer_pipe', 'geom_m'],
  ['manhole', 'geom_m'],
  ['discharger', 'geom_m'],
  ['park', 'geom_m'],
  ['venue', 'geom_m'],
  ['sewer_service_area', 'geom_m'],
  ['conduit', 'geom_m'],
  ['section', 'geom_m'],
  ['intake', 'geom_m'],
  ['coastline', 'geom_m'],
  ['levee', 'geom_m'],
  ['residential_area', 'geom_m'],
  ['basin', 'geom_m'],
  ['site', 'geom_m'],
];

/**
 * Boxes over everything held, in metres of the plane. Things of one square kilometre share a box, so that a district of
 * a hundred thousand outfalls stays a few thousand boxes.
 */
export async function heldBoxes(db: Executor, district: string): Promise<Box[]> {
  const each = HELD.map(
    ([table, column, where = 'true']) =>
      `select min(st_xmin(${column})) as west, min(st_ymin(${column})) as south,
              max(st_xmax(${column})) as east, max(st_ymax(${column})) as north
         from register.${table} where district = $1 and ${column} is not null and ${where}
        group by floor(st_xmin(${column}) / 1000), floor(st_ymin(${column}) / 1000)`,
  );
  const rows = await db.query<Record<'west' | 'south' | 'east' | 'north', number>>(each.join(' union all '), [
    district,
  ]);
  return rows.map(({ west, south, east, north }) => [west, south, east, north]);
}

/** Whether a place in degrees lies within 50 km of what the district holds; null where it holds nothing. */
export async function nearHeld(
  db: Executor,
  district: string,
  planeSrid: number,
): Promise<((lon: number, lat: number) => boolean) | null> {
  const held = await heldBoxes(db, district);
  if (held.length === 0) return null;
  const plane = await planeOf(db, planeSrid);
  return (lon, lat) => isPlaceNear(lon, lat, held, plane);
}

/** Whether a row lies within 50 km of a held box; an empty district takes anything. */
export function isNear({ shapes }: ReadyRow, held: Box[]): boolean {
  if (held.length === 0) return true;
  return shapes.every((shape) => {
    const box = planeBox(shape);
    // neighbours in a file are neighbours on the ground
    if (distance(box, held[0]) <= FAR_M) return true;
    const found = held.findIndex((other) => distance(box, other) <= FAR_M);
    if (found > 0) [held[0], held[found]] = [held[found], held[0]];
    return found >= 0;
  });
}

/** Why a row that is not near is kept out; one that fits with lon and lat changed round is told so. */
export function strayIssue(row: ReadyRow, held: Box[], plane: Plane | null): Issue {
  const code = plane && isNearSwapped(row, held, plane) ? 'lon_lat_swapped' : 'outside_district';
  const original = originalOf(row.properties, row.geometry);
  return issue(code, { row: row.row, value: lonLatOf(row), part: row.part, original });
}

function isNearSwapped({ shapes: [{ degrees }] }: ReadyRow, held: Box[], plane: Plane): boolean {
  return isPlaceNear(degrees[1], degrees[0], held, plane);
}

function isPlaceNear(lon: number, lat: number, held: Box[], plane: Plane): boolean {
  const at = new Float64Array(2);
  plane.forward(lon, lat, at, 0);
  return held.some((other) => distance([at[0], at[1], at[0], at[1]], other) <= FAR_M);
}

function distance(a: Box, b: Box): number {
  const dx = Math.max(0, a[0] - b[2], b[0] - a[2]);
  const dy = Math.max(0, a[1] - b[3], b[1] - a[3]);
  return Math.hypot(dx, dy);
}

function lonLatOf({ shapes: [{ degrees }] }: ReadyRow): string {
  return `${degrees[0]}, ${degrees[1]}`;
}
