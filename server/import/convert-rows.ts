/** All rows of a file through the checks that need no transaction. */
import type { Database } from '../db/database.ts';
import { layerOf } from './fields.ts';
import type { Issue } from './issues.ts';
import { type Plane, planeOf } from './plane.ts';
import type { Prepared } from './prepare.ts';
import type { FileRequest, Progress, RowsRequest, SourceRow } from './request.ts';
import { completionOf } from './rows/complete.ts';
import { type ReadyRow, RowConverter } from './rows/convert.ts';
import { GeometryPacker } from './rows/geometry.ts';
import { samePlaceIssues } from './rows/same-place.ts';
import { assembleTracks } from './rows/track-points.ts';
import { heldBoxes, keepNear } from './store/holdings.ts';
import { shiftIssues } from './store/shifted.ts';

export interface Converted {
  rows: ReadyRow[];
  issues: Issue[];
  /** Rows of the file. */
  read: number;
  rejected: number;
  /** Null for layers without geometry. */
  plane: Plane | null;
}

interface Converting {
  request: FileRequest | RowsRequest;
  prepared: Prepared;
  progress?: Progress;
}

const REPORT_EVERY = 5000; // rows

export async function convertRows(db: Database, { request, prepared, progress }: Converting): Promise<Converted> {
  const { source, mapping, crs, district } = prepared;
  const { geometry } = layerOf(request.layer);
  const plane = geometry === 'none' ? null : await planeOf(db, district.planeSrid);
  const utcOffsetMinutes = request.district.utcOffsetMinutes ?? district.utcOffsetMinutes;
  const converter = new RowConverter({
    layer: request.layer,
    mapping,
    defaults: request.defaults ?? {},
    utcOffsetMinutes,
    packer: plane && crs && geometry !== 'none' ? new GeometryPacker(crs, plane, geometry) : null,
    complete: completionOf(request.layer, utcOffsetMinutes),
  });
  progress?.step('convert', source.total);
  const held = plane && district.exists ? await heldBoxes(db, district.key) : [];
  let read = 0;
  const counted = count(source.rows(), () => {
    if (++read % REPORT_EVERY === 0) progress?.rows(read);
  });
  const sourceRows =
    request.layer === 'tracks'
      ? assembleTracks(counted, { mapping, utcOffsetMinutes, isGeographic: crs?.isGeographic ?? false, converter })
      : counted;
  const rows: ReadyRow[] = [];
  for (const row of sourceRows) {
    const ready = converter.convert(row);
    if (ready) rows.push(ready);
  }
  converter.finish();
  const near = keepNear(rows, { held, plane }, (row, issue) => converter.reject(issue, row.weight));
  const isSurveyed = request.layer === 'outfalls' || request.layer === 'tracks'; // things that lie at rivers
  const shifted =
    plane && crs && isSurveyed && district.exists
      ? await shiftIssues(db, { district: district.key, plane, crs, rows: near })
      : [];
  progress?.done(read);
  const unreadable = source.issues.filter(({ severity }) => severity === 'error').length;
  return {
    rows: near,
    issues: [...prepared.issues, ...shifted, ...source.issues, ...converter.issues, ...samePlaceIssues(near)],
    read: read + unreadable,
    rejected: converter.rejected + unreadable,
    plane,
  };
}

function* count(rows: Iterable<SourceRow>, each: () => void): Generator<SourceRow> {
  for (const row of rows) {
    each();
    yield row;
  }
}
