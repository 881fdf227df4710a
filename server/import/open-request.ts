/** A file or rows opened, and which columns fill which fields: what needs no database. */
import { layerOf, POSITION } from './fields.ts';
import { readSourceFile, type Source, sourceLayerOf } from './formats.ts';
import type { Issue } from './issues.ts';
import { refuseOwnReport } from './own-reports.ts';
import { refuseUnlike } from './profile-columns.ts';
import type { BatchReport, FileRequest, RowsRequest } from './request.ts';
import { columnsLeft, nothingTaken } from './rows/columns-left.ts';
import { emptyRivals } from './rows/empty-columns.ts';
import { filtered, leftOut, refuseWithoutRows } from './rows/filtered.ts';
import { contestedColumns, type Mapping, resolveMapping } from './rows/mapping.ts';
import { asWritten } from './rows/mended.ts';
import { unpivoted } from './rows/unpivot.ts';
import { refuseWide } from './rows/wide-table.ts';

export interface Opened extends Pick<BatchReport, 'file_name' | 'sha256' | 'columns_left'> {
  source: Source;
  mapping: Mapping;
  /** What is to be said about the file as a whole. */
  issues: Issue[];
}

/** Opens a file and settles which of its columns fill which fields. */
export async function openFileRequest(request: FileRequest): Promise<Opened> {
  const { file, format, sha256 } = await readSourceFile(request.file);
  const { layer, where = [], mapping: asked = {}, unpivot } = request;
  const read = asWritten(await format.open(file, sourceLayerOf(format, request.sourceLayer, layer)), format.name);
  if (request.profile !== undefined) refuseUnlike(request.profile, read, { where, unpivot });
  const picked = filtered(read, where);
  refuseWithoutRows(file.name, picked, where);
  refuseOwnReport(layer, file.name, read.columns);
  const hasCrs = (request.crs ?? request.control ?? picked.crs) != null;
  if (!unpivot) refuseWide(file.name, layer, picked, asked, hasCrs);
  const source = unpivot ? unpivoted(picked, unpivot) : picked;
  if (request.profile !== undefined) refuseUnlike(request.profile, source, { mapping: asked });
  const given = new Set(Object.keys(request.defaults ?? {}));
  const said = { ...unpivotedPlaces(unpivot), ...asked };
  const empty = await emptyRivals(source, (known) => contestedColumns(layer, { ...source, empty: known }, said));
  const headers = { ...source, empty };
  const recognised = resolveMapping(layer, headers, said, given);
  const mapping = resolveMapping(layer, headers, { ...leftOut(layer, recognised, where), ...said }, given);
  const columns_left = columnsLeft(source.columns, mapping, where);
  // who wrote a rule for wide rows has looked at the columns
  const issues = [...mapping.issues, ...(unpivot ? [] : nothingTaken(mapping, columns_left))];
  return { source, mapping, issues, columns_left, file_name: file.name, sha256 };
}

/** A rule for wide rows that makes columns of positions says which are meant. */
function unpivotedPlaces(unpivot: FileRequest['unpivot'] = {}): Record<string, string> {
  return Object.fromEntries(POSITION.filter(({ name }) => name in unpivot).map(({ name }) => [name, name]));
}

/** Rows named by our fields need no recognising. */
export function openRowsRequest(request: RowsRequest): Opened {
  const rows = [...request.rows];
  const columns = new Set<string>();
  for (const { properties } of rows) for (const name in properties) columns.add(name);
  const source: Source = {
    layer: null,
    columns: [...columns],
    crs: 'EPSG:4490',
    isTable: false,
    total: rows.length,
    issues: [],
    rows: () => rows,
  };
  const own = layerOf(request.layer).fields.filter(({ name }) => columns.has(name));
  const asked = Object.fromEntries(own.map(({ name }) => [name, name]));
  const given = new Set(Object.keys(request.defaults ?? {}));
  const mapping = resolveMapping(request.layer, source, asked, given);
  return { source, mapping, issues: [], columns_left: [], file_name: request.name, sha256: request.fingerprint };
}
