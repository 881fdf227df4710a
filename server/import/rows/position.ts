/** Positions of tables: columns become a geometry before the row is converted. */

import { readWkt } from './../formats/wkt.ts';
import { issueField } from '../issue-fields.ts';
import type { SourceGeometry, SourceRow } from '../request.ts';
import type { Fault } from './geometry.ts';
import { ordinateFault, readOrdinate } from './ordinate.ts';
import type { Position } from './position-columns.ts';

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

const IS_WKT = /^\s*(SRID=\d+;)?\s*(MULTI)?(POINT|LINESTRING|POLYGON)\b/i;

/** A fault of a position, by the field, the column and the cell that it comes from where these can be told. */
export function faultOfCells(fault: Fault, properties: Record<string, unknown>, position: Position | null): Fault {
  if (position?.as === 'wkt') {
    const value = properties[position.wkt];
    const isMeant =
      fault.code === 'bad_coordinate' || (fault.code === 'wrong_geometry_type' && IS_WKT.test(String(value)));
    if (!isMeant || (fault.code === 'wrong_geometry_type' && readWkt(String(value)))) return fault;
    return named('wkt', position.wkt, value, { zh: '数字或括号有误', en: 'its numbers or brackets are wrong' });
  }
  if (position === null || fault.code !== 'bad_coordinate') return fault;
  const names = position.as === 'degrees' ? ['lon', 'lat'] : ['x', 'y'];
  const at = Number.isFinite(readOrdinate(properties[position.x])) ? 1 : 0;
  const column = [position.x, position.y][at];
  return named(names[at], column, properties[column], ordinateFault(properties[column]));
}

function named(field: string, column: string, cell: unknown, why: { zh: string; en: string }): Fault {
  const called = issueField(field);
  const detail = { zh: `${called.zh}，列“${column}”：${why.zh}`, en: `${called.en}, column "${column}": ${why.en}` };
  return { code: 'bad_coordinate', field, value: cell ?? '', detail };
}

export function geometryOf(properties: Record<string, unknown>, position: Position): SourceGeometry | null {
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

export function isEmpty(cell: unknown): boolean {
  return cell === null || cell === undefined || String(cell).trim() === '';
}

/** What cannot be read stays as it is written, for the issue to show; an empty half is NaN, not the equator. */
function ordinate(cell: unknown): unknown {
  const value = readOrdinate(cell);
  return Number.isNaN(value) && !isEmpty(cell) ? String(cell) : value;
}
