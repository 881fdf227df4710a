/** A rejected row as it stood in the file, its geometry as well-known text beside its cells: what a person needs to mend it. */
import type { SourceGeometry, SourceRow } from '../request.ts';
import { ownText } from '../text-held.ts';

/** The column of the geometry in a list of rejected rows; where a table has it, the position is taken from it. */
export const GEOMETRY_COLUMN = 'atlas_wkt';

/** Longer geometries stay behind: the row is mended in its source. */
const WKT_LIMIT = 100_000; // characters, some 5000 vertices

/** @param geometry null where the position came from the cells */
export function originalOf(
  properties: Record<string, unknown>,
  geometry: SourceGeometry | null | undefined,
): Record<string, unknown> {
  const original = storable(properties);
  const wkt = geometry ? wktOf(geometry) : undefined;
  if (wkt !== undefined) original[GEOMETRY_COLUMN] = wkt;
  return original;
}

/** The geometry of a row of a file that has geometry; fixes with times are no line that could be written down. */
export function ownGeometry({ geometry, times }: Pick<SourceRow, 'geometry' | 'times'>, isTable: boolean) {
  return isTable || times ? null : geometry;
}

const WORDS: Record<string, string> = {
  Point: 'POINT',
  MultiPoint: 'MULTIPOINT',
  LineString: 'LINESTRING',
  MultiLineString: 'MULTILINESTRING',
  Polygon: 'POLYGON',
  MultiPolygon: 'MULTIPOLYGON',
};

/** Undefined for what has no well-known text (no numbers, too deep, of no known type) or too long a one. */
export function wktOf({ type, coordinates }: SourceGeometry): string | undefined {
  const word = WORDS[type];
  if (!word || !Array.isArray(coordinates)) return undefined;
  if (coordinates.length === 0) return `${word} EMPTY`;
  const room = { left: WKT_LIMIT };
  const body = listOf(type === 'Point' ? [coordinates] : coordinates, room, 0);
  return body === undefined ? undefined : `${word} ${body}`;
}

const DEEPEST = 4; // lists: positions of a multi-polygon

function listOf(list: readonly unknown[], room: { left: number }, depth: number): string | undefined {
  const parts: string[] = [];
  for (const item of list) {
    if (!Array.isArray(item) || depth >= DEEPEST) return undefined;
    const part = Array.isArray(item[0]) ? listOf(item, room, depth + 1) : positionOf(item);
    if (part === undefined) return undefined;
    room.left -= Array.isArray(item[0]) ? 3 : part.length + 1;
    if (room.left < 0) return undefined;
    parts.push(part);
  }
  return `(${parts.join(',')})`;
}

function positionOf(position: readonly unknown[]): string | undefined {
  const ordinates = position.slice(0, 2).filter((ordinate) => typeof ordinate === 'number');
  return ordinates.length === 2 ? ordinates.join(' ') : undefined;
}

/** A copy that JSON can hold without recursion, and of texts of its own: nested values become a note of what they were. */
export function storable(properties: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const name in properties) {
    const value = properties[name];
    if (value instanceof Uint8Array) copy[name] = `[${value.length} bytes]`;
    else if (typeof value === 'object' && value !== null) copy[name] = Array.isArray(value) ? '[list]' : '[object]';
    else if (typeof value === 'string') copy[name] = ownText(value);
    else copy[name] = typeof value === 'bigint' ? String(value) : value;
  }
  return copy;
}

/** The row itself, or a copy where lists and objects in it would be held beside its texts. */
export function withoutNested(properties: Record<string, unknown>): Record<string, unknown> {
  for (const name in properties) {
    const value = properties[name];
    if (typeof value === 'object' && value !== null) return storable(properties);
  }
  return properties;
}
