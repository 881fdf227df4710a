/** Uploads and batches as the API describes them. */
import { Type } from 'typebox';
import { LAYER_NAMES } from '../../import/fields.ts';
import { DistrictKey, Mode, nullable, oneOf, Problem } from '../schemas.ts';

const Words = (description: string) => Type.Optional(Type.String({ description }));
const Count = Type.Integer({ minimum: 0 });
const Layer = oneOf(LAYER_NAMES, { description: 'What the rows are' });

/** Described only: a form is checked while it is read. */
export const ImportForm = Type.Object({
  file: Type.String({
    format: 'binary',
    description: 'Of a shapefile also .dbf, .shx, .prj and .cpg, each a file part',
  }),
  layer: Layer,
  district: Type.Optional(DistrictKey),
  map: Words('field=COLUMN,…: ours on the left; repeatable'),
  where: Words('FIELD=VALUE: only rows whose column has this value; repeatable'),
  source_layer: Words('The layer inside the file, where it has several'),
  crs: Words('EPSG:n, PROJ string, WKT, gcj02 or bd09; counts before what the file says'),
  mode: Type.Optional(Mode),
  method: Words('How it was surveyed, where rows do not say'),
  crew: Words('Who surveyed, where rows do not say'),
  date: Words('The day of the survey, where rows do not say'),
  utc_offset: Words('Minutes from UTC to local time of a district outside China'),
  dry_run: Type.Optional(oneOf(['true', 'false'], { description: 'Check and count everything, keep nothing' })),
});

export const Job = Type.Object({
  job: Type.String(),
  state: oneOf(['waiting', 'running', 'done', 'refused', 'cancelled', 'failed']),
  district: Type.String(),
  layer: Type.String(),
  file_name: Type.String(),
  dry_run: Type.Boolean(),
  step: nullable(Type.String({ description: 'read, convert, store or derive' })),
  rows_done: Count,
  rows_total: nullable(Count),
  created_at: Type.String(),
  finished_at: nullable(Type.String()),
  problem: nullable(Problem),
});

export const Issue = Type.Object({
  severity: oneOf(['error', 'warning']),
  code: Type.String(),
  row: nullable(Type.Integer()),
  field: nullable(Type.String()),
  value: nullable(Type.String()),
  reason_zh: Type.String(),
  reason_en: Type.String(),
  original: nullable(
    Type.Object(
      {},
      { additionalProperties: true, description: 'The row as read; of reanchored and anchor_lost: what was where' },
    ),
  ),
});

const AnyObject = Type.Object({}, { additionalProperties: true });

export const BatchSummary = Type.Object({
  district: Type.String(),
  id: nullable(Type.Integer()),
  layer: Type.String(),
  file_name: Type.String(),
  sha256: Type.String(),
  crs: nullable(Type.String()),
  crs_note: nullable(Type.String({ description: 'What was taken for what in the datum' })),
  crs_note_zh: nullable(Type.String()),
  mapping: AnyObject,
  options: AnyObject,
  profile: nullable(Type.String({ description: 'The mapping profile it was read with' })),
  rows_read: Count,
  rows_new: Count,
  rows_changed: Count,
  rows_same: Count,
  rows_rejected: Count,
  author: Type.String(),
  created_at: nullable(Type.String()),
  undone_at: nullable(Type.String()),
  dry_run: Type.Boolean(),
  repeated: Type.Boolean({ description: 'The same file was imported before and nothing was done' }),
  issues_by_code: Type.Record(Type.String(), Count),
});

export const Batch = Type.Object({ ...BatchSummary.properties, issues: Type.Array(Issue) });
