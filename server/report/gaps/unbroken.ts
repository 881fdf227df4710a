/** Gaps as they lie on the water: rows of the gap list that meet at a town's line are one. */
import type { GapRow } from '../gaps.ts';

export interface UnbrokenGap
  extends Pick<GapRow, 'river' | 'river_id' | 'route' | 'mode' | 'from_m' | 'to_m' | 'length_m'> {
  /** Those it lies in, from its start; null is outside every town. */
  towns: (string | null)[];
}

/** @param gaps  in the order of mode, river and route; rows that hold a millimetre twice (by zone) are none. */
export function unbrokenGaps(gaps: readonly GapRow[]): UnbrokenGap[] {
  const unbroken: UnbrokenGap[] = [];
  for (const gap of gaps) {
    const last = unbroken.at(-1);
    if (last && goesOn(last, gap)) extend(last, gap);
    else unbroken.push(begun(gap));
  }
  return unbroken;
}

const goesOn = (last: UnbrokenGap, { mode, route, from_m }: GapRow): boolean =>
  last.mode === mode && last.route === route && last.to_m === from_m;

function begun({ river, river_id, route, mode, from_m, to_m, length_m, town }: GapRow): UnbrokenGap {
  return { river, river_id, route, mode, from_m, to_m, length_m, towns: [town] };
}

function extend(last: UnbrokenGap, { to_m, town }: GapRow): void {
  last.to_m = to_m;
  last.length_m = Math.round((to_m - last.from_m) * 1000) / 1000;
  if (!last.towns.includes(town)) last.towns.push(town);
}

/** The longest of a mode; ties in the order along the rivers. */
export function longestGaps(gaps: readonly UnbrokenGap[], mode: GapRow['mode'], most: number): UnbrokenGap[] {
  return gaps
    .filter((gap) => gap.mode === mode)
    .sort((a, b) => b.length_m - a.length_m)
    .slice(0, most);
}
