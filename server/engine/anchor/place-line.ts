/** A line drawn before, whole, held against routes drawn anew. */
import { bestFeet, nowhereMm, type Walk } from './best-feet.ts';
import { type Foot, nearest } from './foot.ts';
import { stepsOf } from './steps.ts';
import { pointAt, wholeOf } from './stretch.ts';

export interface Placed {
  walk: Walk;
  /** By measures of the line, first to last. */
  marks: Mark[];
  /** How far all of it lies from where it was, in square millimetres beside the line. */
  area: number;
}

/** A place along the line, and where that lies now. */
export interface Mark {
  at: number;
  foot: Foot | undefined;
  /** From the mark before it goes on along the route, turns into another in a millimetre, or lies nowhere. */
  came: 'along' | 'turned' | 'nowhere';
}

/**
 * Looks up the line point by point on the chosen routes, within the tolerance, as a whole (best-feet.ts). A jump along the
 * route farther than the points are apart plus twice the tolerance leaves what is between without a place.
 */
export function placeLine(walk: Walk): Placed {
  const steps = stepsOf(walk.line);
  const feet = closedUp(walk, bestFeet(walk, steps));
  const marks: Mark[] = [];
  let area = 0;
  for (const [k, foot] of feet.entries()) {
    marks.push(...marksTo(walk, marks.at(-1), { at: steps[k], foot }));
    if (k > 0) area += (foot?.distance ?? nowhereMm(walk)) * (steps[k] - steps[k - 1]);
  }
  return { walk, marks, area };
}

/** A ring that lies on a ring ends where it begins, a lap on: at a corner drawn farther out it had two feet. */
function closedUp({ rulers, line: { x, y }, toleranceMm }: Walk, feet: (Foot | undefined)[]): (Foot | undefined)[] {
  const [start, end, last] = [feet[0], feet[feet.length - 1], x.length - 1];
  if (!start || !end || start.route !== end.route || x[0] !== x[last] || y[0] !== y[last]) return feet;
  const { closed, first, m } = rulers;
  const lap = m[first[start.route + 1] - 1];
  const around = Math.round((end.measure - start.measure) / lap) * lap;
  const isRound =
    closed[start.route] && around !== 0 && Math.abs(end.measure - start.measure - around) <= 2 * toleranceMm;
  return isRound ? [...feet.slice(0, -1), { ...start, measure: start.measure + around }] : feet;
}

/** The next mark, and before it those of a turn. */
function marksTo(walk: Walk, last: Mark | undefined, { at, foot }: Omit<Mark, 'came'>): Mark[] {
  if (!last?.foot || !foot) return [{ at, foot, came: 'nowhere' }];
  if (last.foot.route !== foot.route) return turnBetween(walk, [last.at, last.foot], [at, foot]);
  const isJump = Math.abs(foot.measure - last.foot.measure) > at - last.at + 2 * walk.toleranceMm;
  return [{ at, foot, came: isJump ? 'nowhere' : 'along' }];
}

/** The last place on the one route and the first on the other, a millimetre of the line apart: where the other comes nearer. */
function turnBetween(walk: Walk, [from, before]: [number, Foot], [at, foot]: [number, Foot]): Mark[] {
  let [lo, hi, end, start] = [from, at, before, foot];
  const reach = at - from + 2 * walk.toleranceMm;
  while (hi - lo > 1) {
    const mid = Math.floor((lo + hi) / 2);
    const [one, other] = [nearOn(walk, before, mid, reach), nearOn(walk, foot, mid, reach)];
    if (one && !one.isPast && one.distance <= (other?.distance ?? Infinity)) [lo, end] = [mid, one];
    else [hi, start] = [mid, other ?? start];
  }
  return [
    { at: lo, foot: end, came: 'along' },
    { at: hi, foot: start, came: 'turned' },
    { at, foot, came: 'along' },
  ];
}

/** The nearest place on the route of a foot, not far along it from there. */
function nearOn({ rulers, line, ownAt }: Walk, { route, measure }: Foot, at: number, reach: number): Foot | undefined {
  const own = ownAt?.(at)?.filter((stretch) => stretch.route === route) ?? [wholeOf(route)];
  const point = pointAt(line, at);
  const feet = own.flatMap((on) => nearest(rulers, on, point, [measure - reach, measure + reach]) ?? []);
  return feet.sort((a, b) => a.distance - b.distance)[0];
}
