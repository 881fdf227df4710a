/** From the fixes of a track to the pieces that can count, in the order the definition gives. */
import { THINNING_MM } from './parameters.ts';
import { type Pieces, packPieces } from './pieces.ts';
import { type Fixes, fixDistance, lineLength, splitDays } from './track/fixes.ts';
import { type PlacedFixes, steady } from './track/jitter.ts';
import { dropOutliers } from './track/outliers.ts';
import { paceOf } from './track/pace.ts';
import { tooFast } from './track/speed.ts';
import { measureSteps } from './track/steps.ts';
import { cutSteps, thin } from './track/thinning.ts';

export interface PreparedTrack {
  pieces: Pieces;
  cleaned: Cleaned;
}

/** What cleaning did to a track: for the import's report. */
export interface Cleaned {
  /** Numbers of the fixes that jumped away and came back, ascending: dropped. */
  outliers: number[];
  /** Places where it was cut, and the farthest that two fixes on either side of one are apart. */
  silences: number;
  farthestMm: number;
  /** Fixes close to the last kept one, as while a crew waits: skipped. */
  thinned: number;
  /** Fixes of days that went faster than crews go. */
  fast: number;
  /** Fixes of which no piece is made: the only one of a day, or between two cuts; or all there lie in one place. */
  alone: number;
  /** Fixes put where the mean of those around them is: of what jitters; they are thinned after that. */
  averaged: number;
  /** Fixes of the same moment as the one before: they stay. */
  sameTime: number;
  /** No fix that counts is as far from the first as thinning tells apart: the crew waited, or the receiver stood still. */
  isStill: boolean;
  /** Days that went faster than crews go, earliest first: they cover nothing. */
  fastDays: { day: number; mPerS: number }[];
}

/** Clean, cut, steady and thin one track. `recorded`: file order, integer mm in the plane, local days since 1970-01-01. */
export function prepareTrack(recorded: Fixes): PreparedTrack {
  const fixes = { ...recorded, x: Float64Array.from(recorded.x), y: Float64Array.from(recorded.y) };
  const parts: { day: number; fixes: number[] }[] = [];
  const cleaned = nothingCleaned();
  for (const { day, fixes: order } of splitDays(fixes)) {
    const stretches = clean(fixes, day, order, cleaned);
    for (const stretch of stretches) {
      const thinned = thin(fixes, stretch);
      cleaned.thinned += stretch.length - thinned.length;
      if (lineLength(fixes, thinned) > 0) parts.push({ day, fixes: thinned });
      else cleaned.alone += thinned.length;
    }
  }
  cleaned.outliers.sort((a, b) => a - b);
  cleaned.isStill = staysInPlace(recorded, new Set(cleaned.outliers));
  cleaned.sameTime = sameMoments(recorded);
  return { pieces: packPieces(parts, fixes.x, fixes.y), cleaned };
}

function nothingCleaned(): Cleaned {
  const counts = { silences: 0, farthestMm: 0, thinned: 0, fast: 0, alone: 0, averaged: 0, sameTime: 0 };
  return { outliers: [], ...counts, isStill: false, fastDays: [] };
}

function clean(fixes: PlacedFixes, day: number, order: readonly number[], cleaned: Cleaned): number[][] {
  if (order.length < 2) {
    cleaned.alone += order.length;
    return [];
  }
  const steps = measureSteps(fixes, order);
  const mPerS = tooFast(fixes, order, steps);
  if (mPerS !== undefined) {
    cleaned.fastDays.push({ day, mPerS });
    cleaned.fast += order.length;
    return [];
  }
  const pace = paceOf(steps);
  const { kept, dropped } =
    pace === 'drawn' ? { kept: [...order.keys()], dropped: [] } : dropOutliers(fixes, order, pace);
  for (const place of dropped) cleaned.outliers.push(order[place]);
  const stretches = cutSteps(fixes, order, kept, pace);
  cleaned.silences += stretches.length - 1;
  for (let i = 1; i < stretches.length; i++)
    cleaned.farthestMm = Math.max(cleaned.farthestMm, fixDistance(fixes, stretches[i - 1].at(-1)!, stretches[i][0]));
  if (pace !== 'drawn' && !pace.isSparse) cleaned.averaged += steady(fixes, stretches, pace.spacing);
  return stretches;
}

function sameMoments({ time }: Fixes): number {
  let same = 0;
  for (let i = 1; i < (time?.length ?? 0); i++) if (time![i] === time![i - 1]) same++;
  return same;
}

function staysInPlace(fixes: Fixes, outliers: ReadonlySet<number>): boolean {
  for (let i = 1; i < fixes.x.length; i++)
    if (!outliers.has(i) && fixDistance(fixes, 0, i) >= THINNING_MM) return false;
  return true;
}
