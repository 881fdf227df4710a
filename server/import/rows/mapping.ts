/** Which column of the file fills which field: as asked by --map, else recognised by the usual headers. */
import { DomainError } from '../../errors.ts';
import type { Crs } from '../crs.ts';
import type { Field } from '../field.ts';
import { fieldWords } from '../field-words.ts';
import { type LayerName, layerOf, POSITION } from '../fields.ts';
import type { Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import { chooseCut } from './cut-headers.ts';
import { chosenPosition, columnsOf, fieldsOf, type Position, positionsOf, positionsRead } from './position-columns.ts';
import { withMouth } from './tidy.ts';

export interface Mapping {
  /** Column per field of the layer, in the table's order; null where the file has none. */
  columns: (string | null)[];
  /** Columns of the position in a file without geometry. */
  position: Position | null;
  /** All kinds of position that such a file has. */
  positions: Position[];
  /** field → column, as the batch keeps it. */
  named: Record<string, string>;
}

export interface ResolvedMapping extends Mapping {
  /** What is to be said of the file's headers. */
  issues: Issue[];
}

type Headers = Pick<Source, 'columns' | 'cut'>;

/** @throws DomainError unknown_field, unknown_column, no_position, required_field_missing */
export function resolveMapping(
  layerName: LayerName,
  source: Columns,
  asked: Record<string, string>,
  given: ReadonlySet<string>,
): ResolvedMapping {
  const layer = layerOf(layerName);
  const needsPosition = layer.geometry !== 'none';
  const fields = fieldsFor(layerName, source);
  checkAsked(layerName, fields, source.columns, asked);
  const { chosen, issues } = chooseColumns(fields, filledOf(source), asked);
  for (const field of layer.fields)
    if (field.required && !chosen.has(field.name) && !given.has(field.name)) throw fieldMissing(field, source.columns);
  const isPlaced = needsPosition && source.isTable && !(layer.geometryOptional && !hasPosition(chosen));
  const places = isPlaced ? placesOf(chosen, source.columns, asked) : [];
  const mapping = {
    columns: layer.fields.map(({ name }) => chosen.get(name) ?? null),
    position: null,
    positions: places.length > 0 ? [...places, ...sparePlaces(filledOf(source), [...chosen.values()], asked)] : [],
    named: Object.fromEntries(chosen),
  };
  const isMeasured = layer.geometryOptional && isAskedFor(asked, MEASURES) && !isAskedFor(asked, PLACES);
  const position = isMeasured ? null : chosenPosition(mapping.positions, undefined, layer);
  return { ...withPosition(mapping, position), issues };
}

/** `empty`: columns without a word in any row, which no field takes unless asked to. */
type Columns = Headers & Pick<Source, 'isTable'> & { empty?: ReadonlySet<string> };

function fieldsFor(layer: LayerName, { isTable }: Columns): readonly Field[] {
  const { geometry, fields } = layerOf(layer);
  return isTable && geometry !== 'none' ? [...fields, ...POSITION] : fields;
}

function filledOf({ columns, cut, empty }: Columns): Headers {
  return { columns: empty ? columns.filter((column) => !empty.has(column)) : columns, cut };
}

/** Columns that a field takes by their headers although a column that no field takes could fill it too. */
export function contestedColumns(layer: LayerName, source: Columns, asked: Record<string, string>): Set<string> {
  const fields = fieldsFor(layer, source);
  const headers = filledOf(source);
  const { chosen } = chooseColumns(fields, headers, asked);
  const taken = new Set(chosen.values());
  const free = new Set(headers.columns.filter((column) => !taken.has(column)).map(plainHeader));
  const isContested = (field: Field) =>
    chosen.has(field.name) &&
    !(field.name in asked) &&
    [field.name, ...field.headers].some((header) => free.has(plainHeader(header)));
  return new Set(fields.filter(isContested).map(({ name }) => chosen.get(name)!));
}

const PLACES = POSITION.map(({ name }) => name);
const MEASURES = ['from_m', 'to_m'];

function isAskedFor(asked: Record<string, string>, fields: readonly string[]): boolean {
  return fields.some((field) => (asked[field] ?? '') !== '');
}

/** The mapping with the one kind of position that is read in a system. */
export function settled(mapping: Mapping, layer: LayerName, crs: Pick<Crs, 'isGeographic'> | undefined): Mapping {
  if (mapping.position === null) return mapping;
  return withPosition(mapping, chosenPosition(mapping.positions, crs, layerOf(layer)));
}

/** What is said to fill fields is what does. */
function withPosition(mapping: Mapping, position: Position | null): Mapping {
  const named = { ...mapping.named };
  const read = position ? positionsRead(position) : [];
  const unread = mapping.positions.filter(({ as }) => !read.some((each) => each.as === as));
  for (const field of unread.flatMap(fieldsOf)) delete named[field];
  for (const each of read) for (const [i, field] of fieldsOf(each).entries()) named[field] = columnsOf(each)[i];
  return { ...mapping, position, named };
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
export function recognisedFields(layerName: LayerName, headers: Headers): number {
  return chooseColumns(layerOf(layerName).fields, headers, {}).chosen.size;
}

/** What was asked counts first; `field=` leaves a field out; a recognised header serves one field only. */
function chooseColumns(
  fields: readonly Field[],
  { columns, cut }: Headers,
  asked: Record<string, string>,
): { chosen: Map<string, string>; issues: Issue[] } {
  const chosen = new Map(Object.entries(asked).filter(([, column]) => column !== ''));
  const sure = columns.filter((column) => !cut?.get(column)?.hasTwin);
  const byHeader = new Map(sure.map((column) => [plainHeader(column), column]));
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
  return { chosen, issues: cut ? chooseCut(fields, { columns, cut }, { asked, chosen }) : [] };
}

/** Headers compared without case, blanks, underscores and full-width forms, 囗 as 口. */
export function plainHeader(header: string): string {
  return withMouth(header).normalize('NFKC').toLowerCase().replace(/[\s_]/g, '');
}

function hasPosition(chosen: Map<string, string>): boolean {
  return POSITION.some(({ name }) => chosen.has(name));
}

/** A kind that was asked for has to be whole. */
function placesOf(chosen: Map<string, string>, columns: string[], asked: Record<string, string>): Position[] {
  const positions = positionsOf(chosen, asked, plainHeader);
  const isMissing = isAskedFor(asked, PLACES) && !positions.some(({ isAsked }) => isAsked);
  if (positions.length > 0 && !isMissing) return positions;
  throw new DomainError(
    'no_position',
    `no columns with the position were recognised: name the columns of longitude and latitude, of x (east) and y, or of WKT (command line: --map lon=COLUMN,lat=COLUMN, or x and y, or wkt); the file has ${columns.join(', ')}`,
    `未识别出坐标列：请指定经度与纬度、X（东）与 Y，或 WKT 所在的列（命令行：--map lon=列名,lat=列名，或 x 与 y，或 wkt）；现有列：${columns.join('、')}`,
  );
}

/** Columns named as positions are that no field took: a second pair of lon and lat, or the pair that others were asked for in place of. */
function sparePlaces(headers: Headers, taken: string[], asked: Record<string, string>): Position[] {
  const columns = headers.columns.filter((column) => !taken.includes(column));
  const leftOut = Object.fromEntries(Object.entries(asked).filter(([, column]) => column === ''));
  const { chosen } = chooseColumns(POSITION, { columns }, leftOut);
  const places = positionsOf(chosen, leftOut, plainHeader);
  return places.length === 0 ? [] : [...places, ...sparePlaces({ columns }, [...chosen.values()], leftOut)];
}

/** Headers that were recognised for what they were meant to be. */
export function mendedHeaders({ named }: Mapping, asked: Record<string, string> = {}): Issue[] {
  return Object.entries(named)
    .filter(([field, column]) => !(field in asked) && column !== withMouth(column))
    .map(([field, value]) => issue('glyph_repaired', { row: null, field, value }));
}

function fieldMissing(field: Field, columns: string[]): DomainError {
  const { name } = field;
  const option = ['mode', 'date'].includes(name) ? `--${name} ` : `--set ${name}=`;
  return new DomainError(
    'required_field_missing',
    `the field ${fieldWords(field).en} is required: name its column, or give one value for all rows (command line: --map ${name}=COLUMN or ${option}VALUE); the file has ${columns.join(', ')}`,
    `字段“${fieldWords(field).zh}”必填：请指定对应的列，或给出一个适用于全部行的值（命令行：--map ${name}=列名 或 ${option}值）；现有列：${columns.join('、')}`,
  );
}
