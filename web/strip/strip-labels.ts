/** Words in a strip: lengths of long gaps, and towns where there is room left. */
import type { StripRoute } from '../api/types.ts';
import type { StripGap } from './strip-drawing.ts';
import type { StripLayout } from './strip-layout.ts';
import type { StripText } from './strip-shapes.ts';

const BASELINE = 9.4;
const LABELLED_M = 1000; // shorter gaps are read in the table
const SIZE = 9;

/** Pixels of a text: Chinese letters are as wide as high. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0x2e7f ? SIZE : SIZE * 0.58), 0);

type Taken = [from: number, to: number][];
const isFree = (taken: Taken, from: number, to: number): boolean => taken.every(([a, b]) => to <= a || from >= b);

/** Longest gap first; a label that would lie on another is left out. `gaps`: of the mode that is labelled. */
export function drawLabels(
  routes: readonly StripRoute[],
  layout: StripLayout,
  gaps: readonly StripGap[],
  called = (town: string) => town,
): StripText[] {
  const taken: Taken = [];
  return [...gapLabels(gaps, layout.width, taken), ...townLabels(routes, layout, taken, called)];
}

function gapLabels(gaps: readonly StripGap[], end: number, taken: Taken): StripText[] {
  const length = ({ fromM, toM }: StripGap) => toM - fromM;
  const long = gaps.filter((gap) => length(gap) >= LABELLED_M).sort((a, b) => length(b) - length(a));
  return long.flatMap((gap) => {
    const text = `${(length(gap) / 1000).toFixed(2)} km`;
    const half = widthOf(text) / 2 + 2;
    const x = Math.max(half, Math.min(end - half, gap.x + gap.width / 2));
    if (2 * half > end || !isFree(taken, x - half, x + half)) return [];
    taken.push([x - half, x + half]);
    return [{ look: 'gap-label', x, y: BASELINE, anchor: 'middle' as const, text }];
  });
}

function townLabels(
  routes: readonly StripRoute[],
  layout: StripLayout,
  taken: Taken,
  called: (town: string) => string,
): StripText[] {
  return routes.flatMap((route, nth) =>
    route.towns.flatMap(([from, to, town]) => {
      const name = town && called(town);
      const [x, end] = [layout.x(nth, from) + 3, layout.x(nth, to)];
      if (name === null || x + widthOf(name) > end || !isFree(taken, x, x + widthOf(name))) return [];
      taken.push([x, x + widthOf(name) + 3]);
      return [{ look: 'town-label', x, y: BASELINE, anchor: 'start' as const, text: name }];
    }),
  );
}
