/** Where the lines of one record lie on routes drawn anew: no two of them on the same. */
import { type AnchoredRange, anchoredOf } from './anchored.ts';
import type { Placed } from './place-line.ts';
import { endsOf, type Stretch } from './stretch.ts';

/** Each line placed by itself, but where another's place may not be. */
export type Place<Line> = (line: Line, taken: readonly Stretch[]) => Placed;

/**
 * Two lines side by side, drawn anew some metres aside, come nearest to the same route. Where two overlap by more than the
 * tolerance, one keeps its place and the other looks for one elsewhere: whichever leaves both nearer to where they were.
 */
export function anchorLines<Line>(lines: readonly Line[], place: Place<Line>, toleranceMm: number): Placed[] {
  const placed = lines.map((line) => place(line, []));
  for (let a = 0; a < placed.length; a++)
    for (let b = a + 1; b < placed.length; b++) {
      const [ofA, ofB] = [rangesOf(placed[a]), rangesOf(placed[b])];
      if (overlapOf(ofA, ofB) <= toleranceMm) continue;
      const [aElsewhere, bElsewhere] = [place(lines[a], ofB), place(lines[b], ofA)];
      if (placed[a].area + bElsewhere.area <= placed[b].area + aElsewhere.area) placed[b] = bElsewhere;
      else placed[a] = aElsewhere;
    }
  return placed;
}

const rangesOf = (placed: Placed) => anchoredOf(placed, endsOf(placed.walk.line)).ranges;

function overlapOf(ones: readonly AnchoredRange[], others: readonly AnchoredRange[]): number {
  let sum = 0;
  for (const a of ones)
    for (const b of others)
      if (a.route === b.route) sum += Math.max(0, Math.min(a.toMm, b.toMm) - Math.max(a.fromMm, b.fromMm));
  return sum;
}
