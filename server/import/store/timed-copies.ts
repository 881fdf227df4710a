/** Tracks with times that are one survey: another format rounds where the receiver was, not when. */
import { EwkbReader } from '../../db/ewkb.ts';
import type { Writing } from '../load.ts';

/** Metres that a fix may lie from that of a copy: six decimals of a degree are 0.1 m. */
const NEAR_M = 1;

export interface TimedTrack {
  mode: string;
  /** Milliseconds since 1970 UTC. */
  times: ArrayLike<number>;
  /** East, north interleaved in metres of the district's plane. */
  plane: Float64Array;
}

/** Whether mode and times are the same and every fix lies beside the other's. */
export function isTimedCopy(a: TimedTrack, b: TimedTrack): boolean {
  if (a.mode !== b.mode || a.times.length !== b.times.length) return false;
  for (let i = 0; i < a.times.length; i++) {
    const [dx, dy] = [a.plane[2 * i] - b.plane[2 * i], a.plane[2 * i + 1] - b.plane[2 * i + 1]];
    if (a.times[i] !== b.times[i] || Math.sqrt(dx * dx + dy * dy) > NEAR_M) return false;
  }
  return true;
}

/** Tracks of a file by what copies share, so that each is held against few others. */
export class TimedTracks {
  private readonly named = new Map<string, { track: TimedTrack; name: string }[]>();

  /** The name of the first track that this one is a copy of. */
  find(track: TimedTrack): string | undefined {
    const cell = cellOf(track);
    const beside = [cell - 1, cell, cell + 1].flatMap((x) => this.named.get(clockOf(track, x)) ?? []);
    return beside.find((other) => isTimedCopy(other.track, track))?.name;
  }

  add(track: TimedTrack, name: string): void {
    const key = clockOf(track, cellOf(track));
    this.named.set(key, [...(this.named.get(key) ?? []), { track, name }]);
  }
}

/** East of the first fix in cells as wide as copies may be apart. */
const cellOf = ({ plane }: TimedTrack) => Math.floor(plane[0] / NEAR_M);

function clockOf({ mode, times }: TimedTrack, cell: number): string {
  return [mode, times[0], times[times.length - 1], times.length, cell].join(' ');
}

/** A track of the register. */
export interface Known {
  id: number;
  name: string;
  track: string | null;
  sourceId: string | null;
}

/** Of each track those of the register that it is a copy of, by id. */
export async function timedCopies(writing: Writing, tracks: readonly TimedTrack[]): Promise<Known[][]> {
  const candidates = await sameClocks(writing, tracks);
  const stored = await readTracks(writing, [...new Set(candidates.map(({ id }) => id))]);
  const copies = tracks.map((): Known[] => []);
  for (const { row, ...known } of candidates)
    if (isTimedCopy(stored.get(known.id)!, tracks[row - 1])) copies[row - 1].push(known);
  return copies;
}

/** Tracks of the register with as many fixes from and to the same moment, which start beside one of these: by index survey_track_clock. */
async function sameClocks({ tx, district }: Writing, tracks: readonly TimedTrack[]) {
  if (tracks.length === 0) return [];
  return tx.query<Known & { row: number }>(
    `select r.row::int as row, t.id, coalesce(t.track, '#' || t.id) as name, t.track, t.source_id as "sourceId"
       from unnest($2::text[], $3::float8[], $4::float8[], $5::int[], $6::float8[])
            with ordinality as r (mode, first, last, count, x, row)
       join register.survey_track as t
         on t.district = $1 and t.has_time and t.mode = r.mode
        and st_m(st_startpoint(t.line_m)) = r.first and st_m(st_endpoint(t.line_m)) = r.last
        and st_npoints(t.line_m) = r.count
        and st_x(st_startpoint(t.line_m)) between r.x - ${NEAR_M} and r.x + ${NEAR_M}
      order by t.id`,
    [
      district,
      tracks.map(({ mode }) => mode),
      tracks.map(({ times }) => times[0]),
      tracks.map(({ times }) => times[times.length - 1]),
      tracks.map(({ times }) => times.length),
      tracks.map(({ plane }) => plane[0]),
    ],
  );
}

async function readTracks({ tx, district }: Writing, ids: readonly number[]): Promise<Map<number, TimedTrack>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: number; mode: string; line: Uint8Array }>(
    'select id, mode, st_asewkb(line_m) as line from register.survey_track where district = $1 and id = any($2::int[])',
    [district, ids],
  );
  return new Map(rows.map(({ id, mode, line }) => [id, timedTrack(mode, new EwkbReader(line).line())]));
}

/** @param line  [x, y, ms, …] */
function timedTrack(mode: string, line: Float64Array): TimedTrack {
  const count = line.length / 3;
  const plane = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) plane.set(line.subarray(3 * i, 3 * i + 2), 2 * i);
  return { mode, times: Float64Array.from({ length: count }, (_, i) => line[3 * i + 2]), plane };
}
