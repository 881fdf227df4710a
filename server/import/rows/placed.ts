/** Rows of tables in their places. Where the columns that are read say nothing, or two columns say two things, the row says so. */
import type { Crs } from '../crs.ts';
import type { Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import type { SourceGeometry, SourceRow } from '../request.ts';
import type { Fault } from './geometry.ts';
import type { Mapping } from './mapping.ts';
import { readOrdinate } from './ordinate.ts';
import { geometryOf, isEmpty, withPositions } from './position.ts';
import { columnsOf, type Degrees, type Position, positionsLeft } from './position-columns.ts';

interface Placing {
  position: Position;
  left: Position[];
  crs: Crs | undefined;
}

/** The source with its rows placed. @param isOptional rows may lie elsewhere than in a column of positions */
export function placed(source: Source, mapping: Mapping, crs: Crs | undefined, isOptional: boolean): Source {
  const { position, positions } = mapping;
  if (position === null) return source;
  const placing = { position, left: isOptional ? [] : positionsLeft(positions, position), crs };
  const isSure = placing.left.length === 0 && !(position.as === 'wkt' && position.beside);
  return { ...source, rows: () => (isSure ? withPositions(source.rows(), position) : checked(source.rows(), placing)) };
}

/** What is said of columns that could have placed the rows and were not read. */
export function leftIssue({ positions, position, columns, named }: Mapping): Issue[] {
  const measures = [named.from_m, named.to_m].filter((column) => column !== undefined);
  const taken = position ? columnsOf(position) : measures;
  const left = positionsLeft(positions, position)
    .flatMap(columnsOf)
    .filter((column) => !columns.includes(column) && !taken.includes(column));
  if (left.length === 0) return [];
  return [issue('position_columns_left', { row: null, value: left.join(', '), detail: taken.join(', ') })];
}

function* checked(rows: Iterable<SourceRow>, placing: Placing): Generator<SourceRow> {
  for (const row of withPositions(rows, placing.position)) yield row.isPause ? row : check(row, placing);
}

function check(row: SourceRow, { position, left, crs }: Placing): SourceRow {
  const beside = position.as === 'wkt' ? position.beside : undefined;
  if (beside && crs?.isGeographic && isBlank(row.geometry) && hasCells(row, beside))
    return {
      ...row,
      geometry: geometryOf(row.properties, beside),
      remark: told('position_from_columns', row, position, beside),
    };
  if (isBlank(row.geometry)) {
    const other = [...(beside ? [beside] : []), ...left].find((each) => hasCells(row, each));
    return other ? { ...row, remark: told('position_elsewhere', row, position, other) } : row;
  }
  if (!beside || !hasCells(row, beside) || agree(row, beside, crs)) return row;
  return { ...row, remark: told('position_contradicts', row, position, beside) };
}

function isBlank(geometry: SourceGeometry | null): boolean {
  return geometry === null || (geometry.type === 'Point' && (geometry.coordinates as unknown[]).length === 0);
}

function hasCells({ properties }: SourceRow, position: Position): boolean {
  return columnsOf(position).some((column) => !isEmpty(properties[column]));
}

/** Whether lon and lat are the degrees of the row's point, as far as they are written. */
function agree({ geometry, properties }: SourceRow, { x, y }: Degrees, crs: Crs | undefined): boolean {
  if (geometry?.type !== 'Point' || !crs) return false;
  const point = geometry.coordinates as [number, number];
  const [lon, lat] = crs.isGeographic || !crs.toDegrees ? point : crs.toDegrees([point[0], point[1]]);
  return says(properties[x], lon) && says(properties[y], lat);
}

const EXACT = 1e-8; // degrees, 1 mm: what reprojecting and writing down cost
const WIDEST = 5e-6; // half a metre: a spreadsheet drops noughts at the end, so 121.1 may be meant as 121.10000

function says(cell: unknown, degrees: number): boolean {
  const [, decimals = ''] = /^\s*-?\d+\.(\d+)\s*$/.exec(String(cell)) ?? [];
  return Math.abs(readOrdinate(cell) - degrees) <= Math.min(WIDEST, 0.5 * 10 ** -decimals.length) + EXACT;
}

const SENTENCES = {
  position_elsewhere: (taken: string, other: string) => ({
    zh: `位置取自 ${taken}，该行此处为空，只有 ${other} 有值`,
    en: `positions are taken from ${taken}, empty in this row, which has only ${other}`,
  }),
  position_contradicts: (taken: string, other: string) => ({
    zh: `${taken} 与 ${other} 所指位置不同`,
    en: `${taken} and ${other} say different places`,
  }),
  position_from_columns: (taken: string, other: string) => ({
    zh: `${taken} 为空，位置取自 ${other}`,
    en: `${taken} is empty: the position was taken from ${other}`,
  }),
};

function told(code: keyof typeof SENTENCES, { properties }: SourceRow, taken: Position, other: Position): Fault {
  const [ours, theirs] = [taken, other].map((position) => columnsOf(position).join(', '));
  const value = columnsOf(other).map((column) => properties[column] ?? '');
  return { code, value: value.join(', '), detail: SENTENCES[code](ours, theirs) };
}
