/** From the fixes of a track to the pieces that can count, in the order the definition gives. */
import { type Pieces, packPieces } from './pieces.ts';
import { isDrawn } from './track/drawn.ts';
import { type Fixes, lineLength, splitDays } from './track/fixes.ts';
import { dropOutliers } from './track/outliers.ts';
import { cutSilences, thin } from './track/thinning.ts';

export interface PreparedTrack {
  pieces: Pieces;
  /** Numbers of the fixes dropped as outliers, ascending: for the import's report. */
  dropped: number[];
}

/** Clean, cut and thin one track. `fixes`: file order, integer mm in the plane, local days since 1970-01-01. */
export function prepareTrack(fixes: Fixes): PreparedTrack {
  const parts: { day: number; fixes: number[] }[] = [];
  const dropped: number[] = [];
  for (const { day, fixes: order } of splitDays(fixes)) {
    const stretches = clean(fixes, order, dropped);
    for (const stretch of stretches) {
      const thinned = thin(fixes, stretch);
      if (lineLength(fixes, thinned) > 0) parts.push({ day, fixes: thinned });
    }
  }
  return { pieces: packPieces(parts, fixes.x, fixes.y), dropped: dropped.sort((a, b) => a - b) };
}

function clean(fixes: Fixes, order: readonly number[], dropped: number[]): readonly (readonly number[])[] {
  if (order.length < 2) return [];
  if (isDrawn(fixes, order)) return [order];
  const sorted = dropOutliers(fixes, order);
  dropped.push(...sorted.dropped);
  return cutSilences(fixes, sorted.kept);
}
