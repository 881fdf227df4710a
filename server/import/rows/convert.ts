/** Rows of a file to rows of the register: cells read, geometry packed, everything wrong named. */
import type { Field } from '../field.ts';
import { type LayerName, layerOf } from '../fields.ts';
import { ISSUES, type Issue, type IssueAt, type IssueCode, issue } from '../issues.ts';
import { FirstRows } from '../prints/first-rows.ts';
import type { Defaults, RowPart, SourceGeometry, SourceRow } from '../request.ts';
import { CellFault, type CellReader, cellReader, isEmpty, isRounded, SERIAL_DATE } from './cells.ts';
import { CountedIssues } from './counted.ts';
import { readDefaults } from './defaults.ts';
import { withoutError } from './formula-error.ts';
import type { Fault, GeometryPacker, PackedGeometry } from './geometry.ts';
import { withLength } from './line-length.ts';
import type { Mapping } from './mapping.ts';
import { GEOMETRY_COLUMN, originalOf, ownGeometry, storable, withoutNested } from './original.ts';
import { faultOfCells } from './position.ts';
import { stepsBack } from './steps-back.ts';
import { tidyText, withMouth } from './tidy.ts';
import { nameOf, sortedIssues, unsureIssues } from './unsure.ts';

/** A row that passed every check of its own. */
export interface ReadyRow {
  row: number;
  /** How many rows of the file it stands for (the fixes of a track kept as points). */
  weight: number;
  /** One value per field of the layer, in the table's order. */
  values: (string | number | null)[];
  /** Empty for layers without geometry. */
  shapes: PackedGeometry[];
  times?: Float64Array;
  /** Tracks: fixes left out because their receiver was too unsure of them. */
  unsure?: number;
  /** Which thing of a wide row it is. */
  part?: RowPart;
  /** The row as read, but for nested values. */
  properties: Record<string, unknown>;
  /** Its polygon was invalid and has been mended. */
  repaired?: boolean;
  /** As read, where it did not come from the properties. */
  geometry: SourceGeometry | null;
}

export interface ConvertOptions {
  layer: LayerName;
  mapping: Mapping;
  defaults: Defaults;
  utcOffsetMinutes: number | null;
  /** Null for layers without geometry. */
  packer: GeometryPacker | null;
  /** The layer's own step on the values: fills what follows from others, or says what is wrong. */
  complete?: (values: ReadyRow['values'], source: SourceRow) => Fault | undefined;
}

interface Cell {
  field: Field;
  column: string | null;
  /** An empty cell is what the import says of the field, else what the field itself says. */
  read: CellReader;
  /** To be told of where the field's own word stands for an empty cell. */
  isTold: boolean;
}

/** What is wrong with a cell and what is said where the row goes without it. */
const LEFT_EMPTY: Partial<Record<IssueCode, IssueCode>> = {
  unknown_value: 'value_left_empty',
  below_detection: 'below_detection',
};

/** Converts the rows of one file; remembers keys, so one converter serves one file. */
export class RowConverter {
  readonly issues: Issue[] = [];
  /** Rows of the file kept out. */
  rejected = 0;
  /** Warnings of the row at hand; they go where the row goes. */
  private remarks: Issue[] = [];
  private wktLeft = WKT_TOTAL;
  private readonly counted: CountedIssues;
  private readonly cells: Cell[];
  private readonly options: ConvertOptions;
  private readonly unique: { index: number; name: string; seen: FirstRows }[];

  constructor(options: ConvertOptions) {
    const layer = layerOf(options.layer);
    this.options = options;
    this.counted = new CountedIssues(options.layer);
    const standIns = readDefaults(options.layer, options.defaults, options.utcOffsetMinutes);
    this.cells = layer.fields.map((field, i) => {
      const standIn = standIns.get(field.name);
      const read = cellReader({ ...field, fallback: standIn ?? field.fallback }, options.utcOffsetMinutes);
      return { field, column: options.mapping.columns[i], read, isTold: field.told === true && standIn === undefined };
    });
    this.unique = layer.unique.map((name) => ({
      index: layer.fields.findIndex((field) => field.name === name),
      name,
      seen: new FirstRows(),
    }));
  }

  /** The row, or undefined when it was kept out; why stands in `issues`. */
  convert(source: SourceRow & { weight?: number }): ReadyRow | undefined {
    const faults: Fault[] = [];
    this.remarks = [...unsureIssues(source, this.options.mapping), ...sortedIssues(source, this.options.mapping)];
    const values = this.readCells(source, faults);
    const shapes = this.packShapes(source);
    if (source.remark && shapes !== source.remark) this.remarks.push(remarkOf(source, source.remark));
    if (!Array.isArray(shapes)) faults.push(faultOfCells(shapes, source.properties, this.options.mapping.position));
    const wrong = faults.length === 0 ? this.options.complete?.(values, source) : undefined;
    if (wrong) faults.push(wrong);
    if (faults.length === 0) this.checkUnique(values, source.row, faults);
    const weight = source.weight ?? 1;
    if (faults.length > 0) return this.rejectRow(source, faults, weight);
    for (const { index, seen } of this.unique)
      if (values[index] !== null) seen.rememberText(String(values[index]), source.row);
    this.remark(source);
    const { row, times, unsure, part } = source;
    const properties = withoutNested(source.properties);
    const geometry = ownGeometry(source, this.options.mapping.position !== null);
    return { row, weight, values, shapes: shapes as PackedGeometry[], times, unsure, part, properties, geometry };
  }

  private packShapes(source: SourceRow): PackedGeometry[] | Fault {
    const { geometry, remark } = source;
    if (remark && ISSUES[remark.code].severity === 'error') return remark;
    if (geometry === null && layerOf(this.options.layer).geometryOptional) return [];
    const shapes = this.options.packer?.pack(geometry) ?? [];
    return Array.isArray(shapes) ? withLength(shapes, source, this.remarks) : shapes;
  }

  private readCells({ properties, row, part }: SourceRow, faults: Fault[]): ReadyRow['values'] {
    const values: ReadyRow['values'] = new Array(this.cells.length);
    for (let i = 0; i < values.length; i++) {
      const { field, column, read, isTold } = this.cells[i];
      const cell = withoutError(column === null ? null : properties[column], field, { row, part }, this.remarks);
      let value = read(cell);
      if (typeof cell === 'string' && typeof value === 'string') value = this.tidy(field, cell, value, { row, part });
      if (field.type === 'text' && isRounded(cell)) this.counted.add('digits_lost', field.name, { row, cell });
      if (isTold && isEmpty(cell)) this.counted.add('fallback_taken', field.name);
      if (field.type === 'date' && typeof value === 'string' && SERIAL_DATE.test(String(cell).trim()))
        this.counted.add('serial_date', field.name);
      if (value instanceof CellFault) {
        if (!this.isLeftEmpty(field, value.fault, { row, part })) faults.push(value.fault);
      } else if (value === null && field.required) faults.push({ code: 'missing_field', field: field.name });
      values[i] = value instanceof CellFault ? null : value;
    }
    return values;
  }

  /** An unknown word or too little to detect, in a field that the row can be without, costs the value, not the row. */
  private isLeftEmpty(
    { name, required, strict, fallback }: Field,
    { code, value, detail }: Fault,
    at: Pick<SourceRow, 'row' | 'part'>,
  ): boolean {
    if (!(code in LEFT_EMPTY) || required || strict || fallback !== undefined) return false;
    this.remarks.push(this.said(LEFT_EMPTY[code]!, { ...at, field: name, value, detail }));
    return true;
  }

  /** Mends a text where only one thing can be meant, and says so. */
  private tidy(field: Field, cell: string, value: string, at: Pick<SourceRow, 'row' | 'part'>): string {
    if (field.type === 'enum' && cell !== cell.trim()) this.counted.add('blanks_trimmed', field.name);
    if (field.type === 'enum' && cell !== withMouth(cell))
      this.remarks.push(this.said('glyph_repaired', { ...at, field: field.name, value: cell.trim() }));
    if (field.type !== 'text') return value;
    const { text, codes } = tidyText(value);
    for (const code of codes) this.remarks.push(this.said(code, { ...at, field: field.name, value }));
    return text;
  }

  /** What is said once for all rows that have it; call it when the last row is in. */
  finish(): void {
    this.issues.push(...this.counted.issues());
  }

  /** What a row that is taken had to be given or lost on the way. */
  private remark(source: SourceRow): void {
    const { row, times } = source;
    const { noted } = this.options.packer ?? {};
    if (noted?.closedRing) this.remarks.push(issue('ring_closed', { row }));
    if (noted?.dropped) this.counted.add('dimension_dropped', '');
    const backwards = times ? stepsBack(times) : 0;
    if (backwards > 0) {
      const detail = nameOf(source, this.options.mapping);
      this.remarks.push(issue('time_backwards', { row, value: backwards, detail }));
    }
    this.issues.push(...this.remarks);
  }

  private checkUnique(values: ReadyRow['values'], row: number, faults: Fault[]): void {
    for (const { index, name, seen } of this.unique) {
      if (values[index] === null) continue;
      const first = seen.ofText(String(values[index]));
      if (first !== undefined && first !== row)
        faults.push({ code: 'duplicate_key', field: name, value: values[index], detail: String(first) });
    }
  }

  /** Keeps a row out for a reason found elsewhere; `weight` is how many rows of the file it stands for. */
  reject(reason: Issue, weight: number): void {
    if (reason.original) this.charge(reason.original);
    this.issues.push(reason);
    this.rejected += weight;
  }

  private said(code: IssueCode, at: IssueAt): Issue {
    return issue(code, { ...at, layer: this.options.layer });
  }

  /** Geometries of rejected rows are kept up to a limit for the file: one whose every row is wrong is mended in its source. */
  private charge(original: Record<string, unknown>): void {
    const { length } = String(original[GEOMETRY_COLUMN] ?? '');
    if (length > this.wktLeft) delete original[GEOMETRY_COLUMN];
    else this.wktLeft -= length;
  }

  private rejectRow(source: SourceRow, faults: Fault[], weight: number): undefined {
    const original = originalOf(source.properties, ownGeometry(source, this.options.mapping.position !== null));
    this.charge(original);
    for (const { code, ...at } of faults)
      this.issues.push(this.said(code, { ...at, row: source.row, part: source.part, original }));
    this.issues.push(...this.remarks); // so that one mending is enough
    this.rejected += weight;
    return undefined;
  }
}

function remarkOf({ row, part }: SourceRow, { code, ...at }: Fault): Issue {
  return issue(code, { ...at, row, part });
}

const WKT_TOTAL = 20_000_000; // characters of geometries kept of one file's rejected rows

/** Columns of a list of rejected rows that say why (report/mendable-rows.ts): no part of the mended row. */
export const ISSUE_COLUMN = 'atlas_issue_';

/** The filled cells that no field took. */
export function unmappedCells(
  properties: Record<string, unknown>,
  mapped: ReadonlySet<string>,
): Record<string, unknown> {
  const rest: Record<string, unknown> = {};
  for (const name in properties) {
    const value = properties[name];
    if (mapped.has(name) || name.startsWith(ISSUE_COLUMN)) continue;
    if (value !== null && value !== '') rest[name] = value;
  }
  return storable(rest);
}
