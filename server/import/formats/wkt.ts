/** Well-known text of points, lines and polygons to GeoJSON-like geometry; Z and M are dropped. */
import type { SourceGeometry } from '../request.ts';

const TYPES: Record<string, { type: string; depth: number }> = {
  POINT: { type: 'Point', depth: 0 },
  LINESTRING: { type: 'LineString', depth: 1 },
  POLYGON: { type: 'Polygon', depth: 2 },
  MULTIPOINT: { type: 'MultiPoint', depth: 1 },
  MULTILINESTRING: { type: 'MultiLineString', depth: 2 },
  MULTIPOLYGON: { type: 'MultiPolygon', depth: 3 },
};

/** Null for EMPTY, undefined when the text is not such WKT. An `SRID=n;` in front is ignored. */
export function readWkt(text: string): SourceGeometry | null | undefined {
  const parts = /^\s*(?:SRID=\d+;)?\s*([A-Z]+)\s*(?:ZM|Z|M)?\s*(EMPTY|\(.*\))\s*$/is.exec(text);
  const shape = parts ? TYPES[parts[1].toUpperCase()] : undefined;
  if (!parts || !shape) return undefined;
  if (parts[2].toUpperCase() === 'EMPTY') return null;
  const coordinates = parseList(parts[2], shape);
  return coordinates === undefined ? undefined : { type: shape.type, coordinates };
}

/** Brackets become JSON's, a position `x y z` becomes [x, y, z]: one pass, no recursion. */
function parseList(list: string, { type, depth }: { type: string; depth: number }): unknown {
  const json = list
    .replace(/[^(),]+/g, (position) => (position.trim() === '' ? '' : `[${position.trim().split(/\s+/).join(',')}]`))
    .replaceAll('(', '[')
    .replaceAll(')', ']');
  try {
    const value = JSON.parse(json);
    if (depth === 0) return value[0];
    return type === 'MultiPoint'
      ? value.map((point: unknown[]) => (Array.isArray(point[0]) ? point[0] : point))
      : value;
  } catch {
    return undefined; // not numbers, or brackets that do not close
  }
}
