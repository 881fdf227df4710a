/** Everything decided before the first row is converted: mapping, coordinate system, district and its plane. */
import type { Database } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { type Crs, resolveCrs } from './crs.ts';
import { crsRefusal } from './crs-candidates.ts';
import { controlCrs } from './crs-control.ts';
import { type Axes, fitToNumbers } from './crs-fit.ts';
import { isEasting, isNorthing } from './crs-gauss-kruger.ts';
import { coarseness } from './crs-steps.ts';
import { layerOf } from './fields.ts';
import { readSourceFile, type Source, sourceLayerOf } from './formats.ts';
import type { Issue } from './issues.ts';
import { refuseOwnReport } from './own-reports.ts';
import { planeSridFor } from './plane.ts';
import { refuseUnlike } from './profile-columns.ts';
import type { BatchReport, FileRequest, RowsRequest } from './request.ts';
import { columnsLeft } from './rows/columns-left.ts';
import { filtered, leftOut, refuseWithoutRows } from './rows/filtered.ts';
import { type Mapping, resolveMapping } from './rows/mapping.ts';
import { asWritten, systemOf } from './rows/mended.ts';
import { withPositions, withSwapped } from './rows/position.ts';
import { samplePositions } from './rows/sample.ts';
import { unpivoted } from './rows/unpivot.ts';
import { refuseWide } from './rows/wide-table.ts';
import { findImportDistrict, type ImportDistrict, newDistrict } from './store/district.ts';
import { nearHeld } from './store/holdings.ts';

export interface Prepared {
  source: Source;
  mapping: Mapping;
  /** Null for layers without geometry. */
  crs: Crs | null;
  district: ImportDistrict;
  /** What is to be said about the file as a whole. */
  issues: Issue[];
}

export type Opened = Pick<Prepared, 'source' | 'mapping'> & Pick<BatchReport, 'file_name' | 'sha256' | 'columns_left'>;

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
  const recognised = resolveMapping(layer, source, asked, given);
  const mapping = resolveMapping(layer, source, { ...leftOut(layer, recognised, where), ...asked }, given);
  const { position } = mapping;
  const rows = position ? () => withPositions(source.rows(), position) : source.rows;
  const columns_left = columnsLeft(layer, source.columns, mapping, where);
  return { source: { ...source, rows }, mapping, columns_left, file_name: file.name, sha256 };
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
  return { source, mapping, columns_left: [], file_name: request.name, sha256: request.fingerprint };
}

/** @throws DomainError crs_needed, unknown_crs, unknown_district */
export async function prepare(db: Database, request: FileRequest | RowsRequest, opened: Opened): Promise<Prepared> {
  const { source, mapping, file_name } = opened;
  const key = request.district.key;
  const found = await findImportDistrict(db, key);
  const { geometry, geometryOptional } = layerOf(request.layer);
  const sample = geometry === 'none' ? undefined : samplePositions(source);
  if (sample === undefined || (geometryOptional && sample.middle === undefined)) {
    if (!found) throw districtOf(key, request.layer);
    return { source, mapping, crs: null, district: found, issues: [] };
  }
  const stated = ('crs' in request ? request.crs : undefined) ?? source.crs ?? systemOf(source);
  const read = sample.middle;
  const controlled = 'control' in request && request.control ? await controlCrs(db, request.control) : undefined;
  const stating = controlled?.crs ?? (await statedCrs(db, { stated, file_name, middle: read, district: found }));
  // control points belong to the columns as they stand
  const fit = controlled ? { ...controlled, isSwapped: false } : fitToNumbers(stating, read, axesOf(mapping.position));
  const { crs } = fit;
  const issues = [...fit.issues, ...coarseness(sample, crs)];
  const middle = read && fit.isSwapped ? ([read[1], read[0]] as [number, number]) : read;
  const district =
    found ?? newDistrict(request.district, ...planeFor(request.district.planeSrid, crs, middle, file_name));
  const rows = fit.isSwapped ? () => withSwapped(source.rows()) : source.rows;
  return { source: { ...source, rows }, mapping, crs, district, issues };
}

function axesOf(position: Mapping['position']): Axes {
  return position === null || position.as === 'wkt' ? 'geometry' : position.isBare ? 'bare' : 'named';
}

interface Stated {
  stated: string | null;
  file_name: string;
  middle: [number, number] | undefined;
  district: ImportDistrict | undefined;
}

/** GeoJSON says RFC 7946 by saying nothing, and is held to it. */
async function statedCrs(db: Database, { stated, file_name, middle, district }: Stated): Promise<Crs> {
  const isGeoJson = /\.(geo)?json$/i.test(file_name);
  const isBeyond = middle !== undefined && (Math.abs(middle[0]) > 180 || Math.abs(middle[1]) > 90);
  if (stated !== null) return resolveCrs(db, stated);
  if (isGeoJson && !isBeyond) return resolveCrs(db, 'EPSG:4326');
  const isNorthFirst = middle !== undefined && isEasting(middle[1]) && isNorthing(middle[0]) && !isEasting(middle[0]);
  const place: [number, number] = isNorthFirst ? [middle[1], middle[0]] : (middle ?? [0, 0]);
  throw await crsRefusal(db, file_name, place, district ? await nearHeld(db, district.key, district.planeSrid) : null);
}

function planeFor(
  asked: number | undefined,
  crs: Crs,
  middle: [number, number] | undefined,
  file: string,
): [number, [number, number]] {
  const degrees = middle && (crs.toDegrees ? crs.toDegrees(middle) : middle);
  if (!degrees || !Number.isFinite(degrees[0] + degrees[1]))
    throw new DomainError(
      'nothing_to_import',
      `${file} has no row with a position on the earth: a new district cannot be made of it`,
      `${file} 没有带有效坐标的行，无法建立新辖区`,
    );
  return [asked ?? planeSridFor(...degrees), degrees];
}

function districtOf(key: string, layer: string): DomainError {
  return new DomainError(
    'district_unknown',
    `There is no district "${key}": ${layer} name rivers, so import rivers first.`,
    `没有“${key}”这个区：${layer} 需引用河流，请先导入河流。`,
    404,
  );
}
