/** What became of the fixes of each track that a batch brought: how many were read, which filter left out how many, and how many are left. */
import type { Executor } from '../../db/database.ts';

/** fixes_read is the sum of fixes_kept and of the five that were left out. */
export interface TrackFixes {
  id: number;
  /** Its name, else its number in the file. */
  track: string | null;
  fixes_read: number;
  /** In the pieces that are matched to rivers. */
  fixes_kept: number;
  /** Left out as the file was read: their receiver was too unsure of them. */
  fixes_unsure: number;
  /** Of days faster than crews go. */
  fixes_too_fast: number;
  /** Jumped away and came back. */
  fixes_outliers: number;
  /** Closer than 15 m to the last kept one. */
  fixes_thinned: number;
  /** Alone on their day or between two cuts, or all there in one place. */
  fixes_alone: number;
  /** Cut so often where the next fix is too far. */
  cuts: number;
  /** Put at the mean of those around them before they were thinned; counted above. */
  fixes_averaged: number;
  /** Of the same moment as the fix before; counted above. */
  fixes_same_time: number;
}

/** Of the tracks that a batch brought or changed and that are still so, by id. */
export async function trackFixes(db: Executor, district: string, batch: number): Promise<TrackFixes[]> {
  return db.query<TrackFixes>(FIXES, [district, batch]);
}

const FIXES = `
  select t.id, coalesce(t.track, t.source_id) as track, n.placed + n.unsure as fixes_read,
         n.placed - n.fast - t.fixes_dropped - t.fixes_thinned - n.alone as fixes_kept, n.unsure as fixes_unsure,
         n.fast as fixes_too_fast, t.fixes_dropped as fixes_outliers, t.fixes_thinned, n.alone as fixes_alone,
         t.silences as cuts, coalesce(t.fixes_averaged, 0) as fixes_averaged, coalesce(t.fixes_same_time, 0) as fixes_same_time
    from register.survey_track t
   cross join lateral (
         select st_npoints(t.line_m) as placed, coalesce(t.fixes_unsure, 0) as unsure, coalesce(t.fixes_fast, 0) as fast,
                coalesce(t.fixes_alone, 0) as alone) n
   where t.district = $1 and t.batch_id = $2 order by t.id`;
