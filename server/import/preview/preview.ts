/**
 * What an import would make of a file, before anything is imported: the same readers, mapping, coordinate systems and
 * checks of rows, as far as they need no transaction, with what is doubtful about outfalls. Nothing is written and no
 * district is locked. What only the register can tell (new or changed, a code that another row has, a river that there
 * is not) is said by a dry run.
 */
import type { Feature } from 'geojson';
import type { Database } from '../../db/database.ts';
import { DomainError } from '../../errors.ts';
import { Conversion, type Reading } from '../convert-rows.ts';
import { crsNote } from '../crs-note.ts';
import { refuseLargeForEmbedded } from '../embedded-limit.ts';
import { type LayerName, layerOf } from '../fields.ts';
import { SeveralLayers } from '../formats/refusals.ts';
import { type ReadFile, readSourceFile, type Source, sourceLayerOf } from '../formats.ts';
import { IssueList } from '../issue-list.ts';
import type { Issue } from '../issues.ts';
import { type Opened, openFileRequest } from '../open-request.ts';
import { type Prepared, prepare } from '../prepare.ts';
import type { FileRequest } from '../request.ts';
import { checkDistrictKey } from '../store/district.ts';
import { type SampledColumn, sampleColumns } from './columns.ts';
import { OutfallHints } from './outfall-hints.ts';
import { proposeLayer } from './propose-layer.ts';
import { type Bounds, PreviewShapes } from './shapes.ts';

/** An import whose layer may still be open. */
export type PreviewRequest = Omit<FileRequest, 'layer'> & { layer?: LayerName };

export interface FilePreview {
  file_name: string;
  format: string;
  /** Layers inside the file, where its format has such; one of them, or null while nobody chose. */
  source_layers: string[];
  source_layer: string | null;
  /** Whether all of them together are read where none is asked for. */
  source_layer_optional: boolean;
  /** The layer asked for, else the one that the file looks like; null when it looks like none. */
  layer: LayerName | null;
  columns: SampledColumn[];
  columns_total: number;
  /** field → column; empty when it could not be settled. */
  mapping: Record<string, string>;
  columns_left: string[];
  /** The file's own words for its system; null when it says nothing. */
  crs_stated: string | null;
  /** The system taken. */
  crs: string | null;
  crs_note: string | null;
  crs_note_zh: string | null;
  rows_read: number;
  rows_kept: number;
  rows_rejected: number;
  /** False when reading stopped at the preview's limit: the counts are of the rows up to there. */
  is_complete: boolean;
  bounds: Bounds | null;
  /** Whether all shapes of the rows kept are in `features`. */
  is_drawn_whole: boolean;
  features: Feature[];
  issues_by_code: Record<string, number>;
  /** The first of them. */
  issues: Issue[];
  /** Why an import as asked would be refused as a whole. */
  refusal: DomainError | null;
  /** Those of an import that its rows to mend are made by. */
  options: Pick<FileRequest, 'unpivot'>;
}

/** What a preview reads and keeps at most. */
export interface PreviewLimits {
  rows: number;
  vertices: number;
  shapes: number;
  shapeVertices: number;
  issues: number;
}

export const PREVIEW_LIMITS: PreviewLimits = {
  rows: 100_000, // some seconds
  vertices: 2_000_000,
  shapes: 20_000,
  shapeVertices: 300_000,
  issues: 500,
};

/**
 * A file that cannot be read is refused; what is wrong with the options stands in the preview as `refusal`.
 * @throws DomainError what stands in formats.ts, unknown_source_layer
 */
export async function previewFile(
  db: Database,
  request: PreviewRequest,
  limits: PreviewLimits = PREVIEW_LIMITS,
): Promise<FilePreview> {
  checkDistrictKey(request.district.key);
  const found = await readSourceFile(request.file);
  const { layers, source } = await openLayer(found, sourceLayerOf(found.format, request.sourceLayer, request.layer));
  const preview = blank(found, layers, request);
  if (!source) return preview;
  if (db.mode === 'embedded') await refuseLargeForEmbedded(request.file, request.sourceLayer);
  describe(preview, source, request);
  if (preview.layer === null) return preview;
  return settle(db, preview, { ...request, layer: preview.layer }, limits);
}

function blank({ file, format }: ReadFile, layers: string[], { layer, unpivot }: PreviewRequest): FilePreview {
  return {
    file_name: file.name,
    format: format.name,
    source_layers: layers,
    source_layer: null,
    source_layer_optional: false,
    layer: layer ?? null,
    columns: [],
    columns_total: 0,
    mapping: {},
    columns_left: [],
    crs_stated: null,
    crs: null,
    crs_note: null,
    crs_note_zh: null,
    rows_read: 0,
    rows_kept: 0,
    rows_rejected: 0,
    is_complete: true,
    bounds: null,
    is_drawn_whole: true,
    features: [],
    issues_by_code: {},
    issues: [],
    refusal: null,
    options: { unpivot },
  };
}

/** No source while one of several layers has to be chosen. */
async function openLayer(
  { file, format }: ReadFile,
  asked: string | undefined,
): Promise<{ layers: string[]; source?: Source }> {
  try {
    const source = await format.open(file, undefined);
    // a layer asked for although there is one only is checked by its name
    return {
      layers: [...(source.layers ?? (source.layer === null ? [] : [source.layer]))],
      source: asked ? await format.open(file, asked) : source,
    };
  } catch (error) {
    if (!(error instanceof SeveralLayers)) throw error;
    return { layers: [...error.layers], source: asked === undefined ? undefined : await format.open(file, asked) };
  }
}

function describe(preview: FilePreview, source: Source, { sourceLayer }: PreviewRequest): void {
  preview.source_layer = sourceLayer ?? source.layer;
  preview.source_layer_optional = source.layers !== undefined;
  preview.layer ??= proposeLayer(preview.file_name, source);
  noteColumns(preview, source);
  preview.crs_stated = source.crs;
}

function noteColumns(preview: FilePreview, source: Source): void {
  preview.columns = sampleColumns(source);
  preview.columns_total = source.columns.length;
}

/** As far as it goes: what is refused leaves the rest as it was settled before. */
async function settle(
  db: Database,
  preview: FilePreview,
  request: FileRequest,
  limits: PreviewLimits,
): Promise<FilePreview> {
  try {
    const opened = await openFileRequest(request);
    notePlan(preview, opened, request);
    const prepared = await prepare(db, request, opened);
    noteCrs(preview, prepared);
    await readRows(db, preview, { request, prepared }, limits);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    preview.refusal = error;
  }
  return preview;
}

function notePlan(preview: FilePreview, { source, mapping, columns_left }: Opened, { unpivot }: FileRequest): void {
  if (unpivot) noteColumns(preview, source); // fields take the columns of the long table
  preview.mapping = mapping.named;
  preview.columns_left = columns_left ?? [];
}

function noteCrs(preview: FilePreview, { crs, mapping }: Prepared): void {
  preview.mapping = mapping.named; // of several kinds of position the system decides
  const note = crsNote(crs?.label ?? null, crs?.datum);
  preview.crs = crs?.label ?? null;
  preview.crs_note = note?.en ?? null;
  preview.crs_note_zh = note?.zh ?? null;
}

const PIECE = { rows: 2000, vertices: 100_000, text: 4_000_000 };

async function readRows(
  db: Database,
  preview: FilePreview,
  { request, prepared }: { request: FileRequest; prepared: Prepared },
  limits: PreviewLimits,
): Promise<void> {
  const conversion = await Conversion.open(
    db,
    { request, prepared },
    { ...PIECE, rows: Math.min(PIECE.rows, limits.rows) },
  );
  const issues = new IssueList(limits.issues * 4, PIECE.text); // so that what a later stage says of a row can still stand before
  const reading = conversion.read(issues);
  const shapes = new PreviewShapes({ shapes: limits.shapes, vertices: limits.shapeVertices });
  const nameAt = layerOf(request.layer).fields.findIndex(({ name }) => name === 'name');
  const hints =
    request.layer === 'outfalls'
      ? await OutfallHints.open(db, { district: prepared.district.key, mapped: prepared.mapping.named })
      : null;
  let vertices = 0;
  for await (const piece of reading.pieces()) {
    for (const row of piece) {
      preview.rows_kept += row.weight;
      for (const { degrees } of row.shapes) vertices += degrees.length / 2;
      shapes.add(row, (row.values[nameAt] as string | null) ?? null);
    }
    await hints?.look(piece, issues);
    issues.keepFirst(limits.issues * 4 - 1);
    preview.is_complete = reading.records < limits.rows && vertices < limits.vertices;
    if (!preview.is_complete) break;
  }
  hints?.finish(issues);
  if (preview.is_complete) await reading.finish(db);
  noteReading(preview, reading, shapes);
  preview.issues_by_code = issues.byCode;
  preview.issues = issues.inOrder.slice(0, limits.issues);
}

function noteReading(preview: FilePreview, reading: Reading, shapes: PreviewShapes): void {
  preview.rows_read = reading.records;
  preview.rows_rejected = reading.rejected;
  preview.bounds = shapes.bounds;
  preview.is_drawn_whole = preview.is_complete && !shapes.isCut;
  preview.features = shapes.features;
}
