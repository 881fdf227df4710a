/** Uploads and batches as the API describes them. */
import { Type } from 'typebox';
import { LAYER_NAMES } from '../../import/fields.ts';
import { DistrictKey, Mode, nullable, oneOf, Problem } from '../schemas.ts';

const Words = (description: string) => Type.Optional(Type.String({ description }));
const Count = Type.Integer({ minimum: 0 });
const Layer = oneOf(LAYER_NAMES, { description: 'What the rows are' });

/** Described only: a form is checked while it is read. */
export const ImportForm = Type.Object({
  file: Type.Optional(
    Type.String({
      format: 'binary',
      description: 'Of a shapefile also .dbf, .shx, .prj and .cpg, each a file part',
    }),
  ),
  layer: Type.Optional(
    oneOf(LAYER_NAMES, { description: 'What the rows are; may be left out where a profile says it' }),
  ),
  district: Type.Optional(DistrictKey),
  preview: Words('The id of a preview: its file is imported, and no file part is sent'),
  profile: Words('A saved profile (GET /api/v1/profiles); the other fields go before it'),
  unpivot: Words('NAME=PATTERN|PATTERN,…: a wide table; {n} in a pattern where columns count; repeatable'),
  map: Words('field=COLUMN,…: ours on the left; repeatable'),
  where: Words('FIELD=VALUE: only rows whose column has this value; repeatable'),
  source_layer: Words('The layer inside the file, where it has several'),
  crs: Words('EPSG:n, WGS84, CGCS2000, gcj02, bd09, PROJ string or WKT; counts before what the file says'),
  control: Type.Optional(
    Type.String({
      format: 'binary',
      description: 'CSV of points known twice: from_x,from_y,to_lon,to_lat or to_x,to_y with control_crs',
    }),
  ),
  control_crs: Words('The system of to_x, to_y'),
  set: Words('field=VALUE: for rows that say nothing of this field; repeatable'),
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
      {
        additionalProperties: true,
        description:
          'The row as read; of reanchored and anchor_lost: what was where, and of a survey of a whole river the metres of it that are not what was surveyed; of town_recut and town_lost: what the row covered and covers of its river inside the town it names; of tracks_reanchored and tracks_lost: metres that tracks covered of the river and cover now, and the tracks with the largest loss',
      },
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
  columns_left: nullable(
    Type.Array(Type.String(), {
      description: 'Columns of the file that no field took; null of batches before it was recorded',
    }),
  ),
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

const Fixes = (description: string) => Type.Integer({ minimum: 0, description });

export const TrackFixes = Type.Object({
  id: Type.Integer(),
  track: nullable(Type.String({ description: 'Its name, else its number in the file' })),
  fixes_read: Fixes('The sum of fixes_kept and of the five that were left out'),
  fixes_kept: Fixes('In the pieces that are matched to rivers'),
  fixes_unsure: Fixes('Left out: their receiver was unsure of them'),
  fixes_too_fast: Fixes('Left out: of days faster than crews go'),
  fixes_outliers: Fixes('Left out: jumped away and came back'),
  fixes_thinned: Fixes('Left out: closer than 15 m to the last kept one'),
  fixes_alone: Fixes('Left out: alone on their day or between two cuts, or all there in one place'),
  cuts: Fixes('Places where the track was cut: the next fix is too far'),
  fixes_averaged: Fixes('Put at the mean of those around them before they were thinned; counted above'),
  fixes_same_time: Fixes('Of the same moment as the fix before; counted above'),
});

export const Batch = Type.Object({
  ...BatchSummary.properties,
  issues: Type.Array(Issue),
  tracks: Type.Array(TrackFixes, {
    description: 'Of layer tracks: what became of the fixes of each that is of this batch',
  }),
});

const Texts = Type.Record(Type.String(), Type.String());

/** What a profile says of a file, named as the fields of an upload. */
export const ProfileSettings = Type.Object(
  {
    layer: Layer,
    map: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: 'field → column; "" leaves a field out' }),
    ),
    crs: Type.Optional(nullable(Type.String())),
    where: Type.Optional(Type.Array(Type.Object({ column: Type.String(), value: Type.String() }))),
    defaults: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: 'field → value for rows that say nothing of it' }),
    ),
    source_layer: Type.Optional(nullable(Type.String())),
    control: Type.Optional(
      nullable(
        Type.Object({
          name: Type.String(),
          text: Type.String({ description: 'CSV of points known twice: from_x,from_y,to_lon,to_lat or to_x,to_y' }),
          crs: Type.Optional(Type.String()),
        }),
      ),
    ),
    unpivot: Type.Optional(
      nullable(
        Type.Record(Type.String(), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }), {
          description: 'Our column → patterns of the columns of a wide table, {n} where they count',
        }),
      ),
    ),
  },
  { additionalProperties: false },
);

export const Profile = Type.Object({
  name: Type.String(),
  district: nullable(Type.String({ description: 'Null: for all districts' })),
  layer: Layer,
  map: Texts,
  crs: nullable(Type.String()),
  where: Type.Array(AnyObject),
  defaults: Texts,
  source_layer: nullable(Type.String()),
  control: nullable(AnyObject),
  unpivot: nullable(AnyObject),
  author: Type.String(),
  created_at: Type.String(),
  updated_at: Type.String(),
});
