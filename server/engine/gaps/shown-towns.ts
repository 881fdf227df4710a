/**
 * The town a stretch of river is worked with (coverage.md, "Towns"; twin: atlas.shown_towns). Where the river runs along the
 * line between two towns, its short stretches flip from one to the other; a crew should not be sent home at each.
 *
 *   lies in   |------ a ------| b |a| b |------ a ------|
 *   shown     |--------------------- a ------------------|   the b under 100 m are shared, length stays theirs
 */

/** Shorter stretches than this may be shared; millimetres. */
export const SHARED_MM = 100_000;
export const OUTSIDE = -1;

/** Stretches of one route in order, without a hole; town -1 is outside. */
export interface TownStretch {
  from: number;
  to: number;
  town: number;
}

export interface ShownStretch extends TownStretch {
  /** What of it lies in another town than the one it is shown with. */
  shared: TownStretch[];
}

/** Neighbours of one town as shown become one stretch. A stretch after `outside` stays with its own town: outside works on nothing. */
export function shownTowns(stretches: readonly TownStretch[]): ShownStretch[] {
  const shown: ShownStretch[] = [];
  stretches.forEach((stretch, i) => {
    const before = shown.at(-1);
    const town = before && before.town !== OUTSIDE && isFlip(stretches, i) ? before.town : stretch.town;
    const shared = town === stretch.town ? [] : [{ ...stretch }];
    if (before?.town === town) {
      before.to = stretch.to;
      before.shared.push(...shared);
    } else shown.push({ from: stretch.from, to: stretch.to, town, shared });
  });
  return shown;
}

/** Short, and between two stretches of one and the same town. */
function isFlip(stretches: readonly TownStretch[], i: number): boolean {
  const { from, to } = stretches[i];
  return to - from < SHARED_MM && i > 0 && stretches[i - 1].town === stretches[i + 1]?.town;
}
