/** Where a part of a placed line lies: what a survey row says of the line is read off its place as a whole. */
import type { Rulers } from '../rulers.ts';
import { besideOf, type Foot, nearest } from './foot.ts';
import type { Mark, Placed } from './place-line.ts';
import { pointAt, type Stretch, wholeOf } from './stretch.ts';

export interface Anchored {
  ranges: AnchoredRange[];
  /** The farthest that any point of the part went, mm: of what runs on past an end of a route, within the tolerance, nothing has a place. */
  movedMm: number;
  /** How much of the part, in the measure of the line, found no place. */
  lostMm: number;
  /** How far the points that found none are from the nearest of the routes, at most; 0 of none, infinite without routes. */
  besideMm: number;
}

export interface AnchoredRange extends Stretch {
  /** The route runs against the line. */
  reversed: boolean;
}

/** @param part  measures of the line, mm */
export function anchoredOf({ walk, marks }: Placed, [fromMm, toMm]: readonly [number, number]): Anchored {
  const { rulers, routes, line } = walk;
  const runs: Foot[][] = [];
  let [lostMm, besideMm, isOn] = [toMm - fromMm, 0, false];
  for (const [a, b] of stridesIn(marks, fromMm, toMm)) {
    const [from, to] = [Math.max(a.at, fromMm), Math.min(b.at, toMm)];
    if (b.came !== 'nowhere') lostMm -= to - from;
    else
      for (const at of unplaced([a, from], [b, to]))
        besideMm = Math.max(besideMm, besideOf(rulers, routes, pointAt(line, at)));
    const isAlong = b.came === 'along';
    if (isAlong && !isOn) runs.push([footAt(walk, [a, b], from)]);
    if (isAlong) runs[runs.length - 1].push(footAt(walk, [a, b], to));
    isOn = isAlong;
  }
  const placed = runs.flat().filter(({ isPast }) => !isPast);
  const movedMm = Math.round(placed.reduce((most, { distance }) => Math.max(most, distance), 0));
  return { ranges: joined(runs.flatMap((run) => rangesOf(rulers, run))), movedMm, lostMm, besideMm };
}

/** Pairs of successive marks that have some of the part between them. */
function stridesIn(marks: readonly Mark[], fromMm: number, toMm: number): [Mark, Mark][] {
  return marks
    .slice(1)
    .map((mark, i): [Mark, Mark] => [marks[i], mark])
    .filter(([a, b]) => a.at < b.at && a.at < toMm && b.at > fromMm);
}

const unplaced = ([a, from]: [Mark, number], [b, to]: [Mark, number]) => [
  ...(a.foot ? [] : [from]),
  ...(b.foot ? [] : [to]),
];

/** Between two marks of one route the nearest there, so that parts that meet on the line meet on the route. */
function footAt({ rulers, line }: Placed['walk'], [a, b]: [Mark, Mark], at: number): Foot {
  if (at === a.at) return a.foot!;
  if (at === b.at) return b.foot!;
  const [one, other] = [a.foot!.measure, b.foot!.measure];
  const between: [number, number] = [Math.min(one, other), Math.max(one, other)];
  const found = nearest(rulers, wholeOf(a.foot!.route), pointAt(line, at), between);
  return found ?? { ...b.foot!, measure: Math.round(one + ((other - one) * (at - a.at)) / (b.at - a.at)) };
}

/** The range between a run's least and greatest measure; on a closed route split at the seam. */
function rangesOf({ closed, first, m }: Rulers, feet: readonly Foot[]): AnchoredRange[] {
  const { route } = feet[0];
  const lap = m[first[route + 1] - 1];
  const lo = Math.min(...feet.map(({ measure }) => measure));
  const hi = Math.max(...feet.map(({ measure }) => measure));
  const reversed = feet[feet.length - 1].measure < feet[0].measure;
  const part = (fromMm: number, toMm: number) => (toMm > fromMm ? [{ route, fromMm, toMm, reversed }] : []);
  if (!closed[route]) return part(lo, hi);
  if (hi - lo >= lap) return part(0, lap);
  const start = lo - Math.floor(lo / lap) * lap;
  const end = start + hi - lo;
  return end <= lap ? part(start, end) : [...part(start, lap), ...part(0, end - lap)];
}

/** Ranges of one route that touch or overlap are one, where it runs the same way: banks are told by it. Where two ways overlap, because limbs were drawn as one, the one that begins first has it. */
export function joined(ranges: readonly AnchoredRange[]): AnchoredRange[] {
  const sorted = [...ranges].sort(
    (a, b) => a.route - b.route || Number(a.reversed) - Number(b.reversed) || a.fromMm - b.fromMm,
  );
  const result: AnchoredRange[] = [];
  for (const range of sorted) {
    const last = result[result.length - 1];
    const isOnward = last && last.route === range.route && last.reversed === range.reversed;
    if (isOnward && range.fromMm <= last.toMm) last.toMm = Math.max(last.toMm, range.toMm);
    else result.push({ ...range });
  }
  return apart(result);
}

function apart(ranges: readonly AnchoredRange[]): AnchoredRange[] {
  const sorted = [...ranges].sort((a, b) => a.route - b.route || a.fromMm - b.fromMm);
  const result: AnchoredRange[] = [];
  for (const range of sorted) {
    const last = result[result.length - 1];
    const fromMm = last?.route === range.route ? Math.max(last.toMm, range.fromMm) : range.fromMm;
    if (fromMm < range.toMm) result.push({ ...range, fromMm });
  }
  return result;
}
