/** Packs new tracks into the pieces that can count, once, so that no recompute reads every fix again. */
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { EwkbReader } from '../../db/ewkb.ts';
import { dateOfDay, localDay } from '../../engine/coverage/days.ts';
import { encodePieces } from '../../engine/coverage/packed.ts';
import { FAR_MM } from '../../engine/coverage/parameters.ts';
import { type Cleaned, prepareTrack } from '../../engine/coverage/prepare-track.ts';
import { type Issue, issue } from '../../import/issues.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import { utcOffsetNeeded } from '../../import/rows/cells.ts';
import type { TrackChoice } from '../cover/recompute.ts';
import type { District } from '../district.ts';
import { literal } from '../literal.ts';
import { toMillimetres } from '../millimetres.ts';

/**
 * Fills the packed pieces, and what cleaning did, of every track that has none, and anew of those whose fixes changed.
 * @returns what a person should know of tracks packed for the first time or changed; nothing when all are packed anew
 */
export async function packChords(tx: Executor, district: District, changed: TrackChoice): Promise<Issue[]> {
  const issues: Issue[] = [];
  const rows: unknown[][] = [];
  const stale = changed === 'all' ? 'true' : `id in (${[-1, ...changed].map(Number).join(', ')})`;
  const copy = new CopyReader(
    await tx.copyOut(
      `select id, track, has_time, (date - date '1970-01-01')::int, line_m from register.survey_track
        where district = ${literal(district.key)} and (chords is null or ${stale}) order by id`,
    ),
  );
  while (copy.next()) {
    const [id, name, hasTime, day] = [copy.int()!, copy.string(), copy.boolean()!, copy.int()];
    const { pieces, cleaned } = prepareTrack(fixesOf(new EwkbReader(copy.binary()!).line(), hasTime, day, district));
    rows.push([id, encodePieces(pieces), ...Object.values(COUNTS).map((count) => count(cleaned))]);
    issues.push(...cleanedIssues(id, name, cleaned));
  }
  if (rows.length > 0) await storeChords(tx, district.key, rows);
  return changed === 'all' ? [] : issues;
}

/** What is kept of the cleaning, by column. */
const COUNTS: Record<string, (cleaned: Cleaned) => number> = {
  fixes_dropped: ({ outliers }) => outliers.length,
  fixes_fast: ({ fast }) => fast,
  fixes_thinned: ({ thinned }) => thinned,
  fixes_alone: ({ alone }) => alone,
  fixes_averaged: ({ averaged }) => averaged,
  fixes_same_time: ({ sameTime }) => sameTime,
  silences: ({ silences }) => silences,
};

function cleanedIssues(id: number, name: string | null, { outliers, farthestMm, isStill, fastDays }: Cleaned): Issue[] {
  const at = { row: null, field: `track ${id}`, detail: name ?? `#${id}` };
  const issues: Issue[] = [];
  if (outliers.length > 0) issues.push(issue('outliers_dropped', { ...at, value: outliers.length }));
  if (farthestMm > FAR_MM) issues.push(issue('track_jumps', { ...at, value: Math.round(farthestMm / 1e6) }));
  for (const { day, mPerS } of fastDays)
    issues.push(issue('track_too_fast', { ...at, value: `${dateOfDay(day)} (${Math.round(3.6 * mPerS)} km/h)` }));
  if (isStill) issues.push(issue('track_stationary', at));
  return issues;
}

/** Vertices [x, y, ms, …] of a stored track as fixes. Fix times beat the track's date. */
function fixesOf(line: Float64Array, hasTime: boolean, day: number | null, district: District) {
  const count = line.length / 3;
  const offset = district.utcOffsetMinutes;
  if (hasTime && offset === null) throw utcOffsetNeeded(); // times set by hand: the import refuses them
  const time = hasTime ? new Float64Array(count) : undefined;
  const fixes = { x: new Float64Array(count), y: new Float64Array(count), day: new Int32Array(count), time };
  for (let i = 0; i < count; i++) {
    fixes.x[i] = toMillimetres(line[3 * i]);
    fixes.y[i] = toMillimetres(line[3 * i + 1]);
    if (time) time[i] = line[3 * i + 2];
    fixes.day[i] = hasTime ? localDay(line[3 * i + 2], offset!) : (day ?? 0);
  }
  return fixes;
}

async function storeChords(tx: Executor, district: string, rows: readonly unknown[][]): Promise<void> {
  const counts = Object.keys(COUNTS);
  const types = counts.map((name) => `${name} int`).join(', ');
  await tx.run(`create temporary table packed_track (id int, chords bytea, ${types}) on commit drop`);
  const copied = encodeCopy(['int4', 'bytea', ...counts.map(() => 'int4' as const)], rows);
  await tx.copyIn('packed_track', ['id', 'chords', ...counts], copied);
  const sets = ['chords', ...counts].map((name) => `${name} = p.${name}`).join(', ');
  await tx.query(
    `update register.survey_track t set ${sets} from packed_track p where t.district = $1 and t.id = p.id`,
    [district],
  );
  await tx.run('drop table packed_track');
}
