/** A report's rows as named things on a map: what GPX and KML write. */
import type { Column, MapFeature, Position, Report, Row } from '../report.ts';
import { noGeometry } from './geojson.ts';

/** Rows without a place are left out. @throws DomainError `no_geometry` */
export function mapFeatures(report: Report): MapFeature[] {
  if (!report.geometries) throw noGeometry(report.title);
  const shapes = report.geometries() as (Shape | null)[];
  return report.rows.flatMap((row, i) => {
    const shape = shapes[i];
    if (!shape) return [];
    const name = report.label?.(row) ?? `${report.title.zh} ${i + 1}`;
    return [{ row, name, description: described(report.columns, row), ...partsOf(shape) }];
  });
}

type Shape = { type: string; coordinates: unknown };

function described(columns: readonly Column[], row: Row): string {
  return columns
    .filter(({ key }) => row[key] !== null && row[key] !== undefined)
    .map((column) => `${column.zh} ${column.en}: ${worded(row, column)}`)
    .join('\n');
}

function worded(row: Row, { key, decimals }: Column): string {
  const value = row[key];
  if (typeof value === 'number' && decimals !== undefined) return value.toFixed(decimals);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Boundaries of areas are lines: neither format of a receiver fills. */
function partsOf({ type, coordinates }: Shape): Pick<MapFeature, 'points' | 'lines'> {
  const depth = DEPTH[type];
  if (depth === undefined) return { points: [], lines: [] };
  const lists =
    depth === 0 ? [[coordinates]] : depth === 1 ? [coordinates] : (coordinates as unknown[]).flat(depth - 2);
  const isPoint = type.endsWith('Point');
  return {
    points: isPoint ? (lists.flat() as Position[]) : [],
    lines: isPoint ? [] : (lists as Position[][]),
  };
}

/** How deep positions lie in a geometry's coordinates. */
const DEPTH: Record<string, number> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};
