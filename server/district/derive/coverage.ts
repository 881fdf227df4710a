/** What tracks and records cover, written as ranges on routes with their evidence. */
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { Coverer } from '../../engine/coverage/cover.ts';
import { buildCoverIndex } from '../../engine/coverage/cover-index.ts';
import { dateOfDay } from '../../engine/coverage/days.ts';
import { decodeTracks } from '../../engine/coverage/packed.ts';
import { RangeSink } from '../../engine/coverage/range-sink.ts';
import type { Rulers } from '../../engine/rulers.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import type { District } from '../district.ts';
import { literal } from '../literal.ts';
import type { Network } from './derive.ts';

/** Which tracks: all of the district, or these. */
export type TrackChoice = 'all' | readonly number[];

interface TrackRow {
  id: number;
  mode: string;
  crew: string | null;
}

/** Matches the chosen tracks to the routes as they stand and replaces what was stored of them. */
export async function coverTracks(
  tx: Executor,
  district: District,
  { rulers, bodies }: Network,
  choice: TrackChoice,
  version: number,
): Promise<void> {
  await dropRanges(tx, district.key, choice);
  const { tracks, blobs } = await readTracks(tx, district.key, choice);
  if (tracks.length === 0) return;
  const index = buildCoverIndex(rulers, bodies);
  const coverer = new Coverer(index, { onePassWidthMm: district.onePassWidthMm });
  const { pieces, firstPiece } = decodeTracks(blobs);
  const rows: unknown[][] = [];
  for (let t = 0; t < tracks.length; t++) {
    const sink = new RangeSink();
    coverer.cover(pieces, firstPiece[t], firstPiece[t + 1], t, sink);
    rows.push(...rangeRows(rulers, tracks[t], sink, version));
  }
  await writeRanges(tx, district.key, rows);
}

async function dropRanges(tx: Executor, district: string, choice: TrackChoice): Promise<void> {
  await tx.query(
    `delete from register.surveyed_range
      where district = $1 and track_id is not null and ($2::int[] is null or track_id = any($2::int[]))`,
    [district, choice === 'all' ? null : choice],
  );
}

async function readTracks(
  tx: Executor,
  district: string,
  choice: TrackChoice,
): Promise<{ tracks: TrackRow[]; blobs: Uint8Array[] }> {
  const tracks: TrackRow[] = [];
  const blobs: Uint8Array[] = [];
  const chosen = choice === 'all' ? '' : `and id in (${[-1, ...choice].map(Number).join(', ')})`;
  const copy = new CopyReader(
    await tx.copyOut(
      `select id, mode, crew, chords from register.survey_track
        where district = ${literal(district)} and chords is not null ${chosen} order by id`,
    ),
  );
  while (copy.next()) {
    tracks.push({ id: copy.int()!, mode: copy.string()!, crew: copy.string() });
    blobs.push(copy.binary()!);
  }
  return { tracks, blobs };
}

function rangeRows(rulers: Rulers, track: TrackRow, sink: RangeSink, version: number): unknown[][] {
  return sink
    .toRanges()
    .map(({ route, fromMm, toMm, bank, kind, day }) => [
      rulers.routeId[route],
      track.mode,
      bank,
      kind,
      fromMm,
      toMm,
      track.crew,
      dateOfDay(day),
      track.id,
      null,
      version,
    ]);
}

/** Cells after district and id: route, mode, bank, kind, from, to, crew, day, track, record, version. */
export async function writeRanges(tx: Executor, district: string, rows: readonly unknown[][]): Promise<void> {
  if (rows.length === 0) return;
  const [{ first }] = await tx.query<{ first: number }>(`select register.next_ids($1, 'surveyed_range', $2) as first`, [
    district,
    rows.length,
  ]);
  await tx.copyIn(
    'register.surveyed_range',
    [
      'district',
      'id',
      'route_id',
      'mode',
      'bank',
      'kind',
      'from_mm',
      'to_mm',
      'crew',
      'day',
      'track_id',
      'record_id',
      'version',
    ],
    encodeCopy(
      ['text', 'int4', 'int4', 'text', 'text', 'text', 'int8', 'int8', 'text', 'date', 'int4', 'int4', 'int8'],
      rows.map((row, i) => [district, first + i, ...row]),
    ),
  );
}
