/** What tracks of a district cover, from rows to rows: read packed tracks, cover, replace their ranges. */
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { orderRanges } from '../../engine/coverage/range-order.ts';
import type { RangeSink } from '../../engine/coverage/range-sink.ts';
import { literal } from '../literal.ts';
import type { CoverThreads } from './cover-threads.ts';
import { encodeRanges, RANGE_COLUMNS, type TrackFacts } from './range-copy.ts';

export interface PackedTrackRows {
  tracks: TrackFacts[];
  blobs: Uint8Array[];
}

/** Which tracks: all of the district, or these. */
export type TrackChoice = 'all' | readonly number[];

export async function readPackedTracks(
  tx: Executor,
  district: string,
  choice: TrackChoice = 'all',
): Promise<PackedTrackRows> {
  const chosen = choice === 'all' ? '' : `and id in (${[-1, ...choice].map(Number).join(', ')})`;
  const copy = new CopyReader(
    await tx.copyOut(
      `select id, mode, crew, chords from register.survey_track
        where district = ${literal(district)} and chords is not null ${chosen} order by id`,
    ),
  );
  const rows: PackedTrackRows = { tracks: [], blobs: [] };
  while (copy.next()) {
    rows.tracks.push({ id: copy.int()!, mode: copy.string()!, crew: copy.string() });
    rows.blobs.push(copy.binary()!);
  }
  return rows;
}

/**
 * Replaces the ranges of the chosen tracks, also of those that are no longer there. `threads` must be using the index of the same version of its network;
 * `routeId` are the ids of that index's routes.
 */
export async function recomputeTracks(
  tx: Executor,
  district: string,
  version: number,
  threads: CoverThreads,
  routeId: Int32Array,
  choice: TrackChoice = 'all',
): Promise<void> {
  const { tracks, blobs } = await readPackedTracks(tx, district, choice);
  const sinks = await threads.cover(
    blobs,
    tracks.map(({ mode }) => mode === 'under_water'),
  );
  await tx.query(
    `delete from register.surveyed_range
      where district = $1 and track_id is not null and ($2::int[] is null or track_id = any($2::int[]))`,
    [district, choice === 'all' ? null : choice],
  );
  await writeRanges(tx, district, version, tracks, sinks, routeId);
}

async function writeRanges(
  tx: Executor,
  district: string,
  version: number,
  tracks: readonly TrackFacts[],
  sinks: readonly RangeSink[],
  routeId: Int32Array,
): Promise<void> {
  const order = orderRanges(sinks, tracks.length, routeId.length);
  if (order.row.length === 0) return;
  const [{ first }] = await tx.query<{ first: number }>(`select register.next_ids($1, 'surveyed_range', $2) as first`, [
    district,
    order.row.length,
  ]);
  const rows = { district, firstId: first, version, routeId, tracks, sinks, order };
  await tx.copyIn('register.surveyed_range', RANGE_COLUMNS, encodeRanges(rows));
}
