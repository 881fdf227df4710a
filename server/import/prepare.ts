/** Coordinate system, district and its plane: what is decided before the first row is converted. */
import type { Database } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { controlFar } from './control-far.ts';
import { type Crs, resolveCrs } from './crs.ts';
import { controlCrs } from './crs-control.ts';
import { type Axes, fitToNumbers } from './crs-fit.ts';
import { isEasting, isNorthing } from './crs-gauss-kruger.ts';
import { crsRefusal } from './crs-refusal.ts';
import { coarseness } from './crs-steps.ts';
import { layerOf } from './fields.ts';
import type { Source } from './formats.ts';
import type { Issue } from './issues.ts';
import type { Opened } from './open-request.ts';
import { planeSridFor } from './plane.ts';
import type { FileRequest, RowsRequest } from './request.ts';
import { type Mapping, mendedHeaders, settled } from './rows/mapping.ts';
import { systemOf } from './rows/mended.ts';
import { leftIssue, placed } from './rows/placed.ts';
import { withSwapped } from './rows/position.ts';
import { columnsOf } from './rows/position-columns.ts';
import { samplePositions } from './rows/sample.ts';
import { findImportDistrict, type ImportDistrict, newDistrict } from './store/district.ts';
import { nearHeld } from './store/holdings.ts';

export interface Prepared extends Pick<Opened, 'source' | 'mapping' | 'issues'> {
  /** Null for layers without geometry. */
  crs: Crs | null;
  district: ImportDistrict;
}

/** @throws DomainError crs_needed, unknown_crs, crs_beside_control, unknown_district, degrees_in_plane */
export async function prepare(db: Database, request: FileRequest | RowsRequest, opened: Opened): Promise<Prepared> {
  const { file_name } = opened;
  const key = request.district.key;
  const found = await findImportDistrict(db, key);
  const { geometry, geometryOptional } = layerOf(request.layer);
  const stating = geometry === 'none' ? undefined : await statedCrs(db, request, opened.source);
  const mapping = settled(opened.mapping, request.layer, stating?.crs);
  if (stating && mapping.position?.as === 'degrees' && !stating.crs.isGeographic)
    throw degreesInPlane(mapping, stating.crs);
  const source = placed(opened.source, mapping, stating?.crs, geometryOptional === true);
  const sample = geometry === 'none' ? undefined : samplePositions(source);
  const said = [
    ...opened.issues,
    ...leftIssue(mapping),
    ...mendedHeaders(mapping, 'mapping' in request ? request.mapping : {}),
  ];
  if (sample === undefined || (geometryOptional && sample.middle === undefined)) {
    if (!found) throw districtOf(key, request.layer);
    return { source, mapping, crs: null, district: found, issues: said };
  }
  const read = sample.middle;
  const {
    crs: stated,
    issues: told,
    targets,
  } = stating ?? {
    crs: await impliedCrs(db, { file_name, middle: read, district: found }),
    issues: [],
    targets: undefined,
  };
  // control points belong to the columns as they stand
  const fit = targets
    ? { crs: stated, issues: [...told, ...controlFar(sample, stated, targets)], isSwapped: false }
    : fitToNumbers(stated, read, axesOf(mapping.position));
  const { crs } = fit;
  const issues = [...said, ...fit.issues, ...coarseness(sample, crs)];
  const middle = read && fit.isSwapped ? ([read[1], read[0]] as [number, number]) : read;
  const district =
    found ?? newDistrict(request.district, ...planeFor(request.district.planeSrid, crs, middle, file_name));
  const rows = fit.isSwapped ? () => withSwapped(source.rows()) : source.rows;
  return { source: { ...source, rows }, mapping, crs, district, issues };
}

interface Stated {
  crs: Crs;
  issues: Issue[];
  /** Of control points. */
  targets?: [number, number][];
}

/** What the request says, or the file; undefined where neither does. */
async function statedCrs(
  db: Database,
  request: FileRequest | RowsRequest,
  source: Source,
): Promise<Stated | undefined> {
  if ('control' in request && request.control) {
    if (request.crs) throw besideControl(request.crs);
    return controlCrs(db, request.control);
  }
  const stated = ('crs' in request ? request.crs : undefined) ?? source.crs ?? systemOf(source);
  return stated === null ? undefined : { crs: await resolveCrs(db, stated), issues: [] };
}

function besideControl(crs: string): DomainError {
  return new DomainError(
    'crs_beside_control',
    `control points say what the file's coordinates are, and so does the coordinate system ${crs} (command line: --crs): give one of them; the system that the points' to_x, to_y are in is said apart (command line: --control-crs)`,
    `控制点已说明文件的坐标，坐标系 ${crs} 也在说明（命令行：--crs）：请只给其一；控制点 to_x、to_y 所用的坐标系另行写明（命令行：--control-crs）`,
  );
}

function axesOf(position: Mapping['position']): Axes {
  return position === null || position.as === 'wkt' ? 'geometry' : position.isBare ? 'bare' : 'named';
}

interface Unstated {
  file_name: string;
  middle: [number, number] | undefined;
  district: ImportDistrict | undefined;
}

/** GeoJSON says RFC 7946 by saying nothing, and is held to it. */
async function impliedCrs(db: Database, { file_name, middle, district }: Unstated): Promise<Crs> {
  const isGeoJson = /\.(geo)?json$/i.test(file_name);
  const isBeyond = middle !== undefined && (Math.abs(middle[0]) > 180 || Math.abs(middle[1]) > 90);
  if (isGeoJson && !isBeyond) return resolveCrs(db, 'EPSG:4326');
  const isNorthFirst = middle !== undefined && isEasting(middle[1]) && isNorthing(middle[0]) && !isEasting(middle[0]);
  const place: [number, number] = isNorthFirst ? [middle[1], middle[0]] : (middle ?? [0, 0]);
  throw await crsRefusal(db, file_name, place, district ? await nearHeld(db, district.key, district.planeSrid) : null);
}

function degreesInPlane({ position }: Mapping, { label }: Crs): DomainError {
  const columns = position ? columnsOf(position).join(', ') : '';
  return new DomainError(
    'degrees_in_plane',
    `the columns ${columns} are read as lon and lat, which are degrees, but ${label} is a plane system: give their own (EPSG:4490 …), or where they hold metres, map x, which is east, and y to them (command line: --map x=COLUMN,y=COLUMN)`,
    `列 ${columns} 按经纬度（度）读取，而 ${label} 是平面坐标系：请给出其自身的坐标系（如 EPSG:4490）；若其中是米，请把这些列指定为 x（东）与 y（命令行：--map x=列名,y=列名）`,
  );
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
