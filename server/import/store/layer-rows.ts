/** Layers whose rows are rows of one table: towns, waters, outfalls, tracks, zones, sewers and the rest. */
import type { Field } from '../field.ts';
import { type LayerName, layerOf } from '../fields.ts';
import type { Issue } from '../issues.ts';
import type { Column, LoadRow, Writing } from '../load.ts';
import type { MeasuredLine } from '../pgcopy.ts';
import { isEmpty } from '../rows/cells.ts';
import type { ReadyRow } from '../rows/convert.ts';
import { isFormulaError } from '../rows/formula-error.ts';
import type { PackedGeometry } from '../rows/geometry.ts';
import type { Mapping } from '../rows/mapping.ts';
import type { TouchedTable } from '../touched.ts';
import { Identities, type Identity, placeOf } from './match.ts';
import { recordOutfalls } from './outfall-batch.ts';
import { CHECKED, outfallIssues } from './outfall-checks.ts';
import { townOverlaps } from './town-overlaps.ts';

interface Columned extends Column {
  from(row: ReadyRow, shape: PackedGeometry | null): unknown;
  /** Whether the row's cell is empty; only where a fallback hides it. */
  isSilent?(row: ReadyRow): boolean;
}

export interface StoreOptions {
  layer: LayerName;
  mapping: Mapping;
  /** Fields filled from the command line or by the layer's own step though no column is mapped to them. */
  given: ReadonlySet<string>;
}

/** The way of a layer's rows into the rows of its table: each shape of a row is one. */
export class LayerRows {
  readonly table: TouchedTable;
  readonly columns: Column[];
  private readonly columned: Columned[];
  private readonly silent: Columned[];
  private readonly isChecked: boolean;
  private readonly mapped: Mapping['named'];
  private readonly identify: (row: ReadyRow, shape: PackedGeometry | null) => Identity;

  constructor(options: StoreOptions) {
    this.table = layerOf(options.layer).table;
    this.mapped = options.mapping.named;
    this.columned = columnsOf(options);
    this.columns = this.columned;
    this.silent = this.columned.filter(({ isSilent }) => isSilent);
    this.isChecked = options.layer === 'outfalls' && CHECKED.some((name) => name in options.mapping.named);
    this.identify = identifier(options.layer);
  }

  loadRows(rows: readonly ReadyRow[]): LoadRow[] {
    return rows.flatMap((row) =>
      shapesOf(row).map((shape, part) => ({
        weight: part === 0 ? row.weight : 0,
        cells: this.columned.map(({ from }) => from(row, shape)),
        silent: this.silent.length > 0 ? this.silent.filter(({ isSilent }) => isSilent!(row)).map(nameOf) : undefined,
      })),
    );
  }

  /** Whether `check` wants the rows that were written. */
  get wantsCheck(): boolean {
    return this.table === 'outfall' || this.table === 'town';
  }

  /** What is doubtful about rows now that all are written. An outfall is one point, a town one area, so rows of the file and ids go together. */
  async check(writing: Writing, { rows, ids }: { rows: number[]; ids: number[] }): Promise<Issue[]> {
    const numbers = new Map(rows.map((row, i) => [ids[i], row]));
    const rowOf = (id: number) => numbers.get(id) ?? null;
    if (this.table === 'town') return townOverlaps(writing, ids, rowOf);
    const issues = await recordOutfalls(writing, ids, this.mapped, rowOf);
    if (this.isChecked) issues.push(...(await outfallIssues(writing.tx, writing.district, ids, rowOf)));
    return issues;
  }

  identitiesOf(rows: readonly ReadyRow[]): Identities {
    const identities = new Identities();
    this.addIdentities(rows, identities);
    return identities;
  }

  /** Adds the identities of the rows that `loadRows` makes, in their order. */
  addIdentities(rows: readonly ReadyRow[], to: Identities): void {
    for (const row of rows) for (const shape of shapesOf(row)) to.push(this.identify(row, shape));
  }
}

function shapesOf({ shapes }: ReadyRow): (PackedGeometry | null)[] {
  return shapes.length > 0 ? shapes : [null];
}

/** The mapped fields with a column, then the geometry in both systems. */
function columnsOf({ layer, mapping, given }: StoreOptions): Columned[] {
  const { fields, geometry } = layerOf(layer);
  const isSaid = ({ name }: Field) => name in mapping.named || given.has(name);
  const columns: Columned[] = fields.flatMap((field, i) =>
    field.column !== undefined && (isSaid(field) || isNeeded(field))
      ? [
          {
            name: field.column,
            type: copyType(field),
            datedBy: field.datedBy !== undefined && !(field.datedBy in mapping.named) ? field.datedBy : undefined,
            onlyNew: !isSaid(field),
            from: (row: ReadyRow) => row.values[i],
            ...silence(layer, field, given.has(field.name) ? null : mapping.columns[i]),
          },
        ]
      : [],
  );
  if (layer === 'tracks') return [...columns, ...TRACK_COLUMNS];
  if (geometry === 'none') return columns;
  return [...columns, ...GEOMETRY_COLUMNS, ...(layer === 'zones' ? [REPAIRED] : [])];
}

const nameOf = ({ name }: Column) => name;

/** People edit outfalls only: there it counts whether a cell said what its fallback says. */
function silence(
  layer: LayerName,
  { fallback }: Field,
  column: string | null,
): Pick<Columned, 'fallback' | 'isSilent'> {
  if (layer !== 'outfalls' || fallback === undefined || column === null) return {};
  return { fallback, isSilent: ({ properties: { [column]: cell } }) => isEmpty(cell) || isFormulaError(cell) };
}

// a town without key takes its name as key, and the other way round: both columns are written whatever is mapped
function isNeeded(field: Field): boolean {
  return field.fallback !== undefined || field.required === true;
}

function copyType(field: Field): Column['type'] {
  if (field.stored) return field.stored;
  if (field.scale !== undefined) return 'int8';
  return field.type === 'date' ? 'date' : field.type === 'number' ? 'float8' : 'text';
}

const GEOMETRY_COLUMNS: Columned[] = [
  { name: 'geom', type: 'geom_4490', from: (_row, shape) => shape },
  { name: 'geom_m', type: 'geom_plane', from: (_row, shape) => shape },
];

const REPAIRED: Columned = { name: 'repaired', type: 'bool', from: ({ repaired }) => repaired === true };

const TRACK_COLUMNS: Columned[] = [
  { name: 'has_time', type: 'bool', from: (row) => isTimed(row) },
  { name: 'fixes_unsure', type: 'int4', from: ({ unsure }) => unsure || null }, // none as in tracks of before it was kept
  { name: 'geom', type: 'geom_4490', from: (_row, shape) => shape },
  { name: 'line_m', type: 'line_m', from: (row, shape) => timedLine(row, shape!) },
];

/** Whether every fix of a track has a time. */
export function isTimed({ times }: Pick<ReadyRow, 'times'>): boolean {
  return times?.every((time) => Number.isFinite(time)) ?? false;
}

function timedLine(row: ReadyRow, { plane }: PackedGeometry): MeasuredLine {
  return { plane, m: isTimed(row) ? row.times! : new Float64Array(plane.length / 2) };
}

/** The field whose value is the table's code or key in matching. */
const CODES: Partial<Record<TouchedTable, string>> = {
  town: 'key',
  water_body: 'key',
  outfall: 'code',
  protected_zone: 'key',
  park: 'key',
  venue: 'key',
  sewer_service_area: 'key',
  section: 'code',
  intake: 'code',
  levee: 'code',
  residential_area: 'key',
  basin: 'key',
  site: 'key',
};

/** What stands for the name in matching, where it is not the field `name`; equal to match.ts's SQL. */
const NAMES: Partial<Record<TouchedTable, string[]>> = {
  source_segment: [],
  sewer_pipe: [],
  manhole: [],
  survey_track: ['track', 'mode', 'date'],
  water_function_zone: ['river', 'name'],
  key_reach: ['river', 'name'],
  section_sample: ['section', 'date'],
  sample: ['outfall', 'date', 'kind'],
};

function identifier(layer: LayerName): (row: ReadyRow, shape: PackedGeometry | null) => Identity {
  const { table, fields } = layerOf(layer);
  const at = (name: string) => fields.findIndex((field) => field.name === name);
  const sourceAt = at('source_id');
  const codeAt = at(CODES[table] ?? '');
  const nameAt = (NAMES[table] ?? ['name']).map(at);
  return ({ values }, shape) => {
    const text = (i: number) => (i < 0 || values[i] === null ? null : String(values[i]));
    const name = nameAt
      .map(text)
      .filter((part) => part !== null)
      .join(' ');
    return { sourceId: text(sourceAt), code: text(codeAt), place: shape ? placeOf(shape, name) : name };
  };
}
