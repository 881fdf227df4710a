/** Layers whose rows are rows of one table: towns, waters, outfalls, tracks, zones, sewers and the rest. */
import type { Field } from '../field.ts';
import { type LayerName, layerOf } from '../fields.ts';
import type { Issue } from '../issues.ts';
import { type Column, type LoadRow, loadRows, type Writing } from '../load.ts';
import type { MeasuredLine } from '../pgcopy.ts';
import type { ReadyRow } from '../rows/convert.ts';
import type { PackedGeometry } from '../rows/geometry.ts';
import type { Mapping } from '../rows/mapping.ts';
import type { TouchedTable } from '../touched.ts';
import { placeOf } from './match.ts';
import { CHECKED, outfallIssues } from './outfall-checks.ts';
import type { Stored } from './stored.ts';

interface Columned extends Column {
  from(row: ReadyRow, shape: PackedGeometry | null): unknown;
}

export interface StoreOptions {
  layer: LayerName;
  mapping: Mapping;
  /** Fields filled from the command line or by the layer's own step though no column is mapped to them. */
  given: ReadonlySet<string>;
}

/** Writes each shape of each row as a row of the layer's table. */
export async function storeLayerRows(writing: Writing, rows: ReadyRow[], options: StoreOptions): Promise<Stored> {
  const { table } = layerOf(options.layer);
  const columns = columnsOf(options);
  const { counts, touched, ids } = await loadRows(
    writing,
    table,
    columns,
    rows.flatMap(rowMaker(options.layer, columns)),
  );
  const isChecked = options.layer === 'outfalls' && CHECKED.some((name) => name in options.mapping.named);
  const issues = isChecked ? await checkOutfalls(writing, rows, ids) : [];
  return { counts, touched: { [table]: touched }, issues, rejected: 0 };
}

/** An outfall is one point, so the ids stand in the order of the rows. */
async function checkOutfalls({ tx, district }: Writing, rows: ReadyRow[], ids: Int32Array): Promise<Issue[]> {
  const rowOf = new Map(rows.map(({ row }, i) => [ids[i], row]));
  return outfallIssues(tx, district, [...ids], (id) => rowOf.get(id) ?? null);
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
          },
        ]
      : [],
  );
  if (layer === 'tracks') return [...columns, ...TRACK_COLUMNS];
  return geometry === 'none' ? columns : [...columns, ...GEOMETRY_COLUMNS];
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

const TRACK_COLUMNS: Columned[] = [
  { name: 'has_time', type: 'bool', from: (row) => isTimed(row) },
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
  section_sample: ['section', 'date'],
  sample: ['outfall', 'date', 'kind'],
};

function rowMaker(layer: LayerName, columns: Columned[]): (row: ReadyRow) => LoadRow[] {
  const { table, fields } = layerOf(layer);
  const at = (name: string) => fields.findIndex((field) => field.name === name);
  const sourceAt = at('source_id');
  const codeAt = at(CODES[table] ?? '');
  const nameAt = (NAMES[table] ?? ['name']).map(at);
  return (row) => {
    const text = (i: number) => (i < 0 || row.values[i] === null ? null : String(row.values[i]));
    const name = nameAt
      .map(text)
      .filter((part) => part !== null)
      .join(' ');
    const shapes = row.shapes.length > 0 ? row.shapes : [null];
    return shapes.map((shape, part) => ({
      weight: part === 0 ? row.weight : 0,
      cells: columns.map(({ from }) => from(row, shape)),
      identity: { sourceId: text(sourceAt), code: text(codeAt), place: shape ? placeOf(shape, name) : name },
    }));
  };
}
