/** Positions of tables: columns become a geometry before the row is converted. */

import { readWkt } from './../formats/wkt.ts';
import type { SourceGeometry, SourceRow } from '../request.ts';
import type { Position } from './mapping.ts';

/** The rows with a geometry made of their position columns. */
export function* withPositions(rows: Iterable<SourceRow>, position: Position): Generator<SourceRow> {
  for (const row of rows) yield { ...row, geometry: geometryOf(row.properties, position) };
}

/** The same rows with the two numbers of each position changed round: the first column was north. */
export function* withSwapped(rows: Iterable<SourceRow>): Generator<SourceRow> {
  for (const row of rows) {
    const [x, y] = (row.geometry?.coordinates ?? []) as unknown[];
    yield row.geometry ? { ...row, geometry: { type: 'Point', coordinates: [y, x] } } : row;
  }
}

function geometryOf(properties: Record<string, unknown>, position: Position): SourceGeometry | null {
  if (position.as === 'wkt') {
    const text = properties[position.wkt];
    if (isEmpty(text)) return null;
    // an unreadable text is of no type a layer takes: the issue shows it
    return readWkt(String(text)) === undefined
      ? { type: String(text).slice(0, 60), coordinates: [] }
      : readWkt(String(text))!;
  }
  const [x, y] = [properties[position.x], properties[position.y]];
  if (isEmpty(x) && isEmpty(y)) return null;
  return { type: 'Point', coordinates: [ordinate(x), ordinate(y)] };
}

function isEmpty(cell: unknown): boolean {
  return cell === null || cell === undefined || String(cell).trim() === '';
}

// Number('') is 0: an empty half of a position must not become the equator
function ordinate(cell: unknown): number {
  return isEmpty(cell) ? Number.NaN : Number(String(cell).trim().replaceAll(',', ''));
}
