/** Field = value as a person gives them, read by the same converter as the cells of a file. */
import type { Executor } from '../db/database.ts';
import type { District } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import { resolveCrs } from '../import/crs.ts';
import type { Field } from '../import/field.ts';
import { layerOf } from '../import/fields.ts';
import { type Issue, issue } from '../import/issues.ts';
import { planeOf } from '../import/plane.ts';
import { type ReadyRow, RowConverter } from '../import/rows/convert.ts';
import { GeometryPacker, type PackedGeometry } from '../import/rows/geometry.ts';
import { withPositions } from '../import/rows/position.ts';
import { heldBoxes, isNear, strayIssue } from '../import/store/holdings.ts';

/** Text, number, boolean, or null for an empty cell; keys are fields of layer outfalls, and lon with lat (EPSG:4490). */
export type GivenValues = Readonly<Record<string, unknown>>;
export type Stored = string | number | boolean | null;

export interface Place {
  lon: number;
  lat: number;
  /** Metres in the district's plane, 1 mm. */
  x: number;
  y: number;
}

export interface ReadValues {
  /** By column of register.outfall, only those given. */
  columns: Map<string, Stored>;
  place: Place | null;
  /** What was mended in a text on the way. */
  remarks: Issue[];
}

export const OUTFALL_FIELDS: readonly Field[] = layerOf('outfalls').fields;
const POSITION = { as: 'degrees', x: 'lon', y: 'lat', isBare: false } as const;

/** @throws DomainError `unknown_field`, `nothing_given`, `bad_value`, `position_incomplete`, or the code of the issue a file's row would get. */
export async function readValues(db: Executor, district: District, given: GivenValues): Promise<ReadValues> {
  checkNames(given);
  const isPlaced = 'lon' in given;
  const plane = isPlaced ? await planeOf(db, district.planeSrid) : null;
  const named = Object.fromEntries(Object.keys(given).map((name) => [name, name]));
  const converter = new RowConverter({
    layer: 'outfalls',
    mapping: {
      columns: OUTFALL_FIELDS.map(({ name }) => (name in given ? name : null)),
      position: null,
      positions: [],
      named,
    },
    defaults: {},
    utcOffsetMinutes: district.utcOffsetMinutes,
    packer: plane ? new GeometryPacker(await resolveCrs(db, 'EPSG:4490'), plane, 'point') : null,
  });
  const cells = { row: 0, properties: { ...given }, geometry: null };
  const [row] = isPlaced ? [...withPositions([cells], POSITION)] : [cells];
  const ready = converter.convert(row);
  converter.finish();
  if (!ready) throw refusalOf(converter.issues.filter(({ severity }) => severity === 'error'));
  // a file's unknown word costs the word; a person who wrote it is there to be asked
  const lost = converter.issues.filter(({ code }) => code === 'value_left_empty');
  if (lost.length > 0) throw refusalOf(lost.map(asRefused));
  const held = plane ? await heldBoxes(db, district.key) : [];
  if (plane && !isNear(ready, held)) throw refusalOf([strayIssue(ready, held, plane)]);
  return { columns: columnsOf(ready, given), place: placeOf(ready.shapes[0]), remarks: converter.issues };
}

function asRefused({ field, value }: Issue): Issue {
  const known = Object.keys(OUTFALL_FIELDS.find(({ name }) => name === field)?.values ?? {}).join(', ');
  return issue('unknown_value', { row: null, field: field ?? undefined, value, detail: known });
}

function checkNames(given: GivenValues): void {
  const names = Object.keys(given);
  const unknown = names.find(
    (name) => name !== 'lon' && name !== 'lat' && !OUTFALL_FIELDS.some((field) => field.name === name),
  );
  const known = ['lon', 'lat', ...OUTFALL_FIELDS.map(({ name }) => name)];
  if (unknown !== undefined)
    throw new DomainError(
      'unknown_field',
      `An outfall has no field "${unknown}" to edit; it has ${known.join(', ')}.`,
      `排污口没有可编辑的字段“${unknown}”，可用字段：${known.join('、')}。`,
    );
  if (names.length === 0)
    throw new DomainError('nothing_given', 'No field is given: write FIELD=VALUE.', '没有给出任何字段：请写 字段=值。');
  const nested = names.find((name) => typeof given[name] === 'object' && given[name] !== null);
  if (nested !== undefined)
    throw new DomainError('bad_value', `${nested} is no single value.`, `${nested} 的值应为单个值。`);
  if ('lon' in given !== 'lat' in given)
    throw new DomainError('position_incomplete', 'A position is lon and lat.', '坐标需同时给出 lon 与 lat。');
}

function columnsOf({ values }: ReadyRow, given: GivenValues): Map<string, Stored> {
  const columns = new Map<string, Stored>();
  OUTFALL_FIELDS.forEach((field, i) => {
    if (!(field.name in given) || field.column === undefined) return;
    const value = values[i];
    columns.set(field.column, field.stored === 'bool' && value !== null ? value === 1 : value);
  });
  return columns;
}

function placeOf(shape?: PackedGeometry): Place | null {
  if (!shape) return null;
  return { lon: shape.degrees[0], lat: shape.degrees[1], x: shape.plane[0], y: shape.plane[1] };
}

function refusalOf(issues: readonly Issue[]): DomainError {
  const sentences = (language: 'reason_en' | 'reason_zh') =>
    issues.map((each) => `${each.field === null ? '' : `${each.field}: `}${each[language]}`).join('; ');
  return new DomainError(issues[0].code, `${sentences('reason_en')}.`, `${sentences('reason_zh')}。`);
}
