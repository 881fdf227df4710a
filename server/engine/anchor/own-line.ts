/** Which of today's lines a point of a line drawn before belongs to, by the keys (source_id) of what both were drawn as. */
import type { Rulers } from '../rulers.ts';
import { runsAlong, type Walk } from './best-feet.ts';
import { nearest } from './foot.ts';
import { goingOn } from './going-on.ts';
import { stepsOf } from './steps.ts';
import { pointAt, type Stretch, verticesOf, wholeOf } from './stretch.ts';

/** A part of a line, by its measures, and the key of what it was drawn as. */
export interface DrawnAs {
  key: string;
  fromMm: number;
  toMm: number;
}

export interface Keys {
  was: readonly DrawnAs[];
  /** Keys that other lines of the river had then. */
  beside: readonly string[];
  is: readonly (Stretch & { key: string })[];
}

/**
 * A key is believed where at least half of what it drew, or of what it draws now, and a quarter of what it drew lies beside the
 * line that has it now, and not where half lies on the very line of another: keys that only number the rows of a file are other ones the next time.
 * One that draws less than a quarter, but beside what it drew, still tells that keys which others had are others'. Past the end of its own line a
 * point lies on the line's other parts, where they are beside it, or on lines that have new keys: it may have been cut.
 * Where a line under a new key goes on as the line went and its own does not, that has it (going-on.ts).
 */
export function ownLine(walk: Walk, keys: Keys): Walk['ownAt'] {
  const { was, is } = keys;
  const steps = stepsOf(walk.line);
  const notOthers = united(
    walk,
    is.filter(({ key }) => !keys.beside.includes(key)),
  );
  const believed = believedOf(walk, steps, keys, notOthers);
  if (!believed) return undefined;
  const all = united(walk, [...believed.values()].flat());
  const ownAt = (at: number) => {
    const here = was.filter(({ key, fromMm, toMm }) => believed.has(key) && fromMm <= at && at <= toMm);
    const own = here.flatMap(({ key }) => believed.get(key)!);
    return [own, all, notOthers].find((lines) => isBeside(walk, at, lines));
  };
  const known = new Set([...keys.beside, ...was.map(({ key }) => key)]);
  return goingOn(walk, steps, {
    ownAt,
    fresh: united(
      walk,
      is.filter(({ key }) => !known.has(key)),
    ),
  });
}

/** The lines of the keys that are believed; none of any where keys tell nothing. */
function believedOf(
  walk: Walk,
  steps: readonly number[],
  { was, is }: Keys,
  notOthers: readonly Stretch[],
): Map<string, Stretch[]> | undefined {
  const believed = new Map<string, Stretch[]>();
  const trusts: Trust[] = [];
  for (const key of new Set(was.map(({ key }) => key))) {
    const own = united(
      walk,
      is.filter((stretch) => stretch.key === key),
    );
    if (own.length === 0) continue;
    const trust = trustIn(walk, stepsOn(steps, was, key), { own, notOthers });
    if (trust === 'full') believed.set(key, own);
    trusts.push(trust);
  }
  const isTold = believed.size > 0 || (trusts.length > 0 && !trusts.includes('none'));
  return isTold ? believed : undefined;
}

/** Measures with how much of the line lies before them. */
type Step = [at: number, step: number];

const stepsOn = (steps: readonly number[], was: readonly DrawnAs[], of: string): Step[] =>
  steps.flatMap((at, k): Step[] =>
    k > 0 && was.some(({ key, fromMm, toMm }) => key === of && fromMm < at && at <= toMm)
      ? [[at, at - steps[k - 1]]]
      : [],
  );

/** Full: believed. Some: what it draws is what it drew, but little of that. */
type Trust = 'full' | 'some' | 'none';

function trustIn(walk: Walk, steps: readonly Step[], { own, notOthers }: Lines): Trust {
  let [all, beside, elsewhere, onOthers] = [0, 0, 0, 0];
  for (const [at, step] of steps) {
    all += step;
    if (isBeside(walk, at, own)) beside += step;
    if (isOnAnother(walk, at, own)) elsewhere += step;
    if (isOnAnother(walk, at, notOthers)) onOthers += step;
  }
  const now = own.reduce((sum, { fromMm, toMm }) => sum + toMm - fromMm, 0);
  if (2 * beside < Math.min(all, now) || 2 * onOthers >= all) return 'none';
  return 4 * beside >= all && 2 * elsewhere < all ? 'full' : 'some';
}

interface Lines {
  own: readonly Stretch[];
  notOthers: readonly Stretch[];
}

/** Not past an end of it; where two of its stretches meet is none. */
function isBeside({ rulers, line, toleranceMm }: Walk, at: number, own: readonly Stretch[]): boolean {
  const point = pointAt(line, at);
  return own.some((stretch) => {
    const foot = nearest(rulers, stretch, point);
    if (!foot || foot.distance > toleranceMm) return false;
    if (stretch.fromMm < foot.measure && foot.measure < stretch.toMm) return true;
    return own.some((other) => other !== stretch && isEnd(rulers, other, stretch.route, foot.measure));
  });
}

/** Whether a stretch begins or ends where this place of a route is. */
function isEnd(rulers: Rulers, { route, fromMm, toMm }: Stretch, on: number, measure: number): boolean {
  const [x, y] = pointAt(verticesOf(rulers, on), measure);
  return [fromMm, toMm].some((end) => {
    const [ex, ey] = pointAt(verticesOf(rulers, route), end);
    return ex === x && ey === y;
  });
}

function isOnAnother(walk: Walk, at: number, own: readonly Stretch[]): boolean {
  const point = pointAt(walk.line, at);
  return walk.routes.some((route) => {
    const foot = nearest(walk.rulers, wholeOf(route), point);
    const isOwn = own.some(
      (each) => each.route === route && each.fromMm <= foot!.measure && foot!.measure <= each.toMm,
    );
    return foot && !isOwn && runsAlong(walk, foot, at);
  });
}

/** Stretches that touch are one: the end of one is no end of the line. In the order of the river's routes, not of their ids: of equals the first has it, also after an undo. */
function united({ routes }: Walk, stretches: readonly Stretch[]): Stretch[] {
  const order = (route: number) => routes.indexOf(route);
  const sorted = [...stretches].sort((a, b) => order(a.route) - order(b.route) || a.fromMm - b.fromMm);
  const result: Stretch[] = [];
  for (const { route, fromMm, toMm } of sorted) {
    const last = result[result.length - 1];
    if (last?.route === route && fromMm <= last.toMm) last.toMm = Math.max(last.toMm, toMm);
    else result.push({ route, fromMm, toMm });
  }
  return result;
}
