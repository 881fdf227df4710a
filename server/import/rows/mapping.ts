/** Which column of the file fills which field: as asked by --map, else recognised by the usual headers. */
import { DomainError } from '../../errors.ts';
import type { Field } from '../field.ts';
import { type LayerName, layerOf, POSITION } from '../fields.ts';
import type { Source } from '../formats.ts';
import { GEOMETRY_COLUMN } from './original.ts';

export interface Mapping {
  /** Column per field of the layer, in the table's order; null where the file has none. */
  columns: (string | null)[];
  /** Columns of the position in a file without geometry. */
  position: Position | null;
  /** field → column, as the batch keeps it. */
  named: Record<string, string>;
}

/** `isBare`: the headers are X and Y and nobody said which is east. */
export type Position = { as: 'degrees' | 'plane'; x: string; y: string; isBare: boolean } | { as: 'wkt'; wkt: string };

/** @throws DomainError unknown_field, unknown_column, no_position, required_field_missing */
export function resolveMapping(
  layerName: LayerName,
  source: Pick<Source, 'columns' | 'isTable'>,
  asked: Record<string, string>,
  given: ReadonlySet<string>,
): Mapping {
  const layer = layerOf(layerName);
  const needsPosition = layer.geometry !== 'none';
  const fields: readonly Field[] = needsPosition && source.isTable ? [...layer.fields, ...POSITION] : layer.fields;
  checkAsked(layerName, fields, source.columns, asked);
  const chosen = chooseColumns(fields, source.columns, asked);
  for (const field of layer.fields)
    if (field.required && !chosen.has(field.name) && !given.has(field.name)) throw fieldMissing(field, source.columns);
  return {
    columns: layer.fields.map(({ name }) => chosen.get(name) ?? null),
    position:
      needsPosition && source.isTable && !(layer.geometryOptional && !hasPosition(chosen))
        ? positionOf(chosen, source.columns, 'x' in asked && 'y' in asked)
        : null,
    named: Object.fromEntries(chosen),
  };
}

function checkAsked(layer: string, fields: readonly Field[], columns: string[], asked: Record<string, string>): void {
  for (const [field, column] of Object.entries(asked)) {
    if (!fields.some(({ name }) => name === field))
      throw new DomainError(
        'unknown_field',
        `layer ${layer} has no field "${field}" to map here; it has ${fields.map(({ name }) => name).join(', ')}`,
        `图层 ${layer} 没有字段“${field}”，可用字段：${fields.map(({ name }) => name).join('、')}`,
      );
    if (column !== '' && !columns.includes(column))
      throw new DomainError(
        'unknown_column',
        `the file has no column "${column}"; it has ${columns.join(', ')}`,
        `文件没有列“${column}”，现有列：${columns.join('、')}`,
      );
  }
}

/** How many fields of a layer the headers of a file name. */
export function recognisedFields(layerName: LayerName, columns: string[]): number {
  return chooseColumns(layerOf(layerName).fields, columns, {}).size;
}

/** What was asked counts first; `field=` leaves a field out; a recognised header serves one field only. */
function chooseColumns(
  fields: readonly Field[],
  columns: string[],
  asked: Record<string, string>,
): Map<string, string> {
  const chosen = new Map(Object.entries(asked).filter(([, column]) => column !== ''));
  const byHeader = new Map(columns.map((column) => [plainHeader(column), column]));
  const taken = new Set<string>();
  for (const pass of [(field: Field) => [field.name], (field: Field) => field.headers])
    for (const field of fields) {
      if (field.name in asked || chosen.has(field.name)) continue;
      const column = pass(field)
        .map((header) => byHeader.get(plainHeader(header)))
        .find((found) => found !== undefined && !taken.has(found));
      if (column === undefined) continue;
      chosen.set(field.name, column);
      taken.add(column);
    }
  return chosen;
}

/** Headers compared without case, blanks, underscores and full-width forms. */
export function plainHeader(header: string): string {
  return header.normalize('NFKC').toLowerCase().replace(/[\s_]/g, '');
}

const BARE = /^(x|y|[xy]坐标|坐标[xy])$/;

function hasPosition(chosen: Map<string, string>): boolean {
  return POSITION.some(({ name }) => chosen.has(name));
}

function positionOf(chosen: Map<string, string>, columns: string[], isAsked: boolean): Position {
  const pick = (name: string) => chosen.get(name);
  const [lon, lat, x, y, wkt] = ['lon', 'lat', 'x', 'y', 'wkt'].map(pick);
  if (wkt === GEOMETRY_COLUMN) return { as: 'wkt', wkt }; // lon and lat beside it are words of the row
  if (lon !== undefined && lat !== undefined) return { as: 'degrees', x: lon, y: lat, isBare: false };
  if (x !== undefined && y !== undefined)
    return { as: 'plane', x, y, isBare: !isAsked && BARE.test(plainHeader(x)) && BARE.test(plainHeader(y)) };
  if (wkt !== undefined) return { as: 'wkt', wkt };
  throw new DomainError(
    'no_position',
    `no columns with the position were recognised: map lon and lat, x and y (x is east) or wkt; the file has ${columns.join(', ')}`,
    `未识别出坐标列：请用 --map 指定 lon 与 lat、x 与 y（x 为东）或 wkt；现有列：${columns.join('、')}`,
  );
}

function fieldMissing({ name }: Field, columns: string[]): DomainError {
  const option = ['mode', 'date'].includes(name) ? ` or give --${name}` : '';
  return new DomainError(
    'required_field_missing',
    `the field ${name} is required: map it to a column${option}; the file has ${columns.join(', ')}`,
    `字段 ${name} 必填：请用 --map 指定列${option ? `，或用 --${name} 给出` : ''}；现有列：${columns.join('、')}`,
  );
}
